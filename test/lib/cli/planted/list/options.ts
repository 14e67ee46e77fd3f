import { app } from '../../../../../lib/cli/shared/common-options';
import type { Options } from '../../../../../lib/cli/shared/option';

export const OPTIONS = {
  app,
  prefix: {
    kind: 'value',
    short: 'p',
    placeholder: 'TEXT',
    default: '- ',
    help: 'the text before each name (default: - )',
  },
} as const satisfies Options;
