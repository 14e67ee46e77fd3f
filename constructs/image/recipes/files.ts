/**
 * @module
 */
import { posix } from 'node:path';
import { nginxFacts, nodeFacts } from '../../../lib/images';
import {
  command,
  copy,
  expose,
  ignorePath,
  printDockerignore,
  run,
  stage,
  user,
  workdir,
} from '../../../lib/languages/dockerfile';
import { versionUnknown } from '../../checked';
import { PORT, SITE_FOLDER } from '../../web-server';
import { NEVER_NEEDED, npmCi, npmProblems, scriptProblem } from '../dockerfile-parts';
import { outputInvalid } from '../errors';
import type { BuiltImage } from '../image';
import { print } from '../print-dockerfile';

export interface FilesImageProps {
  /** Folder with the `package.json` and `package-lock.json` of the build, relative to the folder of `stack.ts`. */
  readonly source: string;
  /** Release line of Node that the build runs in. @default '22' */
  readonly version?: string;
  /** Script of `package.json` that builds the files. @default 'build' */
  readonly build?: string;
  /** Folder that the script writes to, relative to `source`. @default 'dist' */
  readonly output?: string;
}

const FOLDER = '/site';

/** An image in two stages: Node builds the files, nginx serves them. */
export function filesImage(props: FilesImageProps): BuiltImage {
  const { source, version = '22', build = 'build', output = 'dist' } = props;
  const facts = nodeFacts(version) ?? nodeFacts('22');
  if (!facts) throw new Error('Node 22 has facts');
  const { user: owner } = nginxFacts;
  const folder = output.replace(/^(\.\/+)+|\/+$/g, '');
  return {
    kind: 'built',
    name: `built from ${source}`,
    source,
    user: owner,
    tmpfs: nginxFacts.scratch,
    environment: {},
    entrypoint: [],
    hasFolder: () => true,
    problems: (root) => [
      ...(nodeFacts(version) ? [] : [versionUnknown('Node', version, '"22" or "22.12.0"')]),
      ...npmProblems(root, source),
      ...scriptProblem(root, source, build),
      ...(isBelow(output) ? [] : [outputInvalid(output)]),
    ],
    dockerfile: () =>
      print([
        stage({ from: facts.reference, name: 'build' }, [
          workdir(FOLDER),
          copy(['package.json', 'package-lock.json'], './'),
          npmCi(),
          copy(['.'], './'),
          run(command('npm', 'run', build)),
        ]),
        stage({ from: nginxFacts.reference }, [
          copy([`${FOLDER}/${folder}/`], `${SITE_FOLDER}/`, { from: 'build' }),
          expose(PORT),
          user(`${owner.uid}:${owner.gid}`),
        ]),
      ]),
    dockerignore: (privateFiles) =>
      printDockerignore([...NEVER_NEEDED, ...privateFiles.map(ignorePath), '**/node_modules', ignorePath(folder)]),
  };
}

/** Whether a path leads to a folder inside the source, and not to the source itself. */
function isBelow(path: string): boolean {
  const normal = posix.normalize(path).replace(/\/$/, '');
  return !/^(\.|\.\.(\/.*)?|\/.*)?$/.test(normal) && !/[\0-\x1f\\]/.test(path);
}
