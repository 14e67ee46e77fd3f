import { excerpt } from '../../../../../words';
import type { StartCheck } from '../check';
import { isShell, scriptsOf, wordsOf } from '../scripts';

/** Shell syntax where no shell reads it: quotes around a script, and `||` among words. */
export const scriptQuoted: StartCheck = {
  id: 'script-quoted',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const script of scriptsOf(service)) {
        if (!script.isItem || !isOneString(script.text)) continue;
        yield {
          pointer: [...pointer, ...script.pointer],
          message: `Service "${name}" gives a shell a script in quotes: it looks for a program with the whole script as name.`,
          remedy: 'Take the outer quotes away: a word of a list needs none.',
        };
      }
      for (const { words, pointer: place, from } of wordsOf(service)) {
        if (words.some(isShell)) continue;
        const index = words.findIndex((word, at) => at > from && typeof word === 'string' && OPERATORS.has(word));
        if (index < 0) continue;
        yield {
          pointer: [...pointer, ...place, String(index)],
          message: `Service "${name}" passes ${excerpt(String(words[index]))} to ${excerpt(String(words[from]))} as an argument: no shell reads a list.`,
          remedy: place.includes('healthcheck')
            ? 'Begin the list with "CMD-SHELL", with the whole command as one text behind it.'
            : 'Write it as ["sh", "-c", "…"].',
        };
      }
    }
  },
};

/** Single-letter operators may be arguments: `expr 2 > 1` is written so, and `find … ;`. */
const OPERATORS: ReadonlySet<string> = new Set(['||', '&&', '>>', '2>&1', '|&', '|']);

/** Whether a text is one quoted string of the shell from end to end, and more than a word. */
function isOneString(text: string): boolean {
  const script = text.trim();
  const quote = script.charAt(0);
  if ((quote !== "'" && quote !== '"') || script.length < 3 || !/\s/.test(script)) return false;
  return script.indexOf(quote, 1) === script.length - 1;
}
