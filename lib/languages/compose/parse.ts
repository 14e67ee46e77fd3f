/**
 * Reads a Compose file.
 *
 * @module
 */
import type { YamlFile } from '../yaml';
import { isPlainMap } from './data';
import { readYaml } from './dialect';
import { badInterpolation, nothing, notMap } from './errors';
import type { Finding } from './finding';
import type { Project } from './model.generated';
import { isOverride, Replace } from './overlay';
import { parseText } from './text/parse';

/** A Compose file, or a document of one: its project, and everything else that it says. */
export interface ComposeFile extends YamlFile {
  /**
   * The project as it was written. Strings have Compose's meaning: a `$$` is a `$`, and an interpolated text is a
   * variable or a template. Empty where the file is not a map.
   */
  readonly project: Project;
  readonly others: readonly ComposeFile[];
}

/**
 * Reads a Compose file. Every mistake of the text is a finding, and nothing is thrown. `checkCompose` judges whether
 * Compose accepts the project.
 *
 * @param source text, or the bytes of a file in UTF-8 or UTF-16
 * @example
 * ```ts
 * parseCompose('services: {web: {image: "nginx:${TAG:-1}"}}').project;
 * // { services: { web: { image: text`nginx:${Variable.withDefault('TAG', '1')}` } } }
 * ```
 */
export function parseCompose(source: string | Uint8Array): ComposeFile {
  const file = readYaml(source);
  const first = composeFile(file, file.findings);
  if (file.data === undefined && file.findings.length === 0) return { ...first, findings: [nothing()] };
  const others = file.others.map((other) => composeFile(other, []));
  return { ...first, findings: [...first.findings, ...others.flatMap(({ findings }) => findings)], others };
}

function composeFile(file: YamlFile, known: readonly Finding[]): ComposeFile {
  const findings: Finding[] = [...known];
  const { data } = file;
  if (data !== undefined && !isPlainMap(data)) {
    findings.push(notMap(describe(data), file.locate([]) ?? { line: 1, column: 1 }));
  }
  const project: unknown = isPlainMap(data) ? readTexts(data, file, findings) : {};
  // checkCompose judges its real type; a reader of a file with errors gets the data as it is.
  return { ...file, project: project as Project, findings, others: [] };
}

/** The data with its strings read as texts; what was one object stays one object. */
function readTexts(root: unknown, file: YamlFile, findings: Finding[]): unknown {
  const known = new Map<object, unknown>();
  const pointer: string[] = [];
  return read(root);

  function read(value: unknown): unknown {
    if (typeof value === 'string') return value.includes('$') ? readText(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (known.has(value)) return known.get(value);
    const result = readInside(value);
    known.set(value, result);
    return result;
  }

  function readText(source: string): unknown {
    const result = parseText(source);
    if ('text' in result) return result.text;
    findings.push(badInterpolation([...pointer], result.problem, result.remedy, file.locate(pointer)));
    return source;
  }

  function readInside(value: object): unknown {
    if (isOverride(value)) {
      const inner = read(value.value);
      return inner === value.value ? value : new Replace(inner);
    }
    if (Array.isArray(value))
      return keepSame(
        value,
        value.map((item: unknown, index) => at(String(index), item)),
      );
    if (!isPlainMap(value)) return value;
    const entries = Object.entries(value);
    const texts = entries.map(([key, item]): [string, unknown] => [key, at(key, item)]);
    return texts.every(([, item], index) => item === entries[index]?.[1]) ? value : Object.fromEntries(texts);
  }

  function at(key: string, value: unknown): unknown {
    pointer.push(key);
    const result = read(value);
    pointer.pop();
    return result;
  }
}

function keepSame(list: readonly unknown[], changed: readonly unknown[]): readonly unknown[] {
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

function describe(data: unknown): string {
  if (data === null) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  return typeof data === 'string' ? 'a text' : 'a single value';
}
