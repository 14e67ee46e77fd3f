/**
 * Compose files → `stack.ts`.
 *
 * @module
 */
import type { Diagnostic } from '../core';
import { hasErrors } from '../core';
import { checkCompose, checkMeaning, type Finding, modernize, type Project } from '../languages/compose';
import { baseEnvironment, environmentOf } from './environments';
import * as errors from './errors';
import { type Loaded, type LoadRequest, loadProject } from './load';
import { relocate } from './relocate';
import { type NotCarried, type WriteEnvironment, type WriteRequest, writeStack } from './write';

export interface ImportRequest extends LoadRequest {
  /** Folder that `stack.ts` will stand in; absolute. */
  readonly folder: string;
  /** Further environments: the files of the request and then these. @default those that several files make */
  readonly environments?: readonly { readonly name: string; readonly files: readonly string[] }[];
  /** Whether what is obsolete is said in today's words. @default false */
  readonly modernize?: boolean;
  /** Rules that a project breaks, so that the stack says that it does. @default none are known */
  readonly broken?: (project: Project, name: string, folder: string) => readonly Broken[];
}

/** A rule that a project breaks. */
export type Broken = NonNullable<WriteRequest['accepted']>[number];

export interface Imported {
  /** The text of `stack.ts`; missing where there are errors. */
  readonly source?: string;
  /** Name of the Compose project. */
  readonly name: string;
  readonly project: Project;
  readonly notCarried: readonly NotCarried[];
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the environments, the first one's first. */
  readonly environments: readonly string[];
  /** All files that were read, absolute. */
  readonly read: readonly string[];
}

/**
 * Reads Compose files and writes the program that makes the same project.
 *
 * @example
 * ```ts
 * const { source } = importProject({ files: ['compose.yaml'], cwd: '/srv/shop', folder: '/srv/shop' });
 * ```
 */
export function importProject(request: ImportRequest): Imported {
  const whole = load(request, request.files);
  const others = (request.environments ?? []).map(({ name, files }) => ({
    name,
    ...load(request, [
      ...(request.files.length > 0 ? request.files : whole.loaded.files.map(({ path }) => path)),
      ...files,
    ]),
  }));
  const { loaded } = whole;
  const name = loaded.name.value;
  const diagnostics = [...whole.diagnostics, ...others.flatMap((other) => other.diagnostics), ...nameProblem(name)];
  const result = { name, project: whole.project, read: loaded.read, diagnostics, environments: [] };
  if (hasErrors(diagnostics)) return { ...result, notCarried: [] };

  const layers = request.environments
    ? {
        base: whole.project,
        environments: others.map(({ name: of, project }) => environmentOf(of, whole.project, project)),
      }
    : layersOf(request, loaded, whole.project);
  const projects = [whole.project, ...others.map(({ project }) => project)];
  const written = writeStack({
    name,
    project: layers.base,
    notes: loaded.notes,
    environments: layers.environments,
    isFragment: whole.isFragment || others.some((other) => other.isFragment),
    accepted: distinct(projects.flatMap((project) => request.broken?.(project, name, request.folder) ?? [])),
  });
  return {
    ...result,
    source: written.text,
    notCarried: written.notCarried,
    environments: layers.environments.map((environment) => environment.name),
  };
}

interface Read {
  readonly loaded: Loaded;
  /** With paths from the folder of `stack.ts`. */
  readonly project: Project;
  readonly isFragment: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

function load(request: ImportRequest, files: readonly string[]): Read {
  const loaded = loadProject({ ...request, files });
  const place = loaded.locate([]);
  const old = modernize(loaded.project);
  const wanted = request.modernize === true;
  const project = wanted ? old.project : loaded.project;
  const diagnostics: Diagnostic[] = [
    ...loaded.diagnostics,
    ...(wanted ? old.notes.map((note) => errors.modernized(note, place)) : []),
  ];
  if (hasErrors(diagnostics)) return { loaded, project, isFragment: false, diagnostics };
  if (!wanted && loaded.project.services === undefined && old.project.services !== undefined) {
    return { loaded, project, isFragment: false, diagnostics: [...diagnostics, errors.versionOne(place)] };
  }
  const misshapen = checkCompose(project);
  const wrong = misshapen.some(isError) ? misshapen : [...misshapen, ...checkMeaning(project, { fragment: true })];
  const whole = wrong.some(isError) ? wrong : checkMeaning(project);
  const missing = whole.filter((finding) => isError(finding) && !wrong.includes(finding));
  diagnostics.push(...wrong.map((finding) => diagnose(finding, loaded)));
  const isFragment = !wrong.some(isError) && missing.length > 0;
  if (isFragment) {
    const [first] = missing;
    const sentences = missing.slice(0, 3).map(({ message }) => message.replace(/\.$/, ''));
    diagnostics.push(errors.isFragment(sentences, first && loaded.locate(first.pointer)));
  }
  const lookup = (name: string): string | undefined => request.environment?.[name] ?? loaded.env.get(name);
  const moved = relocate(project, { from: loaded.directory, to: request.folder, lookup });
  return { loaded, project: moved, isFragment, diagnostics };
}

/** Several files: the first is what all environments have, and the others change it, if it is a project of its own. */
function layersOf(
  request: ImportRequest,
  { files: [first, ...others], directory }: Loaded,
  whole: Project,
): { readonly base: Project; readonly environments: readonly WriteEnvironment[] } {
  const last = others.at(-1);
  const alone = { base: whole, environments: [{ name: 'development' }] };
  if (first === undefined || last === undefined || request.modernize) return alone;
  if ([...checkCompose(first.project), ...checkMeaning(first.project)].some(isError)) return alone;
  const base = relocate(first.project, { from: directory, to: request.folder, lookup: () => undefined });
  const named = environmentOf(environmentName(last.path), base, whole);
  return { base, environments: [named, baseEnvironment(named)] };
}

/** `docker-compose.staging.yml` is for `staging`; an override is what a developer's machine adds. */
function environmentName(path: string): string {
  const [, word = ''] =
    /([A-Za-z][\w-]*)\.ya?ml$/i.exec(path.replace(/^.*[\\/]/, '').replace(/^(docker-)?compose[.-]?/, '')) ?? [];
  if (/^prod/i.test(word)) return 'production';
  return word === '' || /^(override|dev|local)/i.test(word) ? 'development' : word;
}

function diagnose({ id, severity = 'error', pointer, message, remedy }: Finding, loaded: Loaded): Diagnostic {
  const location = loaded.locate(pointer, id === 'unknown-property' ? 'key' : 'value');
  const place = pointer.join('.');
  return {
    id,
    severity,
    message: place === '' ? message : `${place}: ${message}`,
    remedy,
    ...(location && { location }),
  };
}

function isError({ severity }: Finding): boolean {
  return severity !== 'warning';
}

function nameProblem(name: string): Diagnostic[] {
  return /^[a-z0-9][a-z0-9_-]*$/.test(name) ? [] : [errors.projectNameInvalid(name)];
}

function distinct(broken: readonly Broken[]): readonly Broken[] {
  return [...new Map(broken.map((one) => [JSON.stringify([one.section, one.name, one.rule]), one])).values()];
}
