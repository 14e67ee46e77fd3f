/**
 * The addresses that a service calls, as its variables and commands name them.
 *
 * @module
 */
import { isPlainMap } from '../../data';
import { isText, partsOf } from '../../text/variable';
import { listOf, type ServiceView } from '../meaning/view';
import { wordsOf } from './scripts';

/** An address in a text of a service. */
export interface Call {
  /** Such as `postgres`; empty where two variables name host and port. */
  readonly scheme: string;
  readonly host: string;
  /** @default the scheme's own */
  readonly port?: number;
  /** Leads to the text from the service. */
  readonly pointer: readonly string[];
  /** The variable that names the host alone. @default the address stands in a longer text */
  readonly variable?: string;
}

const ADDRESS = /\b([a-z][a-z0-9+.-]*):\/\/(?:[^\s/@]*@)?(\[::1\]|[\w.-]+)(?::(\d{1,5}))?(?![\w\0])/gi;

export function* callsOf({ service }: Pick<ServiceView, 'service'>): Iterable<Call> {
  const variables = new Map(variablesOf(service.environment).map(({ name, ...rest }) => [name, rest]));
  for (const [name, { text, pointer }] of variables) {
    yield* addressesIn(text, pointer);
    if (!/(?:^|_|^PG)HOST(?:NAME)?$/i.test(name) || !/^[\w.-]+$/.test(text)) continue;
    const port = variables.get(name.replace(/HOST(?:NAME)?$/i, 'PORT'))?.text ?? '';
    yield { scheme: '', host: text, ...(/^\d+$/.test(port) && { port: Number(port) }), pointer, variable: name };
  }
  if (isText(service.command)) yield* addressesIn(plain(service.command), ['command']);
  for (const { words, pointer, from } of wordsOf(service)) {
    // a health check asks the container itself
    if (pointer[0] === 'healthcheck') continue;
    for (const [index, word] of words.entries()) {
      if (index >= from && isText(word)) yield* addressesIn(plain(word), [...pointer, String(index)]);
    }
  }
}

function* addressesIn(text: string, pointer: readonly string[]): Iterable<Call> {
  for (const [, scheme = '', host = '', port] of text.matchAll(ADDRESS)) {
    yield { scheme: scheme.toLowerCase(), host, ...(port !== undefined && { port: Number(port) }), pointer };
  }
}

interface VariableText {
  readonly name: string;
  readonly text: string;
  readonly pointer: readonly string[];
}

function variablesOf(environment: unknown): readonly VariableText[] {
  if (isPlainMap(environment)) {
    return Object.entries(environment).flatMap(([name, value]) => {
      const text = isText(value) ? plain(value) : typeof value === 'number' ? String(value) : undefined;
      return text === undefined ? [] : [{ name, text, pointer: ['environment', name] }];
    });
  }
  return listOf(environment).flatMap((item, index) => {
    const [, name, text] = isText(item) ? (/^([^=]+)=(.*)$/s.exec(plain(item)) ?? []) : [];
    return name === undefined || text === undefined ? [] : [{ name, text, pointer: ['environment', String(index)] }];
  });
}

/** Literals, with a character that no address has for each variable of the deploying host. */
function plain(text: Parameters<typeof partsOf>[0]): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : '\0'))
    .join('');
}
