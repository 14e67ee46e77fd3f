/**
 * `manifest.json`: which files of a folder synth wrote, from which construct, with which content. A file that is not
 * listed is never replaced and never removed.
 *
 * Teams keep it in version control, where two branches change it and a merge may leave it in pieces. Each entry is a line
 * of its own, so that every whole line still counts.
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
  /** Of contents that other branches wrote, where a merge has kept several lines for one file. @default none */
  readonly others?: readonly string[];
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

/** The entries of a manifest, and its damage. */
export interface ManifestText {
  readonly manifest: Manifest;
  /** Why it is none, as the end of a sentence; `manifest` then holds the lines that are whole. @default it is one */
  readonly damage?: string;
}

/** Reads a manifest, or what is left of one. Its paths are checked like a request's: it may come from a stranger. */
export function readManifest(text: string): ManifestText {
  const lines = entriesIn(text);
  const manifest = parseManifest(text);
  if ('reason' in manifest) return { manifest: lines, damage: manifest.reason };
  // a merge that keeps both sides can give one file two lines; JSON keeps the last
  return { manifest: new Map([...manifest].map(([path, entry]) => [path, lines.get(path) ?? entry])) };
}

/** Whether a content is one that synth wrote there, on this branch or on one that was merged. */
export function wrote({ sha256: own, others = [] }: ManifestEntry, digest: string): boolean {
  return own === digest || others.includes(digest);
}

/** `  "proxy/nginx.conf": {"construct":"shop/proxy","sha256":"…"}`. */
const ENTRY = /^[ \t]*(".*"): (\{"construct":.*\}),?[ \t\r]*$/gm;

/** The entries whose lines are whole, whatever stands around them. */
function entriesIn(text: string): Manifest {
  const manifest = new Map<string, ManifestEntry>();
  for (const [, path = '', entry = ''] of text.matchAll(ENTRY)) {
    const read = parseManifest(`{"files":{${path}:${entry}}}`);
    if ('reason' in read) continue;
    for (const [name, one] of read) {
      const before = manifest.get(name);
      const others = [...(before?.others ?? []), ...(before ? [before.sha256] : [])].filter(
        (digest) => digest !== one.sha256,
      );
      manifest.set(name, { ...one, ...(others.length > 0 && { others }) });
    }
  }
  return manifest;
}

/** The manifest, or why it is none. */
function parseManifest(text: string): Manifest | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: isConflicted(text) ? 'it holds conflict markers of a merge' : 'it is not JSON' };
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

/** Whether git has left both sides of a merge in a text, https://git-scm.com/docs/git-merge#_how_conflicts_are_presented. */
export function isConflicted(text: string): boolean {
  return /^<{7}( |$)/m.test(text) && /^>{7}( |$)/m.test(text);
}

export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
