/**
 * @module
 */
import { posix } from 'node:path';
import { type Forms, inspect, string, strings } from '../../../lib/core';
import { nginxFacts, nodeFacts } from '../../../lib/images';
import { copy, expose, ignorePath, printDockerignore, stage, user } from '../../../lib/languages/dockerfile';
import { versionUnknown } from '../../checked';
import { PORT, SITE_FOLDER } from '../../web-server';
import { packageProblems } from '../dockerfile-parts';
import { outputInvalid } from '../errors';
import type { BuiltImage } from '../image';
import { envFileProblems } from '../node/env-files';
import { ignoredIn } from '../node/ignored';
import { type BuildInputProps, INPUTS, inputProblems, inputsOf } from '../node/inputs';
import { type NodeProject, readProject } from '../node/project';
import { built, sources } from '../node/stages';
import { print } from '../print-dockerfile';

/** The properties of an image of static files, for `Image.files`. */
export interface FilesImageProps extends BuildInputProps {
  /** Folder with the `package.json` and lock file of the build, relative to the folder of `stack.ts`. */
  readonly source: string;
  /** Folder of the workspace that is the site, relative to `source`, such as `apps/docs`. @default none: all of `source` */
  readonly workspace?: string;
  /** Release line of Node that the build runs in. @default '22' */
  readonly version?: string;
  /** Script of `package.json` that builds the files. @default 'build' */
  readonly build?: string;
  /** Debian packages that installing and building need, such as `python3`, `make` and `g++` for native modules. @default none */
  readonly buildPackages?: readonly string[];
  /** Folder that the script writes to, relative to `source` or its `workspace`. @default 'dist' */
  readonly output?: string;
}

const PROPERTIES: Forms<FilesImageProps> = {
  ...INPUTS,
  source: string,
  workspace: string,
  version: string,
  build: string,
  buildPackages: strings,
  output: string,
};

const FOLDER = '/site';

/** An image in two stages: Node builds the files, nginx serves them. */
export function filesImage(given: FilesImageProps): BuiltImage {
  const { props, problems: wrong } = inspect('Image.files', given, PROPERTIES, { source: '.' });
  const { source, workspace, version = '22', build = 'build', buildPackages = [], output = 'dist' } = props;
  const facts = nodeFacts(version) ?? nodeFacts('22');
  if (!facts) throw new Error('Node 22 has facts');
  const { user: owner } = nginxFacts;
  const place = workspace === undefined ? source : posix.join(source, workspace);
  const projectIn = (root: string): NodeProject => readProject(root, { source, workspace, build, version });
  const folder = posix.join(workspace ?? '', output.replace(/^(\.\/+)+|\/+$/g, ''));
  return {
    kind: 'built',
    name: `built from ${place}`,
    source,
    user: owner,
    tmpfs: nginxFacts.tmpfs,
    environment: {},
    entrypoint: [],
    hasFolder: () => true,
    // what follows from a wrong property is not said a second time
    problems: (root) =>
      wrong.length > 0
        ? wrong
        : [
            ...(nodeFacts(version) ? [] : [versionUnknown('Node', version, '"22" or "22.12.0"')]),
            ...packageProblems(buildPackages),
            ...projectIn(root).problems,
            ...inputProblems(props),
            ...envFileProblems(root, place, Object.keys(props.variables ?? {}), true),
            ...(isBelow(output) ? [] : [outputInvalid(output)]),
          ],
    inputs: (root) => inputsOf(projectIn(root), source, props),
    dockerfile: (_, root) => {
      const project = projectIn(root);
      const inputs = inputsOf(project, source, props);
      const recipe = { from: facts.reference, folder: FOLDER, project, buildPackages, inputs, isDeveloped: false };
      return print([
        ...sources(recipe),
        built(recipe, build),
        stage({ from: nginxFacts.reference }, [
          copy([`${FOLDER}/${folder}/`], `${SITE_FOLDER}/`, { from: 'build' }),
          expose(PORT),
          user(`${owner.uid}:${owner.gid}`),
        ]),
      ]);
    },
    dockerignore: (privateFiles, root) =>
      printDockerignore([...ignoredIn(projectIn(root), privateFiles, true), ignorePath(folder)]),
  };
}

/** Whether a path leads to a folder inside the source, and not to the source itself. */
function isBelow(path: string): boolean {
  const normal = posix.normalize(path).replace(/\/$/, '');
  return !/^(\.|\.\.(\/.*)?|\/.*)?$/.test(normal) && !/[\0-\x1f\\]/.test(path);
}
