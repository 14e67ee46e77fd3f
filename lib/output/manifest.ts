/**
 * `manifest.json`: which files of a folder synth wrote, from which construct, with which content. A file that is not
 * listed is never replaced and never removed.
 *
 * @module
 */

import { isPlainMap } from '../languages/yaml';
import { crypto } from '../process';
import { quoted } from '../words';
import { keyOf, MANIFEST, whyUnsafe } from './paths';

export interface ManifestEntry {
  readonly construct: string;
  /** Of the content as written, in hexadecimal. */
  readonly sha256: string;
}

export type Manifest = ReadonlyMap<string, ManifestEntry>;

export function sha256(content: Uint8Array): string {
  return crypto().createHash('sha256').update(content).digest('hex');
}

/**
 * Sorted by path in code unit order, one file a line: a changed file changes one line.
 *
 * Written line by line because an object would move keys such as `10` to the front.
 */
export function printManifest(manifest: Manifest): string {
  const lines = [...manifest]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, { construct, sha256 }]) => `    ${JSON.stringify(path)}: ${JSON.stringify({ construct, sha256 })}`);
  return lines.length === 0 ? '{\n  "files": {}\n}\n' : `{\n  "files": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** The manifest, or why it is none. Its paths are checked like a request's: a manifest may come from a stranger. */
export function parseManifest(text: string): Manifest | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'it is not JSON' };
  }
  if (!isPlainMap(value) || !isPlainMap(value['files'])) return { reason: 'it has no object "files"' };
  const manifest = new Map<string, ManifestEntry>();
  for (const [path, entry] of Object.entries(value['files'])) {
    const unsafe = keyOf(path) === MANIFEST ? 'it is the manifest' : whyUnsafe(path);
    if (unsafe !== undefined) return { reason: `${quoted(path)} cannot be a path: ${unsafe}` };
    if (!isPlainMap(entry) || typeof entry['construct'] !== 'string' || !isSha256(entry['sha256'])) {
      return { reason: `${quoted(path)} has no construct or no sha256` };
    }
    manifest.set(path, { construct: entry['construct'], sha256: entry['sha256'] });
  }
  return manifest;
}

export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
