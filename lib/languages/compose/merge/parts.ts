/**
 * The keys that distinguish the items of each list.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/override/uncity.go
 * @module
 */
import { inWords } from '../../../words';
import { entryOf, isPlainMap, type PlainMap } from '../data';
import { cleanPath } from '../forms/clean-path';
import { readMountSections } from '../forms/mounts';
import { readPort } from '../forms/ports';
import { valueIn } from '../forms/read';
import { asText, cutText, splitText } from '../forms/texts';
import type { Part } from './items';
import { identity } from './values';

/** The text before the first `=`. */
export function pair(item: unknown): readonly Part[] {
  const text = asText(item);
  return one(identity((text === undefined ? undefined : cutText(text, '=')?.[0]) ?? item), item);
}

/** A port: its address, both numbers and its protocol, each of a range on its own. */
export function ports(item: unknown): readonly Part[] {
  if (isPlainMap(item)) return one(portKey(item, publishedKey(item)), item);
  const read = valueIn(readPort(item));
  if (read === undefined) return one(identity(item), item);
  return read.map(({ published, ...port }) => {
    // Compose keeps what the short syntax publishes as text, and tells it from a number of the long syntax.
    const long: PlainMap =
      published === undefined ? port : { ...port, published: asText(published) ?? inWords(published) };
    return { key: portKey(long, publishedKey(long)), item: read.length === 1 ? item : long };
  });
}

/** The key of a port as it was written: a short form is not looked into. */
export function writtenPort(item: unknown): string {
  return isPlainMap(item) ? portKey(item, publishedKey(item)) : identity(item);
}

function portKey(port: PlainMap, published: string): string {
  const { host_ip: address = '0.0.0.0', target, protocol = 'tcp' } = port;
  return [address, published, target, protocol].map(identity).join('\0 ');
}

function publishedKey({ published }: PlainMap): string {
  if (published === undefined) return '';
  return `${typeof published} ${identity(published)}`;
}

/** A mount: the path in the container. */
export function mounts(item: unknown): readonly Part[] {
  if (isPlainMap(item)) return one(identity(entryOf(item, 'target')), item);
  const spec = asText(item);
  const target = spec === undefined ? undefined : valueIn(readMountSections(spec))?.target;
  return one(identity(typeof target === 'string' ? cleanPath(target) : (target ?? item)), item);
}

/** The key of a mount as it was written: a path with a `/` at its end is another. */
export function writtenMount(item: unknown): string {
  const spec = asText(item);
  const target = spec === undefined ? undefined : valueIn(readMountSections(spec))?.target;
  return target === undefined ? (mounts(item)[0]?.key ?? '') : identity(target);
}

/** A device: the path in the container. */
export function devices(item: unknown): readonly Part[] {
  if (isPlainMap(item)) return one(identity(entryOf(item, 'target')), item);
  const text = asText(item);
  const [source, target] = text === undefined ? [] : splitText(text, ':');
  return one(identity(target ?? source ?? item), item);
}

/** A secret or config: the path in the container, where it goes by itself in `folder`. */
export function files(folder: string): (item: unknown) => readonly Part[] {
  return (item) => {
    const source = isPlainMap(item) ? entryOf(item, 'source') : item;
    const target = entryOf(item, 'target');
    return one(target === undefined ? `${folder}/${identity(source)}` : identity(target), item);
  };
}

/** A file of variables: its path. */
export function envFiles(item: unknown): readonly Part[] {
  return one(identity(isPlainMap(item) ? entryOf(item, 'path') : item), item);
}

/** The whole item. */
export function whole(item: unknown): readonly Part[] {
  return one(identity(item), item);
}

function one(key: string, item: unknown): readonly Part[] {
  return [{ key, item }];
}
