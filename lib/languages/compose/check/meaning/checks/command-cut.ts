import type { Check } from '../check';
import { placesIn, tableOf } from '../places';
import { quote } from '../words';

const COMMANDS = tableOf([[['command', 'entrypoint', 'post_start.*.command', 'pre_stop.*.command'], undefined]]);

/** No shell reads a command, and Compose drops what follows a character that means something to a shell. */
export const commandCut: Check = {
  id: 'command-cut',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const place of placesIn(service, COMMANDS, pointer)) {
        const character = typeof place.value === 'string' ? endOf(place.value) : undefined;
        if (character === undefined) continue;
        yield {
          pointer: place.pointer,
          message: `Service "${name}" has a command that Compose ends before ${quote(character)}: no shell reads it.`,
          remedy: 'Write it as a list for a shell: ["sh", "-c", "…"].',
        };
      }
    }
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
