/**
 * Arguments of the server that a construct can go without knowing.
 *
 * @module
 */
import { argumentsAfter, type ServerWords } from '../../images';
import { quoted } from '../../words';
import { visible } from './texts';

/** Why a construct cannot run with this command; undefined if it can. @param command in the form of a list */
export function whyNotCommand(command: unknown, family: ServerWords): string | undefined {
  const words = Array.isArray(command) ? command.map((word) => visible(word) ?? '') : [''];
  const after = argumentsAfter(family.programs, words);
  if (after === undefined) return 'its command is more than settings of the server';
  for (const argument of family.argumentsOf(after)) {
    if ('word' in argument) return `its command has the argument ${quoted(argument.word)}`;
    if (family.leadsElsewhere(argument)) return `its command sets ${argument.name}`;
  }
  return undefined;
}
