/**
 * The stage that installs what a `composer.lock` says.
 *
 * @see https://getcomposer.org/doc/03-cli.md
 * @module
 */
import type { PhpFacts } from '../../../lib/images';
import {
  and,
  command,
  comment,
  copy,
  env,
  type IgnoreRule,
  type Instruction,
  ignorePath,
  type Mount,
  run,
  type Stage,
  stage,
  workdir,
} from '../../../lib/languages/dockerfile';
import { SecretSource } from '../../secrets';
import { copySource, installPackages } from '../dockerfile-parts';
import type { BuildInputs } from '../image';
import { fileIn } from '../node/inputs';
import type { ComposerProject } from './composer';

/** The common facts of an install. */
export interface ComposerRecipe {
  /** Folder of the app. */
  readonly folder: string;
  readonly project: ComposerProject;
  readonly facts: PhpFacts;
  /** Debian packages that installing needs. */
  readonly buildPackages: readonly string[];
  readonly inputs: BuildInputs;
  /** Whether packages for development are installed, too. */
  readonly isDeveloped: boolean;
}

/** Name of the secret with the project's `auth.json`. */
const TOKENS = 'composer-auth';

const CACHE = '/root/.composer/cache';

/** The secrets of an install, by the names under which the Dockerfile asks for them. */
export function composerInputs(
  project: ComposerProject | undefined,
  source: string,
  secrets: Readonly<Record<string, SecretSource>>,
): BuildInputs {
  const tokens = project?.hasTokens ? { [TOKENS]: SecretSource.file(fileIn(source, 'auth.json')) } : {};
  return { args: {}, secrets: { ...tokens, ...secrets } };
}

/** Packages first and the app's own code last, so that a change of code installs nothing again. */
export function composerStage(recipe: ComposerRecipe, build: string | false | undefined): Stage {
  const { folder, project, facts, buildPackages, isDeveloped } = recipe;
  const without = isDeveloped ? [] : ['--no-dev'];
  const script = build === undefined && project.scripts.includes('post-install-cmd') ? 'post-install-cmd' : build;
  const mounts: readonly Mount[] = [{ type: 'cache', target: CACHE }, ...secrets(recipe)];
  return stage({ from: 'php', name: 'build' }, [
    ...installPackages(['git', 'unzip', ...buildPackages]),
    copy(['/usr/bin/composer'], '/usr/local/bin/composer', { from: facts.composer }),
    env({
      COMPOSER_ALLOW_SUPERUSER: '1',
      COMPOSER_NO_INTERACTION: '1',
      COMPOSER_CACHE_DIR: CACHE,
      COMPOSER_MIRROR_PATH_REPOS: '1',
    }),
    workdir(folder),
    copy(project.files, './'),
    ...project.folders.map((each) => copy([each], `./${each}/`)),
    run(
      and(
        ...(project.folders.length === 0 ? [] : [command('chmod', '--recursive', 'u=rwX,go=rX', ...project.folders)]),
        command('composer', 'validate', '--no-check-all', '--no-check-publish', '--no-check-version'),
        command('composer', 'install', ...without, '--no-scripts', '--no-autoloader', '--no-progress', '--prefer-dist'),
      ),
      { mounts },
    ),
    copySource(folder),
    run(
      and(
        command('mkdir', '--parents', project.vendor),
        command('composer', 'dump-autoload', ...without, isDeveloped ? '--optimize' : '--classmap-authoritative'),
        ...(script ? [command('composer', 'run-script', ...without, script)] : []),
      ),
      { mounts },
    ),
  ]);
}

function secrets({ folder, inputs }: ComposerRecipe): readonly Mount[] {
  return Object.keys(inputs.secrets).map(
    (id): Mount =>
      id === TOKENS
        ? { type: 'secret', id, target: `${folder}/auth.json`, required: true }
        : { type: 'secret', id, env: id, required: true },
  );
}

/** The stage with the app alone: its packages are a layer of their own. */
export function composed({ vendor, hasTokens }: ComposerProject): readonly Stage[] {
  return [
    comment(
      'The app without its packages, which are a layer of their own.',
      stage({ from: 'build', name: 'app' }, [
        // where the file with tokens was mounted, an empty one stays
        run(command('rm', '--recursive', '--force', vendor, ...(hasTokens ? ['auth.json'] : []))),
      ]),
    ),
  ];
}

/** Takes packages and app out of their stages. */
export function takeApp(folder: string, { vendor }: ComposerProject): readonly Instruction[] {
  return [copy([`${folder}/${vendor}`], `./${vendor}`, { from: 'build' }), copy([`${folder}/`], './', { from: 'app' })];
}

/** Files of a project that the build makes itself, or that only a developer's machine may have. */
export function ignoredIn(project: ComposerProject | undefined): readonly IgnoreRule[] {
  return ['**/node_modules', 'auth.json', ...(project === undefined ? [] : [ignorePath(project.vendor), ...MADE])];
}

/** Caches with a developer's settings, https://laravel.com/docs/deployment#optimization, https://symfony.com/doc/current/deployment.html */
const MADE = [
  'bootstrap/cache/*.php',
  'storage/framework/cache/data',
  'storage/framework/sessions/*',
  'storage/framework/views/*.php',
  'public/hot',
  'public/storage',
  'var/cache',
  'var/log',
];
