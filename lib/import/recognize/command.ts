/**
 * Arguments of the server that a Database can go without knowing.
 *
 * @module
 */
import { quoted } from '../../words';
import { visible } from './texts';

/**
 * Settings that lead to files outside of the data, which a Database does not mount and the server may not write, or to
 * where nobody would look for it: https://www.postgresql.org/docs/current/runtime-config.html
 */
const ELSEWHERE = /^(port|listen_addresses|unix_socket_.*|data_directory|.*_(file|directory|directories|command|dir))$/;

/** Why a Database cannot run with this command; undefined if it can. @param command in the form of a list */
export function whyNotCommand(command: unknown): string | undefined {
  const words = Array.isArray(command) ? command.map(visible) : [undefined];
  const [first = ''] = words;
  const args = first === 'postgres' ? words.slice(1) : words;
  if (first !== 'postgres' && !first.startsWith('-')) return 'its command is more than settings of the server';
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const isSeparate = word === '-c';
    const setting = isSeparate ? args[++index] : /^(?:-c|--)(.*)$/s.exec(word)?.[1];
    const [, name] = /^([\w.-]+)=/.exec(setting ?? '') ?? [];
    if (name === undefined) {
      // connections and shared buffers, which have letters of their own
      if (/^-[NB]$/.test(word)) index++;
      else if (!/^-[NB]\d+$/.test(word)) return `its command has the argument ${quoted(word)}`;
    } else if (ELSEWHERE.test(name.replaceAll('-', '_').toLowerCase())) {
      return `its command sets ${name}`;
    }
  }
  return undefined;
}
