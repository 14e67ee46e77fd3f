/**
 * The options of `synth import`.
 *
 * @module
 */
import { out } from '../../shared/common-options';
import type { Options } from '../../shared/option';
import { overlaysIn, wholesIn } from './environments';

export const OPTIONS = {
  file: { kind: 'positional', short: 'f', placeholder: 'FILE', help: 'a Compose file; the same as FILE alone' },
  environment: {
    kind: 'list',
    short: 'e',
    placeholder: 'NAME=FILE',
    help: 'an environment of its own, made of the files and this one\n(NAME=FILE,FILE for several)',
    read: overlaysIn,
  },
  alone: {
    kind: 'list',
    placeholder: 'NAME=FILE',
    help: 'an environment of its own, made of this file alone, which says all\nof it (NAME=FILE,FILE for several)',
    read: wholesIn,
  },
  'env-file': {
    kind: 'list',
    placeholder: 'FILE',
    help: 'variables, instead of those in .env: they stay variables, and\ntheir values tell which paths are relative',
  },
  'project-directory': {
    kind: 'value',
    placeholder: 'DIR',
    help: 'where relative paths start (default: the folder of the first FILE)',
  },
  name: {
    kind: 'value',
    short: 'n',
    placeholder: 'NAME',
    help: 'name of the project (default: the one that docker compose gives it)',
  },
  out: out({ placeholder: 'FILE', default: 'stack.ts', help: 'where to write (default: stack.ts); - prints it' }),
  recognize: {
    kind: 'flag',
    help: 'write constructs for what is known, such as a Database for a service\nof the official image of one',
  },
  modernize: {
    kind: 'flag',
    help: 'say what is obsolete in the words of today, such as links and files\nof version 1',
  },
  force: { kind: 'flag', help: 'overwrite a file that is there' },
} as const satisfies Options;
