/**
 * @module
 */
import { posix } from 'node:path';
import { boolean, type DiagnosticProps, type Forms, inspect, string, strings, words } from '../../../lib/core';
import { httpProbe, nodeFacts } from '../../../lib/images';
import {
  cmd,
  command,
  comment,
  copy,
  env,
  type Instruction,
  printDockerignore,
  run,
  type Stage,
  stage,
  user,
  workdir,
} from '../../../lib/languages/dockerfile';
import { versionUnknown } from '../../checked';
import { copySource, installPackages, makeFolders, packageProblems } from '../dockerfile-parts';
import { commandOfBuild } from '../errors';
import type { BuiltImage } from '../image';
import { envFileProblems } from '../node/env-files';
import { ignoredIn } from '../node/ignored';
import { type BuildInputProps, INPUTS, inputProblems, inputsOf } from '../node/inputs';
import { type NodeProject, readProject } from '../node/project';
import {
  built,
  hasProjectScripts,
  production,
  type Recipe,
  sources,
  tokenFiles,
  withoutDevelopment,
} from '../node/stages';
import { print } from '../print-dockerfile';

/** The properties of an image of a Node app, for `Image.node`. */
export interface NodeImageProps extends BuildInputProps {
  /** Folder of the app with its `package.json` and lock file, relative to the folder of `stack.ts`. */
  readonly source: string;
  /**
   * Folder of the workspace that the image is for, relative to `source`, such as `apps/web`. The image has it and the
   * workspaces that it depends on; `build` and `command` are meant in its folder. @default none: all of `source`
   */
  readonly workspace?: string;
  /** Release line of Node. @default '22' */
  readonly version?: string;
  /** The command that runs. @default `node .`, which is the `main` of `package.json` */
  readonly command?: readonly string[];
  /** Script of `package.json` that builds the app, such as `build`. @default none: the source is what runs */
  readonly build?: string;
  /** Debian packages that the app needs when it runs, such as `imagemagick`. @default none */
  readonly packages?: readonly string[];
  /**
   * Debian packages for installing and building, such as `python3`, `make` and `g++` for native modules. The final
   * image does not have them. @default none
   */
  readonly buildPackages?: readonly string[];
  /** Further folders that the app writes to besides volumes, such as `/app/.cache`; they are kept in memory. @default `/tmp` */
  readonly tmpfs?: readonly string[];
  /** Whether the image is for developing: it has `devDependencies`, and `NODE_ENV` is `development`. @default false */
  readonly development?: boolean;
}

const PROPERTIES: Forms<NodeImageProps> = {
  ...INPUTS,
  source: string,
  workspace: string,
  version: string,
  command: words,
  build: string,
  packages: strings,
  buildPackages: strings,
  tmpfs: strings,
  development: boolean,
};

const FOLDER = '/app';

/** An image in stages: dependencies, a build if there is one, and the app without its build tools. */
export function nodeImage(given: NodeImageProps): BuiltImage {
  const { props, problems: wrong } = inspect('Image.node', given, PROPERTIES, { source: '.' });
  const { source, workspace, version = '22', build, packages = [], buildPackages = [], tmpfs = [] } = props;
  const { development: isDeveloped = false } = props;
  const facts = nodeFacts(version) ?? nodeFacts('22');
  if (!facts) throw new Error('Node 22 has facts');
  const start = props.command ?? ['node', '.'];
  const place = workspace === undefined ? source : posix.join(source, workspace);
  const projectIn = (root: string): NodeProject => readProject(root, { source, workspace, build, version });
  return {
    kind: 'built',
    name: `built from ${place}`,
    source,
    user: facts.user,
    tmpfs: [...facts.tmpfs, ...tmpfs],
    environment: {},
    entrypoint: [],
    command: start,
    live: {
      source,
      folder: FOLDER,
      keep: (root) => packageFolders(projectIn(root)),
      ...(build === undefined && { command: (debug) => watched(start, debug) }),
    },
    // the slim image has neither curl nor wget
    probe: (port, path, host) => httpProbe('node', { port, path, host }),
    hasFolder: () => true,
    programFolder: FOLDER,
    // what follows from a wrong property is not said a second time
    problems: (root) =>
      wrong.length > 0
        ? wrong
        : [
            ...(nodeFacts(version) ? [] : [versionUnknown('Node', version, '"22" or "22.12.0"')]),
            ...packageProblems([...packages, ...buildPackages]),
            ...projectIn(root).problems,
            ...inputProblems(props),
            ...commandProblems(start, projectIn(root)),
            ...(build === undefined ? [] : envFileProblems(root, place, Object.keys(props.variables ?? {}), false)),
          ],
    inputs: (root) => inputsOf(projectIn(root), source, props),
    dockerfile: (folders, root, owner = facts.user) => {
      const project = projectIn(root);
      const inputs = inputsOf(project, source, props);
      const recipe = { from: facts.reference, folder: FOLDER, project, buildPackages, inputs, isDeveloped };
      const isBuilt =
        isDeveloped || build !== undefined || hasProjectScripts(project) || tokenFiles(project).length > 0;
      const { before, app } = isBuilt ? builtApp(recipe, build) : sourceApp(recipe);
      return print([
        ...sources(recipe),
        ...before,
        stage({ from: facts.reference }, [
          env({ NODE_ENV: isDeveloped ? 'development' : 'production' }),
          ...installPackages(packages),
          workdir(FOLDER),
          ...app,
          ...makeFolders(folders, owner),
          user(`${owner.uid}:${owner.gid}`),
          ...(project.scope === undefined ? [] : [workdir(`${FOLDER}/${project.scope.folder}`)]),
          cmd(start),
        ]),
      ]);
    },
    dockerignore: (privateFiles, root) =>
      printDockerignore([...ignoredIn(projectIn(root), privateFiles, build !== undefined), 'coverage']),
  };
}

/** The folders that packages are installed into. */
function packageFolders({ parts }: NodeProject): readonly string[] {
  return [...new Set(['.', ...parts.map(({ folder }) => folder)])].map((folder) => posix.join(folder, 'node_modules'));
}

/** https://nodejs.org/api/cli.html#--watch */
function watched(start: readonly string[], debug: number | undefined): readonly string[] {
  const [program, ...words] = start;
  if (program !== 'node') return start;
  return ['node', '--watch', ...(debug === undefined ? [] : [`--inspect=0.0.0.0:${debug}`]), ...words];
}

/** A package manager that only the stages of the build have. */
function commandProblems(
  [program = '']: readonly string[],
  { manager, parts }: NodeProject,
): readonly DiagnosticProps[] {
  const isMissing = manager.setUp.length > 0 && program === manager.name;
  return isMissing ? [commandOfBuild(program, parts.at(-1)?.manifest.scripts['start'])] : [];
}

/** Stages before the final one, and the files that it copies from them: dependencies first, since they change least. */
interface App {
  readonly before: readonly Stage[];
  readonly app: readonly Instruction[];
}

/** The source is what runs. */
function sourceApp(recipe: Recipe): App {
  const { project } = recipe;
  const from = 'dependencies';
  return {
    before: [production(recipe)],
    app: [
      project.hasSeveralManifests
        ? copy([`${FOLDER}/`], './', { from }) // workspaces have folders of their own for dependencies
        : copy([`${FOLDER}/node_modules`], './node_modules', { from }),
      copySource(FOLDER),
    ],
  };
}

/** Scripts make what runs. */
function builtApp(recipe: Recipe, build: string | undefined): App {
  return {
    before: [
      built(recipe, build, [
        ...(recipe.isDeveloped ? [] : [withoutDevelopment(recipe)]),
        run(command('mkdir', '--parents', 'node_modules')),
      ]),
      comment(
        'The app without its dependencies, which are a layer of their own.',
        stage({ from: 'build', name: 'app' }, [
          run(command('rm', '--recursive', '--force', 'node_modules', ...tokenFiles(recipe.project))),
        ]),
      ),
    ],
    app: [
      copy([`${FOLDER}/node_modules`], './node_modules', { from: 'build' }),
      copy([`${FOLDER}/`], './', { from: 'app' }),
    ],
  };
}
