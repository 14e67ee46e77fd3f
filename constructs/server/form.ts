/**
 * The form of an engine: authors make engines of their own.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  answering,
  boolean,
  composeText,
  form,
  listOf,
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
import type { CacheSettings } from '../../lib/images';
import { isDeferred } from '../../lib/languages/compose';
import type { CacheEngine, DatabaseEngine } from './engine';

const USER = record('a user', { name: string, uid: wholeNumber, gid: wholeNumber }, { isOpen: true });

const FACTS = {
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
  scheme: string,
};

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
      { ...FACTS, dataPath: string, probe: method, dump: method, restore: method, command: optional(method) },
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

/** The form of a name of a database or of a user. */
export const nameForm = form('a text, or a Variable', (value) => typeof value === 'string' || isDeferred(value));

const COMMAND = { form: listOf('a list of words', composeText), standIn: ['false'] };
const WORDS = { form: words, standIn: ['false'] };
const PROBLEMS = { form: listOf('a list of problems', problemForm), standIn: [] };
const VARIABLES = { form: texts, standIn: {} };

/** An engine whose functions answer as they must. */
export function answeringDatabase(scope: Construct, engine: DatabaseEngine): DatabaseEngine {
  const { image } = engine;
  const { command, prepare } = image;
  return {
    ...engine,
    check: answering(scope, 'engine.check', (login) => engine.check(login), PROBLEMS),
    environment: answering(scope, 'engine.environment', (login) => engine.environment(login), VARIABLES),
    image: {
      ...image,
      probe: answering(scope, 'engine.image.probe', (login) => image.probe(login), COMMAND),
      dump: answering(scope, 'engine.image.dump', (login) => image.dump(login), COMMAND),
      restore: answering(scope, 'engine.image.restore', (login) => image.restore(login), COMMAND),
      ...(command && {
        command: answering(scope, 'engine.image.command', (given) => command.call(image, given), WORDS),
      }),
      ...(prepare && {
        prepare: answering(
          scope,
          'engine.image.prepare',
          (databases, extensions) => prepare.call(image, databases, extensions),
          { form: string, standIn: 'false' },
        ),
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
