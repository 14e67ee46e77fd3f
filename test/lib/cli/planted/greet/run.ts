import { documentOf } from '../../../../../lib/cli/shared/document';
import type { Given } from '../../../../../lib/cli/shared/option';
import { printOut } from '../../../../../lib/cli/shared/terminal';
import type { OPTIONS } from './options';

export function run({ greeting, json, positionals }: Given<typeof OPTIONS>, cwd: string): number {
  const greetings = positionals.map((name) => `${greeting}, ${name}!`);
  printOut(json ? documentOf({ greetings }, [], cwd) : `${greetings.join('\n')}\n`);
  return 0;
}
