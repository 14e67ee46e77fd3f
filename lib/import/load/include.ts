/**
 * Files that a file includes: projects of their own, whose elements become part of this one.
 *
 * @see https://docs.docker.com/reference/compose-file/include/
 * @module
 */
import { dirname, relative, resolve } from 'node:path';
import type { SourceLocation } from '../../core';
import { type ComposeText, canonicalProject, evaluate, isText, SECTIONS, sameForm } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { defaultEnvFile, readEnvFiles, type VariableValues } from './env';
import * as errors from './errors';
import { locationIn, type Source } from './files';
import { Layers } from './layers';
import { isRemoteFile } from './remote';
import type { ResolvedProject } from './resolved';
import { innerScope, type Scope } from './scope';
import type { Session } from './session';

/** How deep files may include each other. */
const DEEPEST = 50;

interface NamedPath {
  readonly path: string;
  /** As it is written. */
  readonly text: ComposeText;
  readonly at: SourceLocation | undefined;
}

/** One entry of `include`, with its variables evaluated. */
interface Include {
  readonly paths: readonly NamedPath[];
  readonly projectDirectory?: string;
  readonly envFiles: readonly NamedPath[];
  readonly at: SourceLocation | undefined;
}

type ModelsOf = (scope: Scope, sources: readonly Source[], chain: readonly string[]) => ResolvedProject;

export class Includes {
  constructor(
    private readonly scope: Scope,
    private readonly session: Session,
    private readonly chain: readonly string[],
    private readonly modelsOf: ModelsOf,
  ) {}

  /** A model, with everything that its file includes. */
  into(model: ResolvedProject, source: Source): ResolvedProject {
    const written = source.data.include;
    if (written === undefined || written === null) return model;
    if (!Array.isArray(written)) {
      this.session.report.add(errors.includeInvalid('"include" is not a list.', locationIn(source, ['include'])));
      return model;
    }
    return written.reduce<ResolvedProject>((into, entry: unknown, index) => {
      const include = this.read(entry, source, ['include', String(index)]);
      const included = include && this.load(include, source);
      return included === undefined ? into : this.add(into, included, include?.at);
    }, model);
  }

  private load(include: Include, source: Source): ResolvedProject | undefined {
    const { report, files } = this.session;
    const [main] = include.paths;
    if (main === undefined) return undefined;
    const paths = include.paths.map(({ path }) => resolve(this.scope.directory, path));
    const chain = [...this.chain, source.path];
    const mainPath = paths[0] ?? '';
    if (chain.includes(mainPath)) {
      const circle = [...chain.slice(chain.indexOf(mainPath)), mainPath];
      report.add(
        errors.includeCycle(
          circle.map((path) => relative(this.session.root, path)),
          main.at,
        ),
      );
      return undefined;
    }
    if (chain.length > DEEPEST) {
      report.add(errors.includeTooDeep(DEEPEST, main.at));
      return undefined;
    }
    const sources = include.paths.flatMap((by, index) => files.compose(paths[index] ?? '', by) ?? []);
    if (sources.length < paths.length) return undefined;
    const directory =
      include.projectDirectory === undefined
        ? dirname(mainPath)
        : resolve(this.scope.directory, include.projectDirectory);
    const scope = this.innerScope(include, directory);
    return this.session.once(JSON.stringify([paths, directory, [...scope.own]]), () =>
      withContexts(this.modelsOf(scope, sources, chain), relative(this.session.root, directory)),
    );
  }

  private innerScope({ envFiles, at }: Include, directory: string): Scope {
    const { variables } = this.scope;
    const named = envFiles.filter(({ path }) => path !== '/dev/null');
    const wanted =
      envFiles.length > 0
        ? named.map((by) => ({ file: resolve(this.scope.directory, by.path), by }))
        : defaultEnvFile(directory).map((file) => ({ file, by: { at, text: file } }));
    const read = wanted.map(({ file, by }) => ({
      file,
      by,
      values: readEnvFiles([file], variables, this.session, by),
    }));
    const { files, report } = this.session;
    const isOutside = ({ file, values }: { file: string; values: VariableValues }): boolean =>
      values.size > 0 && !files.isInside(file);
    for (const { file, by } of read.filter(isOutside)) {
      report.add(errors.valuesOutside(relative(this.session.root, file), by.at));
    }
    const inside = new Map(read.flatMap((one) => (isOutside(one) ? [] : [...one.values])));
    const all = new Map(read.flatMap(({ values }) => [...values]));
    return innerScope(this.scope, directory, { all, carried: inside });
  }

  /** The elements of an included model become part of this one; the same element from two sides is no conflict. */
  private add(into: ResolvedProject, included: ResolvedProject, at: SourceLocation | undefined): ResolvedProject {
    const project: Record<string, unknown> = { ...into.project };
    const layers = new Layers();
    for (const [pointer, ofElement] of into.layers.entries()) layers.add(pointer, ofElement);
    for (const section of SECTIONS) {
      const theirs = included.project[section];
      const ours = project[section] ?? {};
      if (!isPlainMap(theirs) || !isPlainMap(ours)) continue;
      const added = Object.keys(theirs).filter((name) => !Object.hasOwn(ours, name));
      project[section] = Object.fromEntries([
        ...Object.entries(ours),
        ...added.map((name) => [name, theirs[name]] as const),
      ]);
      for (const name of added) layers.add([section, name], included.layers.of([section, name]));
      for (const name of Object.keys(theirs)) {
        if (added.includes(name) || isSameElement(section, name, ours[name], theirs[name])) continue;
        const here = into.layers.locate(into.project, [section, name]);
        const there = included.layers.locate(included.project, [section, name]);
        this.session.report.add(errors.includeConflict(`${section}.${name}`, here ?? at, there));
      }
    }
    return { project, layers };
  }

  /** One entry of `include`; undefined if it cannot be followed, which is reported. */
  private read(entry: unknown, source: Source, pointer: readonly string[]): Include | undefined {
    const isMap = isPlainMap(entry);
    const at = locationIn(source, pointer, 'value');
    const paths = this.list(isMap ? entry.path : entry, source, isMap ? [...pointer, 'path'] : pointer);
    if (paths === undefined || paths.length === 0) {
      if (paths !== undefined) this.session.report.add(errors.includeInvalid('"include" names no file.', at));
      return undefined;
    }
    const remote = paths.find(({ path }) => isRemoteFile(path));
    if (remote !== undefined) {
      this.session.report.add(errors.remoteFile(remote.text, remote.at));
      return undefined;
    }
    const envFiles = isMap ? this.list(entry.env_file, source, [...pointer, 'env_file']) : [];
    const folders = isMap ? this.list(entry.project_directory, source, [...pointer, 'project_directory']) : [];
    if (envFiles === undefined || folders === undefined) return undefined;
    const [folder] = folders;
    return { paths, envFiles, at, ...(folder && folder.path !== '' && { projectDirectory: folder.path }) };
  }

  /** A path or a list of them; undefined if one of them cannot be known, which is reported. */
  private list(written: unknown, source: Source, pointer: readonly string[]) {
    if (written === undefined || written === null) return [];
    const isList = Array.isArray(written);
    const items: readonly unknown[] = isList ? written : [written];
    const paths: NamedPath[] = [];
    for (const [index, item] of items.entries()) {
      const at = locationIn(source, isList ? [...pointer, String(index)] : pointer, 'value');
      if (!isText(item)) {
        this.session.report.add(errors.includeInvalid('A path in "include" is not a string.', at));
        return undefined;
      }
      const result = evaluate(item, (name) => this.scope.variables.get(name));
      if ('problem' in result) {
        this.session.report.add(errors.nameUnknown('a file to include', result.problem, at));
        return undefined;
      }
      paths.push({ path: result.value, text: item, at });
    }
    return paths;
  }
}

/** A build without a context has its own project's folder as context, not the including project's. */
function withContexts(model: ResolvedProject, folder: string): ResolvedProject {
  const { services } = model.project;
  if (folder === '' || !isPlainMap(services)) return model;
  const context = folder.startsWith('..') ? folder : `./${folder}`;
  const completed = Object.entries(services).map(([name, service]) => {
    const build = isPlainMap(service) ? service.build : undefined;
    const lacks = isPlainMap(build) && build.context === undefined;
    return [name, lacks && isPlainMap(service) ? { ...service, build: { context, ...build } } : service] as const;
  });
  return { ...model, project: { ...model.project, services: Object.fromEntries(completed) } };
}

function isSameElement(section: string, name: string, a: unknown, b: unknown): boolean {
  return sameForm(a, b) || sameForm(canonical(section, name, a), canonical(section, name, b));
}

function canonical(section: string, name: string, element: unknown): unknown {
  // In the shape of a project, and canonicalProject looks at what it is given.
  const project: PlainMap = { [section]: { [name]: element } };
  return canonicalProject(project);
}
