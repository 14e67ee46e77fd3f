/**
 * @module
 */
import { either, type Forms, inspect, oneOf, string, strings } from '../../../lib/core';
import { httpProbe, type PhoenixFacts, phoenixFacts } from '../../../lib/images';
import {
  and,
  cmd,
  command,
  copy,
  env,
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
  copySource,
  installPackages,
  makeFolders,
  NEVER_NEEDED,
  packageProblems,
  sourceProblems,
  sourceStage,
} from '../dockerfile-parts';
import { mixAppInvalid } from '../errors';
import type { BuiltImage } from '../image';
import { print } from '../print-dockerfile';

/** The properties of an image of a Phoenix app, for `Image.phoenix`. */
export interface PhoenixImageProps {
  /** Folder of the app with its `mix.exs` and `mix.lock`, relative to the folder of `stack.ts`. */
  readonly source: string;
  /** Name of the Mix app, which is the name of its release. */
  readonly app: string;
  /** Version of Elixir. @default '1.18' */
  readonly elixir?: string;
  /** Debian packages that the app needs when it runs, such as `imagemagick`. @default none */
  readonly packages?: readonly string[];
  /** Mix task that builds the assets before the release. @default 'assets.deploy'; `false` for an app without assets */
  readonly assets?: string | false;
}

const PROPERTIES: Forms<PhoenixImageProps> = {
  source: string,
  app: string,
  elixir: string,
  packages: strings,
  assets: either('the name of a Mix task, or false', string, oneOf(false)),
};

const FOLDER = '/app';
const FALLBACK = '1.18';

/** An image in two stages: the release is built with Elixir, and runs on plain Debian. */
export function phoenixImage(given: PhoenixImageProps): BuiltImage {
  const { props, problems: wrong } = inspect('Image.phoenix', given, PROPERTIES, { source: '.', app: 'none' });
  const version = props.elixir ?? FALLBACK;
  const facts = phoenixFacts(version) ?? phoenixFacts(FALLBACK);
  if (!facts) throw new Error(`Elixir ${FALLBACK} has facts`);
  const packages = props.packages ?? [];
  return {
    kind: 'built',
    name: `built from ${props.source}`,
    source: props.source,
    user: facts.user,
    tmpfs: facts.tmpfs,
    environment: { PHX_SERVER: 'true' },
    entrypoint: [],
    command: [`${FOLDER}/bin/${props.app}`, 'start'],
    // plain Debian has neither curl nor wget
    probe: (port, path, host) => httpProbe('bash', { port, path, host }),
    hasFolder: () => true,
    programFolder: FOLDER,
    // what follows from a wrong property is not said a second time
    problems: (root) =>
      wrong.length > 0
        ? wrong
        : [
            ...(phoenixFacts(version) ? [] : [versionUnknown('Elixir', version, '"1.18" or "1.18.4"')]),
            ...(/^[a-z][a-z0-9_]*$/.test(props.app) ? [] : [mixAppInvalid(props.app)]),
            ...packageProblems(packages),
            ...sourceProblems(root, props.source, ['mix.exs', 'mix.lock']),
          ],
    dockerfile: (folders) =>
      print([sourceStage(facts.builder, FOLDER), release(facts, props), final(facts, props, folders)]),
    dockerignore: (privateFiles) =>
      printDockerignore([
        ...NEVER_NEEDED,
        ...privateFiles.map(ignorePath),
        '_build',
        'deps',
        '**/node_modules',
        'priv/static/assets',
        'test',
        'cover',
        'erl_crash.dump',
      ]),
  };
}

/** Dependencies first and the app's own code last, so that a change of code compiles no dependency again. */
function release({ builder }: PhoenixFacts, { assets = 'assets.deploy' }: PhoenixImageProps): Stage {
  return stage({ from: builder, name: 'release' }, [
    ...installPackages(['build-essential', 'ca-certificates', 'git']),
    workdir(FOLDER),
    env({ MIX_ENV: 'prod' }),
    run(and(command('mix', 'local.hex', '--force'), command('mix', 'local.rebar', '--force'))),
    copy(['mix.exs', 'mix.lock'], './'),
    run(command('mix', 'deps.get', '--only', 'prod')),
    copy(['config'], './config/'),
    run(command('mix', 'deps.compile')),
    copySource(FOLDER),
    run(command('mix', 'compile')),
    ...(assets === false ? [] : [run(command('mix', assets))]),
    run(command('mix', 'release', '--path', '/release')),
  ]);
}

function final(facts: PhoenixFacts, { app, packages = [] }: PhoenixImageProps, folders: readonly string[]): Stage {
  const { user: owner } = facts;
  return stage({ from: facts.reference }, [
    // the release keeps its run-time files where it may write: the root file system is read-only
    env({ LANG: 'C.UTF-8', RELEASE_TMP: '/tmp', RELEASE_DISTRIBUTION: 'none' }),
    ...installPackages([...facts.runtimePackages, ...packages]),
    run(
      and(
        command('groupadd', '--gid', String(owner.gid), owner.name),
        command(
          'useradd',
          '--no-log-init',
          '--uid',
          String(owner.uid),
          '--gid',
          String(owner.gid),
          '--home-dir',
          FOLDER,
          '--shell',
          '/usr/sbin/nologin',
          owner.name,
        ),
      ),
    ),
    workdir(FOLDER),
    copy(['/release/'], './', { from: 'release' }),
    ...makeFolders(folders, owner),
    user(`${owner.uid}:${owner.gid}`),
    cmd([`${FOLDER}/bin/${app}`, 'start']),
  ]);
}
