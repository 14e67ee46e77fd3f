/**
 * Finds constructs in the texts of an assembly.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { constructsIn, type Diagnostic, hasMarks, type InString } from '../core';
import { isText, literalsOf } from '../languages/compose';
import { isPlainMap } from '../languages/yaml';
import { constructInString } from './errors';
import type { Lowered } from './lower';
import { ConstructOrigin, diagnoseAt } from './origins';

/** Every text with a construct in it: in the project, keys included, and in generated files. */
export function findInStrings({ project, files, origins }: Lowered, root: IConstruct): Diagnostic[] {
  if (!hasMarks()) return [];
  const inProject = textsIn(project, []).flatMap(([pointer, text]) =>
    constructsIn(text, root).map((found) => {
      const [section, name, ...rest] = pointer;
      const where = rest.length > 0 ? `${rest.join('.')} of ${name}` : `${name ?? section}`;
      return told(diagnoseAt(origins.of(pointer), constructInString(where, found)), found);
    }),
  );
  const inFiles = [...files].flatMap(([path, { content, construct }]) =>
    constructsIn(`${path}\n${content}`, root).map((found) =>
      told(diagnoseAt(new ConstructOrigin(construct, undefined), constructInString(path, found)), found),
    ),
  );
  return [...inProject, ...inFiles];
}

/** The line where the text came about says more than the one where the element did. */
function told(diagnostic: Diagnostic, { places }: InString): Diagnostic {
  const [only, ...others] = places;
  if (only?.location !== undefined && others.length === 0) return { ...diagnostic, location: only.location };
  return { ...diagnostic, related: [...(diagnostic.related ?? []), ...places] };
}

function textsIn(value: unknown, pointer: readonly string[]): readonly (readonly [readonly string[], string])[] {
  if (isText(value)) return [[pointer, literalsOf(value).join(' ')]];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...pointer, String(index)]));
  if (!isPlainMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = [...pointer, key];
    return [[place, key] as const, ...textsIn(item, place)];
  });
}
