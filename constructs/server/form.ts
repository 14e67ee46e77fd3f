/**
 * The form of an engine: authors make engines of their own.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  answering,
  boolean,
  type ComposeText,
  composeText,
  form,
  listOf,
  mapOf,
  method,
  optional,
  problemForm,
  record,
  string,
  strings,
  texts,
  wholeNumber,
  words,
} from '../../lib/core';
import type {
  CacheSettings,
  DatabaseLogin,
  ObjectStoreSettings,
  QueueSettings,
  SearchSettings,
} from '../../lib/images';
import { isDeferred } from '../../lib/languages/compose';
import type { CacheEngine, DatabaseEngine, ObjectStoreEngine, QueueEngine, SearchEngine } from './engine';

const USER = record('a user', { name: string, uid: wholeNumber, gid: wholeNumber }, { isOpen: true });

const SERVER = {
  reference: string,
  user: USER,
  tmpfs: strings,
  port: wholeNumber,
  stopGrace: string,
  stopSignal: optional(string),
  sharedMemory: optional(string),
  start: optional(string),
  environment: optional(texts),
  isFirstProcess: optional(boolean),
};

const FACTS = { ...SERVER, scheme: string };

const ENGINE = {
  kind: string,
  name: string,
  product: string,
  version: string,
  problems: listOf('a list of problems', problemForm),
};

export const databaseEngineForm = record(
  "an engine, such as Engine.postgres('17')",
  {
    ...ENGINE,
    image: record(
      'the facts about an image',
      {
        ...FACTS,
        dataPath: string,
        folder: string,
        declared: strings,
        urlQuery: optional(string),
        urlWords: optional(mapOf('a map of words by framework', words)),
        program: optional(string),
        hasExtensions: optional(boolean),
        zoneSettings: optional(strings),
        probe: method,
        dump: method,
        restore: method,
        command: optional(method),
        prepare: optional(method),
        located: optional(method),
        client: optional(
          record(
            'what a client asks',
            { dump: method, restore: method, content: method, clear: method },
            { isOpen: true },
          ),
        ),
      },
      { isOpen: true },
    ),
    check: method,
    environment: method,
    passwordFile: string,
    rootPasswordFile: optional(string),
  },
  { isOpen: true },
);

export const cacheEngineForm = record(
  "an engine, such as Engine.valkey('8.1')",
  {
    ...ENGINE,
    image: record(
      'the facts about an image',
      {
        ...FACTS,
        dataPath: optional(string),
        word: string,
        probe: words,
        command: method,
        passwordFile: optional(string),
      },
      { isOpen: true },
    ),
  },
  { isOpen: true },
);

export const queueEngineForm = record(
  "an engine, such as Engine.rabbitmq('4.2')",
  {
    ...ENGINE,
    image: record(
      'the facts about an image',
      { ...FACTS, dataPath: string, word: string, passwordFile: string, settingsAt: string, run: method },
      { isOpen: true },
    ),
  },
  { isOpen: true },
);

export const searchEngineForm = record(
  "an engine, such as Engine.meilisearch('v1.53')",
  {
    ...ENGINE,
    image: record(
      'the facts about an image',
      {
        ...SERVER,
        dataPath: string,
        word: string,
        login: optional(string),
        passwordFile: string,
        usualMemory: string,
        usualProcesses: optional(wholeNumber),
        probe: words,
        run: method,
      },
      { isOpen: true },
    ),
  },
  { isOpen: true },
);

export const objectStoreEngineForm = record(
  "an engine, such as Engine.seaweedfs('4.48')",
  {
    ...ENGINE,
    image: record(
      'the facts about an image',
      { ...SERVER, dataPath: string, passwordFile: string, run: method },
      { isOpen: true },
    ),
  },
  { isOpen: true },
);

/** The form of a name of a database or of a user. */
export const nameForm = form('a text, or a Variable', (value) => typeof value === 'string' || isDeferred(value));

const COMMAND = { form: listOf('a list of words', composeText), standIn: ['false'] };
const TEXT = { form: string, standIn: 'false' };
const LOCALE = { form: mapOf('a map of texts', string), standIn: {} };
const WORDS = { form: words, standIn: ['false'] };
const PROBLEMS = { form: listOf('a list of problems', problemForm), standIn: [] };
const VARIABLES = { form: texts, standIn: {} };

/** An engine whose functions answer as they must. */
export function answeringDatabase(scope: Construct, engine: DatabaseEngine): DatabaseEngine {
  const { image } = engine;
  const { command, prepare, located, client } = image;
  const asking = <Login>(name: string, ask: (login: Login) => readonly ComposeText[]) =>
    answering(scope, `engine.image.${name}`, ask, COMMAND);
  return {
    ...engine,
    check: answering(scope, 'engine.check', (login) => engine.check(login), PROBLEMS),
    environment: answering(scope, 'engine.environment', (login) => engine.environment(login), VARIABLES),
    image: {
      ...image,
      probe: asking('probe', (login: DatabaseLogin) => image.probe(login)),
      dump: asking('dump', (login: DatabaseLogin) => image.dump(login)),
      restore: asking('restore', (login: DatabaseLogin) => image.restore(login)),
      ...(command && { command: answering(scope, 'engine.image.command', command.bind(image), WORDS) }),
      ...(prepare && { prepare: answering(scope, 'engine.image.prepare', prepare.bind(image), TEXT) }),
      ...(located && { located: answering(scope, 'engine.image.located', located.bind(image), LOCALE) }),
      ...(client && {
        client: {
          ...client,
          dump: asking('client.dump', client.dump.bind(client)),
          restore: asking('client.restore', client.restore.bind(client)),
          content: asking('client.content', client.content.bind(client)),
          clear: asking('client.clear', client.clear.bind(client)),
        },
      }),
    },
  };
}

/** The same for a cache. */
export function answeringCache(scope: Construct, engine: CacheEngine): CacheEngine {
  const { image } = engine;
  const command = answering(scope, 'engine.image.command', (settings: CacheSettings) => image.command(settings), WORDS);
  return { ...engine, image: { ...image, command } };
}

const RUN = {
  form: record(
    'environment, command, probe and lines',
    { environment: texts, command: words, probe: words, lines: strings },
    { isOpen: true },
  ),
  standIn: { environment: {}, command: [], probe: ['false'], lines: [] },
};

/** The same for a queue. */
export function answeringQueue(scope: Construct, engine: QueueEngine): QueueEngine {
  const { image } = engine;
  const run = answering(scope, 'engine.image.run', (settings: QueueSettings) => image.run(settings), RUN);
  return { ...engine, image: { ...image, run } };
}

const STARTED = {
  form: record(
    'environment and command',
    { environment: mapOf('a map of texts', string), command: words },
    { isOpen: true },
  ),
  standIn: { environment: {}, command: [] },
};

/** The same for a search engine. */
export function answeringSearch(scope: Construct, engine: SearchEngine): SearchEngine {
  const { image } = engine;
  const run = answering(scope, 'engine.image.run', (settings: SearchSettings) => image.run(settings), STARTED);
  return { ...engine, image: { ...image, run } };
}

const STORING = {
  form: record(
    'environment, command and probe',
    { environment: mapOf('a map of texts', string), command: words, probe: words },
    { isOpen: true },
  ),
  standIn: { environment: {}, command: [], probe: ['false'] },
};

/** The same for an object store. */
export function answeringObjectStore(scope: Construct, engine: ObjectStoreEngine): ObjectStoreEngine {
  const { image } = engine;
  const run = answering(scope, 'engine.image.run', (settings: ObjectStoreSettings) => image.run(settings), STORING);
  return { ...engine, image: { ...image, run } };
}
