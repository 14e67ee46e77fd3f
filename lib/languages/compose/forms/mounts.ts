/**
 * Volumes of a service: `[source:]target[:options]`.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#volumes
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/format/volume.go
 * @module
 */
import { isPlainMap } from '../data';
import type { LongServiceVolume } from '../model.generated';
import { type ComposeText, partsOf, type TextPart } from '../text/variable';
import { cleanPath } from './clean-path';
import * as errors from './errors';
import { DEFERRED, type Read, valueIn } from './read';
import { asText, defaultOf, hides, joinParts, joinTexts, sameForm } from './texts';

/** The sections of a short form, as they were written. */
export interface MountSections {
  /** Absent where the mount is an anonymous volume. */
  readonly source?: ComposeText;
  readonly target: ComposeText;
  readonly options?: ComposeText;
}

const PROPAGATION = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'] as const;
const LETTER = /^\p{L}$/u;

/**
 * A mount in the long syntax. If a source begins with a variable, the variable's default decides between path and name.
 * Without a default, the answer is deferred. Options that Compose ignores (`cached`, and any that it does not know) are
 * left out.
 *
 * @example
 * ```ts
 * readMount('./data:/var/lib/data:ro');
 * // { value: { type: 'bind', source: './data', target: '/var/lib/data', read_only: true, bind: { create_host_path: true } } }
 * ```
 */
export function readMount(entry: unknown): Read<LongServiceVolume> {
  if (isPlainMap(entry)) return { value: entry as unknown as LongServiceVolume }; // a wrong map is for the schema to tell
  const spec = asText(entry);
  if (spec === undefined) return errors.notAForm('a volume', 'Write it as "source:target" or as a map.');
  const read = readMountSections(spec);
  if (!('value' in read)) return read;
  const { source, target, options = '' } = read.value;
  const type = source === undefined ? 'volume' : typeOfSource(source);
  if (type === undefined || typeof options !== 'string') return DEFERRED;
  return {
    value: {
      type,
      ...(source === undefined ? {} : { source }),
      target: typeof target === 'string' ? cleanPath(target) : target,
      ...readOptions(options, type),
    },
  };
}

/** The sections between separating colons; colons of Windows drives and within braces do not separate. */
export function readMountSections(spec: ComposeText): Read<MountSections> {
  if (spec === '') return errors.emptyMount();
  // Compose looks no closer at so short a string.
  if (typeof spec === 'string' && spec.length <= 2 && Buffer.byteLength(spec) <= 2) return { value: { target: spec } };
  if (hides(spec, ':')) return DEFERRED;
  const [first = '', second, options, ...more] = split(spec);
  if (first === '' || second === '' || options === '' || more[0] === '') return errors.emptySection(shown(spec));
  if (more.length > 0) return errors.tooManyColons(shown(spec), '"source:target:options"');
  if (second !== undefined)
    return { value: { source: first, target: second, ...(options === undefined ? {} : { options }) } };
  return typeof partsOf(first)[0] === 'string' ? { value: { target: first } } : DEFERRED;
}

/**
 * Whether a source in short syntax is a path or a volume's name; undefined where only the deploying host knows.
 */
export function typeOfSource(source: ComposeText): 'bind' | 'volume' | undefined {
  const [first = '', second] = partsOf(source);
  if (typeof first === 'string') return isPath(first) ? 'bind' : 'volume';
  // No name of a volume has a slash.
  if (typeof second === 'string' && /^[/\\]/.test(second)) return 'bind';
  const fallback = defaultOf(first);
  if (fallback === undefined || fallback.length === 0) return undefined;
  return typeOfSource(joinParts([...fallback, ...partsOf(source).slice(1)]));
}

/** The shortest short form of a mount, or undefined where the short syntax cannot say it. */
export function printMount(mount: LongServiceVolume): ComposeText | undefined {
  const { source, target, read_only: readOnly, bind, volume } = mount;
  if (target === undefined) return undefined;
  const options = [
    ...(readOnly === true ? ['ro'] : []),
    ...[bind?.selinux, bind?.propagation].filter((option) => option !== undefined),
    ...(volume?.nocopy === true ? ['nocopy'] : []),
  ];
  const printed = joinTexts(
    ...(source === undefined ? [] : [source, ':']),
    target,
    ...options.flatMap((option, index) => [index === 0 ? ':' : ',', option]),
  );
  const again = valueIn(readMount(printed));
  return again !== undefined && sameForm(again, plainest(mount)) ? printed : undefined;
}

/** The mount without what says nothing. */
function plainest({ read_only, volume, ...rest }: LongServiceVolume): unknown {
  return {
    ...rest,
    ...(read_only === false ? {} : { read_only }),
    ...(isEmpty(volume) || sameForm(volume, { nocopy: false }) ? {} : { volume }),
  };
}

function isEmpty(map: unknown): boolean {
  return sameForm(map, {});
}

function readOptions(options: string, type: 'bind' | 'volume'): Partial<LongServiceVolume> {
  let readOnly = false;
  let nocopy = false;
  let propagation: (typeof PROPAGATION)[number] | undefined;
  let selinux: 'z' | 'Z' | undefined;
  for (const option of options.split(',')) {
    if (option === 'ro' || option === 'rw') readOnly = option === 'ro';
    else if (option === 'nocopy') nocopy = true;
    else if (option === 'z' || option === 'Z') selinux = option;
    else propagation = PROPAGATION.find((known) => known === option) ?? propagation;
  }
  const bind = {
    ...(propagation === undefined ? {} : { propagation }),
    ...(selinux === undefined ? {} : { selinux }),
    // A long form makes no missing folder unless it says so.
    ...(type === 'bind' ? { create_host_path: true } : {}),
  };
  return {
    ...(readOnly ? { read_only: true } : {}),
    ...(isEmpty(bind) ? {} : { bind }),
    ...(nocopy ? { volume: { nocopy: true } } : {}),
  };
}

function split(spec: ComposeText): readonly ComposeText[] {
  const sections: ComposeText[] = [];
  let parts: TextPart[] = [];
  let depth = 0;
  for (const part of partsOf(spec)) {
    if (typeof part !== 'string') {
      parts.push(part);
      continue;
    }
    let start = 0;
    for (let index = 0; index < part.length; index++) {
      const character = part[index];
      if (character === '$' && part[index + 1] === '{') depth++;
      else if (character === '}' && depth > 0) depth--;
      else if (character === ':' && depth === 0 && !(parts.length === 0 && isLetter(part, start, index))) {
        sections.push(joinParts([...parts, part.slice(start, index)]));
        parts = [];
        start = index + 1;
      }
    }
    parts.push(part.slice(start));
  }
  return [...sections, joinParts(parts)];
}

function isLetter(text: string, start: number, end: number): boolean {
  return end - start <= 2 && LETTER.test(text.slice(start, end));
}

function isPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}

function shown(spec: ComposeText): string {
  return partsOf(spec)
    .map((part) => (typeof part === 'string' ? part : `\${${part.name}}`))
    .join('');
}
