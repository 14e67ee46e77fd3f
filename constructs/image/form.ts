/**
 * The form of an image: people pass a name where they mean `Image.registry`.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  answering,
  boolean,
  composeText,
  type Form,
  listOf,
  mapOf,
  method,
  optional,
  problemForm,
  record,
  string,
  strings,
  texts,
  union,
  user,
  words,
} from '../../lib/core';
import { quoted } from '../../lib/words';
import { secretSourceForm } from '../secrets';
import type { BuiltImage, RegistryImage } from './image';

const NOUN = "an image, such as Image.node({ source: './web' })";

const DESCRIPTION = {
  name: string,
  user: optional(user),
  tmpfs: strings,
  environment: texts,
  entrypoint: words,
  command: optional(words),
  probe: optional(method),
  hasFolder: method,
  programFolder: optional(string),
  problems: method,
  sizedTo: optional(method),
  live: optional(
    record('the source of a program', { source: string, folder: string, keep: method, command: optional(method) }),
  ),
  fastcgi: optional(record('how FastCGI is spoken', { probe: method, maxBody: string, site: method })),
};

const EXISTING = record(NOUN, { ...DESCRIPTION, reference: composeText }, { isOpen: true });
const BUILT = record(
  NOUN,
  { ...DESCRIPTION, source: string, dockerfile: method, dockerignore: method, inputs: optional(method) },
  { isOpen: true },
);

/** The form of an image of either kind. */
export const imageForm: Form = asImage(union(NOUN, { registry: EXISTING, built: BUILT }));

/** The form of an image that is built. */
export const builtImageForm: Form = union("an image that is built, such as Image.files({ source: './site' })", {
  built: BUILT,
});

/** Says what a text probably means. */
function asImage(form: Form): Form {
  return {
    ...form,
    mistakesIn: (value) => {
      if (typeof value !== 'string') return form.mistakesIn(value);
      const isFolder = /^\.{0,2}\//.test(value);
      const meant = isFolder ? `Image.node({ source: ${quoted(value)} })` : `Image.registry(${quoted(value)})`;
      return [{ keys: [], value, noun: form.noun, remedy: `Pass an image: ${meant}.` }];
    },
  };
}

const facts = { name: 'none', tmpfs: [], environment: {}, entrypoint: [], hasFolder: () => true, problems: () => [] };

/** Takes the place of an image that is none, and of one that needs the facts about it. */
export const noImage: RegistryImage = {
  ...facts,
  kind: 'registry',
  reference: 'none:0',
  command: ['none'],
  probe: () => ['none'],
};

/** The same for one that is built. */
export const noBuiltImage: BuiltImage = {
  ...facts,
  kind: 'built',
  source: '.',
  dockerfile: () => '',
  dockerignore: () => '',
};

const PROBLEMS = { form: listOf('a list of problems', problemForm), standIn: [] };
const PROBE = { form: words, standIn: ['false'] };
const HAS_FOLDER = { form: boolean, standIn: true };
const INPUTS = {
  form: record('arguments and secrets of a build', {
    args: texts,
    secrets: mapOf('a map of sources of secrets', secretSourceForm),
  }),
  standIn: { args: {}, secrets: {} },
};

/** An image whose functions answer as they must: authors make images of their own. */
export function answeringImage<I extends RegistryImage | BuiltImage>(scope: Construct, image: I): I {
  const { probe, hasFolder, problems } = image;
  return {
    ...image,
    ...(probe && { probe: answering(scope, 'image.probe', probe, PROBE) }),
    hasFolder: answering(scope, 'image.hasFolder', hasFolder, HAS_FOLDER),
    problems: answering(scope, 'image.problems', problems, PROBLEMS),
    ...(image.kind === 'built' && image.inputs && { inputs: answering(scope, 'image.inputs', image.inputs, INPUTS) }),
  };
}
