/**
 * The options of each command.
 *
 * @module
 */

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What the help calls its value. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly multiple?: true;
}

export type Options = Readonly<Record<string, Option>>;

const COMMON = {
  quiet: { type: 'boolean', short: 'q' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const satisfies Options;

export const SYNTH = {
  app: { type: 'string', short: 'a', value: 'PATH' },
  out: { type: 'string', short: 'o', value: 'DIR' },
  ...COMMON,
} as const satisfies Options;

export const IMPORT = {
  file: { type: 'string', short: 'f', value: 'FILE', multiple: true },
  environment: { type: 'string', short: 'e', value: 'NAME=FILE', multiple: true },
  'env-file': { type: 'string', value: 'FILE', multiple: true },
  'project-directory': { type: 'string', value: 'DIR' },
  name: { type: 'string', short: 'n', value: 'NAME' },
  out: { type: 'string', short: 'o', value: 'FILE' },
  recognize: { type: 'boolean' },
  modernize: { type: 'boolean' },
  force: { type: 'boolean' },
  ...COMMON,
} as const satisfies Options;
