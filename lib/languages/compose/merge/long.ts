/**
 * Items in a normal form, equal where they mean the same: the long syntax, with Compose's defaults.
 *
 * @module
 */
import { inWords } from '../../../words';
import { isPlainMap } from '../data';
import { readDevice } from '../forms/devices';
import { readEnvFile, readServiceConfig, readServiceSecret } from '../forms/files';
import { readMount } from '../forms/mounts';
import { readPort } from '../forms/ports';
import { type Read, valueIn } from '../forms/read';
import { asText } from '../forms/texts';

/** A mount. */
export const longMount = by(readMount);
/** A device. */
export const longDevice = by(readDevice);
/** A config. */
export const longConfig = by(readServiceConfig);

/** A port. */
export function longPort(item: unknown): unknown {
  const [port] = valueIn(readPort(item)) ?? [];
  if (port === undefined) return item;
  const { published } = port;
  const text = published === undefined ? {} : { published: asText(published) ?? inWords(published) };
  return { mode: 'ingress', protocol: 'tcp', ...port, ...text };
}

/** A file of variables. */
export function longEnvFile(item: unknown): unknown {
  const long = by(readEnvFile)(item);
  return isPlainMap(long) ? { required: true, ...long } : long;
}

/** A secret, which goes to a folder of its own. */
export function longSecret(item: unknown): unknown {
  const long = by(readServiceSecret)(item);
  if (!isPlainMap(long) || typeof long['source'] !== 'string') return long;
  return { target: `/run/secrets/${long['source']}`, ...long };
}

function by(read: (item: unknown) => Read<unknown>): (item: unknown) => unknown {
  return (item) => valueIn(read(item)) ?? item;
}
