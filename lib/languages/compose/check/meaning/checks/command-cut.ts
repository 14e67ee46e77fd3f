import { excerpt } from '../../../../../words';
import type { Check, Violation } from '../check';
import { tableOf, visitPlaces } from '../places';

const COMMANDS = tableOf([[['command', 'entrypoint', 'post_start.*.command', 'pre_stop.*.command'], undefined]]);

/** No shell reads a command, and Compose drops what follows a character that means something to a shell. */
export const commandCut: Check = {
  id: 'command-cut',
  severity: 'warning',
  check(view) {
    const problems: Violation[] = [];
    for (const { name, pointer: service, service: properties } of view.services) {
      visitPlaces(properties, COMMANDS, service, (value, _, pointer) => {
        const character = typeof value === 'string' ? endOf(value) : undefined;
        if (character === undefined) return;
        problems.push({
          pointer: [...pointer],
          message: `Service "${name}" has a command that Compose ends before ${excerpt(character)}: no shell reads it.`,
          remedy: 'Write it as a list for a shell: ["sh", "-c", "…"].',
        });
      });
    }
    return problems;
  },
};

/** The character outside of quotes that ends a command for Compose. */
function endOf(command: string): string | undefined {
  let quoted = '';
  for (let index = 0; index < command.length; index++) {
    const character = command.charAt(index);
    if (character === '\\' && quoted !== "'") index++;
    else if (quoted !== '') quoted = character === quoted ? '' : quoted;
    else if ('"\'`'.includes(character)) quoted = character;
    else if (character === '(' && command.charAt(index - 1) === '$') quoted = ')';
    else if (';&|<>'.includes(character)) return character;
  }
  return undefined;
}
