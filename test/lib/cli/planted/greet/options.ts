import { app } from '../../../../../lib/cli/shared/common-options';
import type { Options } from '../../../../../lib/cli/shared/option';

export const OPTIONS = {
  app,
  greeting: {
    kind: 'value',
    short: 'g',
    placeholder: 'WORD',
    default: 'Hello',
    help: 'the first word (default: Hello)',
  },
} as const satisfies Options;
