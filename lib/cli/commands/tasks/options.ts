/**
 * The options of `synth tasks`.
 *
 * @module
 */
import { annotations, app, out } from '../../shared/common-options';
import type { Options } from '../../shared/option';

export const OPTIONS = {
  app,
  out: out({ placeholder: 'DIR', help: 'where the output is (default: synth.out beside the stack file)' }),
  annotations,
} as const satisfies Options;
