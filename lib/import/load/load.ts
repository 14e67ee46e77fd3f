/**
 * Loads the files of a project as `docker compose` does, and keeps what they say as they say it.
 *
 * As compose-go 2.9.1: https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/loader.go
 *
 * @module
 */
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { evaluate, isText, type Project } from '../../languages/compose';
import { defaultEnvFile, readEnvFiles, type VariableValues, withDefaults } from './env';
import * as errors from './errors';
import { FileCache } from './file-cache';
import { Files, locationIn, type Source } from './files';
import { insideOf } from './inside';
import { FILE_NAMES, lookUp } from './lookup';
import { Models } from './model';
import { normalizeProjectName } from './name';
import { notesOf } from './notes';
import { Report } from './report';
import type { Loaded, LoadRequest, ProjectName } from './request';
import type { Scope } from './scope';
import { Session } from './session';

/**
 * The project that files make: merged, with `extends` and `include` resolved, and neither interpolated nor brought into
 * another form. Mistakes are reported; the readable rest is there.
 *
 * @example
 * ```ts
 * const { project, diagnostics } = loadProject({ files: ['compose.yaml'], cwd: '/srv/shop' });
 * ```
 */
export function loadProject(request: LoadRequest): Loaded {
  const report = new Report();
  const isInside = insideOf(request);
  const disk = request.disk ?? new FileCache(request.stdin);
  const files = new Files(report, { disk, isInside, cwd: resolve(request.cwd) });
  const found = find(request, files, report);
  const { directory, env, variables } = found;
  const sources = found.paths.flatMap((path) => {
    const source = path === '-' ? files.standardInput(join(request.cwd, '-')) : files.compose(path, {});
    return source === undefined ? [] : [source];
  });
  const name = nameOf(request, sources, found, report);
  const named: VariableValues = new Map([...variables, ['COMPOSE_PROJECT_NAME', name.value]]);
  const scope: Scope = { directory, variables: named, shared: env, own: new Map() };
  const models = new Models(scope, new Session(directory, files, report));
  const alone = sources.map((source) => models.ofFile(source));
  const model = models.over(alone);
  const [first] = sources;
  if (first !== undefined && Object.keys(model.project).length === 0 && report.isEmpty()) {
    report.add(errors.composeFileEmpty({ file: first.path, line: 1, column: 1 }));
  }
  return {
    // Whether they are projects, checkCompose says.
    project: model.project as Project,
    notes: notesOf(model, sources),
    files: sources.map((source, index) => {
      const own = alone[index] ?? model;
      // As above; !reset and !override make it an overlay.
      return { path: source.path, file: source.file, project: own.project as Project, notes: notesOf(own, [source]) };
    }),
    read: files.read,
    name,
    directory,
    env,
    envFiles: found.envFiles,
    profiles: request.profiles ?? listOf(variables.get('COMPOSE_PROFILES')),
    diagnostics: report.all(),
    locate: (pointer, where) => model.layers.locate(model.project, pointer, where),
  };
}

interface Found {
  /** Absolute, or `-`. */
  readonly paths: readonly string[];
  readonly directory: string;
  readonly env: VariableValues;
  readonly envFiles: readonly string[];
  readonly variables: VariableValues;
}

/** The files to read, the project directory and the variables, which depend on each other. */
function find(request: LoadRequest, files: Files, report: Report): Found {
  const cwd = resolve(request.cwd);
  const environment: VariableValues = new Map(Object.entries(request.environment ?? {}));
  const given = request.files.map((file) => (file === '-' ? file : resolve(cwd, file)));
  const around = request.projectDirectory === undefined ? undefined : resolve(cwd, request.projectDirectory);
  const early = around ?? folderOf(given) ?? cwd;
  const envFilesOf = (folder: string): readonly string[] => {
    if (request.envFiles !== undefined && request.envFiles.length > 0) {
      return request.envFiles.map((file) => resolve(cwd, file));
    }
    return isTrue(environment.get('COMPOSE_DISABLE_ENV_FILE')) ? [] : defaultEnvFile(folder);
  };
  const session = { files, report };
  const envFiles = envFilesOf(early);
  const env = readEnvFiles(envFiles, environment, session);
  const variables = withDefaults(environment, env);
  const paths = given.length > 0 ? given : (named(variables, cwd) ?? lookedUp(early, report));
  const directory = around ?? folderOf(paths) ?? cwd;
  const later = directory === early ? [] : envFilesOf(directory).filter((file) => !envFiles.includes(file));
  const laterEnv = readEnvFiles(later, variables, session);
  return {
    paths,
    directory,
    env: withDefaults(env, laterEnv),
    envFiles: [...envFiles, ...later],
    variables: withDefaults(variables, laterEnv),
  };
}

function folderOf(paths: readonly string[]): string | undefined {
  const first = paths.find((path) => path !== '-');
  return first === undefined ? undefined : dirname(first);
}

/** https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file */
function named(variables: VariableValues, cwd: string): readonly string[] | undefined {
  const paths = variables.get('COMPOSE_FILE');
  if (paths === undefined) return undefined;
  const separator = variables.get('COMPOSE_PATH_SEPARATOR') || delimiter;
  return paths.split(separator).map((path) => (path === '-' ? path : resolve(cwd, path)));
}

function lookedUp(folder: string, report: Report): readonly string[] {
  const candidates = lookUp(folder);
  if (candidates === undefined) {
    report.add(errors.noComposeFile(folder, FILE_NAMES));
    return [];
  }
  return [candidates.files, candidates.overrides].flatMap((group) => {
    const [taken] = group;
    if (taken === undefined) return [];
    if (group.length > 1)
      report.add(
        errors.severalComposeFiles(
          group.map((file) => basename(file)),
          basename(taken),
        ),
      );
    return [taken];
  });
}

/** https://docs.docker.com/compose/how-tos/project-name/ */
function nameOf(request: LoadRequest, sources: readonly Source[], found: Found, report: Report): ProjectName {
  const option = request.projectName || undefined;
  const given = option ?? (found.variables.get('COMPOSE_PROJECT_NAME') || undefined);
  if (given !== undefined) {
    if (normalizeProjectName(given) !== given) report.add(errors.projectNameInvalid(given));
    return { value: given, text: given, from: option === undefined ? 'environment' : 'option' };
  }
  const source = sources.findLast(({ data }) => isText(data.name) && data.name !== '');
  const text = source?.data.name;
  if (source === undefined || !isText(text)) {
    const value = normalizeProjectName(basename(found.directory));
    if (value === '') report.add(errors.projectNameEmpty(sources[0] && locationIn(sources[0], [])));
    return { value, text: value, from: 'folder' };
  }
  const at = locationIn(source, ['name'], 'value');
  const result = evaluate(text, (name) => found.variables.get(name));
  const value = 'value' in result ? normalizeProjectName(result.value) : '';
  if ('problem' in result) report.add(errors.nameUnknown('the project', result.problem, at));
  else if (value === '') report.add(errors.projectNameEmpty(at));
  return { value, text, from: 'file' };
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Texts that Go's `strconv.ParseBool` reads as true. */
function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(?:1|t|T|true|TRUE|True)$/.test(text);
}
