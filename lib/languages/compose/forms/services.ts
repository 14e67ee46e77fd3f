/**
 * References to other services, and what else has no file of its own.
 *
 * @module
 */
import { inWords } from '../../../words';
import { isPlainMap } from '../data';
import type { Ulimit } from '../model.generated';
import type { ComposeText } from '../text/variable';
import * as errors from './errors';
import { DEFERRED, type Read } from './read';
import { asText, cutText, sameForm, splitText } from './texts';

/** The meaning of one entry of `links`. */
export interface ServiceLink {
  readonly service: ComposeText;
  /** The name under which this service sees the other, where it is another one. */
  readonly alias?: ComposeText;
}

/** The meaning of one entry of `volumes_from`. */
export interface VolumesFrom {
  /** A service of the project, or a container that exists anyway. */
  readonly kind: 'service' | 'container';
  readonly name: ComposeText;
  readonly options?: ComposeText;
}

/** One entry of `links`: https://docs.docker.com/reference/compose-file/services/#links */
export function readLink(entry: unknown): Read<ServiceLink> {
  const link = asText(entry);
  if (link === undefined) return errors.notAForm('a link', 'Write the name of a service.');
  const [service, alias] = cutText(link, ':') ?? [link];
  return { value: { service, ...(alias === undefined ? {} : { alias }) } };
}

/** One entry of `volumes_from`: https://docs.docker.com/reference/compose-file/services/#volumes_from */
export function readVolumesFrom(entry: unknown): Read<VolumesFrom> {
  const spec = asText(entry);
  if (spec === undefined) return errors.notAForm('the volumes of a service', 'Write the name of a service.');
  const [first = '', ...rest] = splitText(spec, ':');
  const isContainer = first === 'container' && rest.length > 0;
  const [name = '', options] = isContainer ? rest : [first, ...rest];
  const kind = isContainer ? 'container' : 'service';
  return { value: { kind, name, ...(options === undefined ? {} : { options }) } };
}

/**
 * The keys of `build.ssh`; `null` is the agent of the shell.
 *
 * @see https://docs.docker.com/reference/compose-file/build/#ssh
 */
export function readSsh(listOrMap: unknown): Read<ReadonlyMap<string, ComposeText | null>> {
  const keys = new Map<string, ComposeText | null>();
  if (isPlainMap(listOrMap)) {
    for (const [id, path] of Object.entries(listOrMap)) {
      if (path !== undefined) keys.set(id, path === null ? null : (asText(path) ?? inWords(path)));
    }
    return { value: keys };
  }
  if (!Array.isArray(listOrMap)) return errors.notAForm('keys', 'Write a list such as ["default"].');
  for (const item of listOrMap) {
    const entry = asText(item);
    if (entry === undefined) return errors.notAForm('a key', 'Write "id=path", or "default".');
    const [id, path] = cutText(entry, '=') ?? [entry, null];
    if (typeof id !== 'string') return DEFERRED;
    if (path === null && id !== 'default') return errors.badSsh(id);
    keys.set(id, path);
  }
  return { value: keys };
}

/** A limit: one value is both the soft and the hard one. */
export function readUlimit(limit: unknown): Read<Ulimit> {
  if (isPlainMap(limit)) return { value: limit as unknown as Ulimit }; // a wrong map is for the schema to tell
  if (typeof limit === 'number') return both(limit);
  const text = asText(limit);
  if (text === undefined) return errors.notAForm('a limit', 'Give a number, or the soft and the hard limit.');
  if (typeof text !== 'string') return both(text);
  return /^[+-]?\d+$/.test(text) ? both(Number(text)) : errors.badInteger(text);
}

/** A limit as one value, or undefined where the soft and the hard one differ. */
export function printUlimit(limit: Ulimit): number | ComposeText | undefined {
  const { soft, hard, ...rest } = limit;
  return sameForm(soft, hard) && Object.keys(rest).length === 0 ? soft : undefined;
}

/** Names as a map: `depends_on`, `networks` and `models` may be lists. */
export function readNames<T>(list: unknown, each: () => T): Read<ReadonlyMap<string, T>> {
  const names = new Map<string, T>();
  if (!Array.isArray(list)) return errors.notAForm('names', 'Write a list of names, or a map.');
  for (const item of list) {
    const name = asText(item);
    if (name === undefined) return errors.notAForm('a name', 'Write a name.');
    if (typeof name !== 'string') return DEFERRED;
    names.set(name, each());
  }
  return { value: names };
}

function both(limit: number | ComposeText): { readonly value: Ulimit } {
  return { value: { soft: limit, hard: limit } };
}
