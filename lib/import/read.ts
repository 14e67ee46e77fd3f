/**
 * Files → one project, checked, as it is from the folder of `stack.ts`.
 *
 * @module
 */
import { type Diagnostic, hasErrors } from '../core';
import { modernize, type Project } from '../languages/compose';
import { checkForm, checkLoaded } from './check';
import * as errors from './errors';
import { isGap, type Loaded, loadProject } from './load';
import type { Commented } from './overlay';
import { relocate, unknownRoots } from './relocate';
import type { ImportRequest } from './request';

export interface ReadProject {
  readonly loaded: Loaded;
  /** With paths from the folder of `stack.ts`. */
  readonly project: Project;
  /**
   * Only the files of the command line, with paths from the folder of `stack.ts`; empty when `modernize` rewrote them.
   */
  readonly files: readonly Commented[];
  /** The names that other files have to define. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads files over each other, and checks what they come to. */
export function readProject(request: ImportRequest, files: readonly string[]): ReadProject {
  const loaded = loadProject({ ...request, files });
  const place = loaded.locate([]);
  const old = modernize(loaded.project);
  const wanted = request.modernize === true;
  const project = wanted ? old.project : loaded.project;
  const diagnostics: readonly Diagnostic[] = [
    ...loaded.diagnostics,
    ...(wanted ? old.notes.map(({ pointer, message }) => errors.modernized(message, loaded.locate(pointer))) : []),
  ];
  if (hasErrors(diagnostics)) {
    // one run tells everything, unless it would only be what follows from a text that breaks off
    const others = isWholeText(diagnostics) ? elsewhere(checkForm(loaded, project), diagnostics) : [];
    return { loaded, project, files: [], missing: [], diagnostics: [...diagnostics, ...others] };
  }
  if (!wanted && loaded.project.services === undefined && old.project.services !== undefined) {
    return { loaded, project, files: [], missing: [], diagnostics: [...diagnostics, errors.versionOne(place)] };
  }
  const checked = checkLoaded(loaded, project);
  const lookup = (name: string): string | undefined => request.environment?.[name] ?? loaded.env.get(name);
  const move = { from: loaded.directory, to: request.folder, lookup };
  const unknown = unknownRoots(project, lookup);
  return {
    loaded,
    project: relocate(project, move),
    files: wanted ? [] : loaded.files.map((file) => ({ project: relocate(file.project, move), notes: file.notes })),
    missing: checked.missing,
    diagnostics: [
      ...diagnostics,
      ...checked.diagnostics,
      ...(unknown.length > 0 ? [errors.pathOfVariable(unknown, place)] : []),
    ],
  };
}

/** Whether everything that the files hold was read. */
function isWholeText(diagnostics: readonly Diagnostic[]): boolean {
  return !diagnostics.some(({ id }) => isGap(id) || id === 'more-problems');
}

/** The findings at places without other mistakes. */
function elsewhere(diagnostics: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  const placeOf = ({ location }: Diagnostic): string | undefined =>
    location && `${location.line}:${location.column} ${location.file}`;
  const known = new Set(others.map(placeOf));
  return diagnostics.filter((diagnostic) => diagnostic.location === undefined || !known.has(placeOf(diagnostic)));
}

/** Whether files are a project without any others. */
export function isWhole({ missing, diagnostics }: ReadProject): boolean {
  return missing.length === 0 && !hasErrors(diagnostics);
}
