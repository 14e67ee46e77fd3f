/**
 * @module
 */
import { nodeFacts } from '../../../lib/images';
import {
  and,
  cmd,
  command,
  copy,
  env,
  type Instruction,
  ignorePath,
  printDockerignore,
  run,
  type Stage,
  stage,
  user,
  workdir,
} from '../../../lib/languages/dockerfile';
import { versionUnknown } from '../../checked';
import {
  installPackages,
  makeFolders,
  NEVER_NEEDED,
  npmCi,
  npmProblems,
  packageProblems,
  scriptProblem,
} from '../dockerfile-parts';
import type { BuiltImage } from '../image';
import { print } from '../print-dockerfile';

export interface NodeImageProps {
  /** Folder of the app with its `package.json` and `package-lock.json`, relative to the folder of `stack.ts`. */
  readonly source: string;
  /** Release line of Node. @default '22' */
  readonly version?: string;
  /** The command that runs. @default `node .`, which is the `main` of `package.json` */
  readonly command?: readonly string[];
  /** Script of `package.json` that builds the app, such as `build`. @default none: the source is what runs */
  readonly build?: string;
  /** Debian packages that the app needs when it runs, such as `imagemagick`. @default none */
  readonly packages?: readonly string[];
}

const FOLDER = '/app';

/** An image in stages: dependencies, an optional build, and the app without what only the build needs. */
export function nodeImage(props: NodeImageProps): BuiltImage {
  const version = props.version ?? '22';
  const facts = nodeFacts(version) ?? nodeFacts('22');
  if (!facts) throw new Error('Node 22 has facts');
  const packages = props.packages ?? [];
  const start = props.command ?? ['node', '.'];
  return {
    kind: 'built',
    name: `built from ${props.source}`,
    source: props.source,
    user: facts.user,
    tmpfs: facts.scratch,
    environment: {},
    entrypoint: [],
    command: start,
    probe: (port, path) => facts.probe(`http://127.0.0.1:${port}${path}`),
    hasFolder: () => true,
    programFolder: FOLDER,
    problems: (root) => [
      ...(nodeFacts(version) ? [] : [versionUnknown('Node', version, '"22" or "22.12.0"')]),
      ...packageProblems(packages),
      ...npmProblems(root, props.source),
      ...(props.build === undefined ? [] : scriptProblem(root, props.source, props.build)),
    ],
    dockerfile: (folders) =>
      print([
        dependencies(facts.reference),
        ...(props.build === undefined ? [] : [built(facts.reference, props.build)]),
        stage({ from: facts.reference }, [
          env({ NODE_ENV: 'production' }),
          ...installPackages(packages),
          workdir(FOLDER),
          ...app(props.build),
          ...makeFolders(folders, facts.user),
          user(`${facts.user.uid}:${facts.user.gid}`),
          cmd(start),
        ]),
      ]),
    dockerignore: (privateFiles) =>
      printDockerignore([...NEVER_NEEDED, ...privateFiles.map(ignorePath), '**/node_modules', 'coverage', 'test']),
  };
}

/** The packages that the app needs at run time. The folder exists even if it needs nothing. */
function dependencies(from: string): Stage {
  return stage({ from, name: 'dependencies' }, [
    workdir(FOLDER),
    copy(['package.json', 'package-lock.json'], './'),
    npmCi('--omit=dev'),
    run(command('mkdir', '--parents', 'node_modules')),
  ]);
}

function built(from: string, script: string): Stage {
  return stage({ from, name: 'build' }, [
    workdir(FOLDER),
    copy(['package.json', 'package-lock.json'], './'),
    npmCi(),
    copy(['.'], './'),
    run(and(command('npm', 'run', script), command('rm', '--recursive', '--force', 'node_modules'))),
  ]);
}

function app(build: string | undefined): Instruction[] {
  return [
    ...(build === undefined ? [copy(['.'], './')] : [copy([`${FOLDER}/`], './', { from: 'build' })]),
    copy([`${FOLDER}/node_modules`], './node_modules', { from: 'dependencies' }),
  ];
}
