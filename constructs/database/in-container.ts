/**
 * Commands for the container of a server. A name that only the deploying host knows is there in a variable.
 *
 * @module
 */
import { type ComposeText, isDeferred, partsOf, type Variable } from '../../lib/languages/compose';
import { shellWord } from '../../lib/languages/shell';

/** @param variables of the container */
export function inContainer(
  command: readonly ComposeText[],
  variables: Readonly<Record<string, string | Variable>>,
): readonly string[] {
  const words = command.filter((word) => typeof word === 'string');
  if (words.length === command.length) return words;
  const names = new Map(
    Object.entries(variables).flatMap(([name, value]) =>
      isDeferred(value) ? [[JSON.stringify(partsOf(value)), name] as const] : [],
    ),
  );
  const inShell = (word: ComposeText): string =>
    partsOf(word)
      .map((part) => (typeof part === 'string' ? shellWord(part) : `"$${names.get(JSON.stringify([part])) ?? ''}"`))
      .join('');
  return ['sh', '-c', `exec ${command.map(inShell).join(' ')}`];
}
