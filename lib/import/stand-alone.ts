/**
 * Files that come after others and are a project by themselves. A person who runs them alone does not want the
 * additions of merging. No file says which it is, so an import asks.
 *
 * @module
 */
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic, RelatedLocation } from '../core';
import { canonicalProject, isOverride, isReset, type Project } from '../languages/compose';
import { entryOf, isPlainMap } from '../languages/yaml';
import * as errors from './errors';
import { isWhole, type ReadProject, readProject } from './read';
import type { ImportRequest, WantedEnvironment } from './request';

/** The number of additions to report. */
const MOST_TOLD = 12;

/**
 * The question whether files were meant to be merged; none where they need the others, or get nothing from them.
 *
 * @param merged the files of the request, then the files of the environment
 */
export function questionOf(
  request: ImportRequest,
  environment: WantedEnvironment,
  merged: ReadProject,
): readonly Diagnostic[] {
  const alone = readProject(request, environment.files);
  if (!isWhole(alone) || Object.keys(alone.project.services ?? {}).length === 0) return [];
  if (alone.loaded.files.some(({ project }) => changesOthers(project))) return [];
  const added = additionsTo(alone.project, merged.project);
  if (added.length === 0) return [];
  const told = added.slice(0, MOST_TOLD).map((pointer): RelatedLocation => {
    const location = merged.loaded.locate(pointer, 'value');
    return { message: `${pointer.join('.')} comes from here`, ...(location && { location }) };
  });
  const location = { file: resolve(request.cwd, environment.files[0] ?? ''), line: 1, column: 1 };
  return [errors.fileStandsAlone(environment, told, added.length, location)];
}

/** Whether `!reset` or `!override` is in it: both say something about files that come before. */
function changesOthers(value: unknown): boolean {
  if (isReset(value) || isOverride(value)) return true;
  if (Array.isArray(value)) return value.some(changesOthers);
  return isPlainMap(value) && Object.values(value).some(changesOthers);
}

/** The services, properties and parts of properties that one project has and another lacks. */
function additionsTo(alone: Project, merged: Project): readonly (readonly string[])[] {
  const [before, after] = [canonicalProject(alone).services ?? {}, canonicalProject(merged).services ?? {}];
  return Object.entries(after).flatMap(([id, service]) => {
    const own = entryOf(before, id);
    const pointer = ['services', id];
    return own === undefined ? [pointer] : entriesAdded(own, service, pointer, 2);
  });
}

/** @param depth how far to look into maps */
function entriesAdded(
  before: unknown,
  after: unknown,
  pointer: readonly string[],
  depth: number,
): readonly (readonly string[])[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (depth > 0 && isPlainMap(before) && isPlainMap(after)) {
    return Object.entries(after).flatMap(([key, value]) =>
      entriesAdded(before[key], value, [...pointer, key], depth - 1),
    );
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return [pointer];
  const own: readonly unknown[] = before;
  const items: readonly unknown[] = after;
  return items.flatMap((item, index) =>
    own.some((other) => isDeepStrictEqual(other, item)) ? [] : [[...pointer, String(index)]],
  );
}
