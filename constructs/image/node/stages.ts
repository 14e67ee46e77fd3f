/**
 * The stages that install dependencies and build a project.
 *
 * @module
 */
import {
  and,
  arg,
  command,
  comment,
  copy,
  env,
  type Instruction,
  type Mount,
  run,
  type ShellCommand,
  type Stage,
  stage,
  workdir,
} from '../../../lib/languages/dockerfile';
import { copySource, installPackages, sourceStage } from '../dockerfile-parts';
import type { BuildInputs } from '../image';
import { secretMounts } from './inputs';
import { LIFECYCLE_SCRIPTS, withoutScripts } from './manifest-scripts';
import type { NodeProject } from './project';

/** The common facts of all stages. */
export interface Recipe {
  /** The image of Node. */
  readonly from: string;
  /** Folder of the project. */
  readonly folder: string;
  readonly project: NodeProject;
  /** Debian packages that installing or building needs. */
  readonly buildPackages: readonly string[];
  readonly inputs: BuildInputs;
  /** Whether the packages for development stay. */
  readonly isDeveloped: boolean;
}

/** The source, and the manifests of several folders, on which their install depends; a single one needs no stage. */
export function sources({ from, folder, project }: Recipe): readonly Stage[] {
  const source = sourceStage(from, folder);
  if (!project.hasSeveralManifests) return [source];
  const { manager } = project;
  const names = ['package.json', ...manager.files.filter((file) => !isSecret(project, file)), '*.tgz'];
  const kept = [
    ...names.flatMap((name) => ['!', '-name', name]),
    ...manager.folders.flatMap((each) => ['!', '-path', `./${each}/*`]),
  ];
  return [
    source,
    stage({ from: 'source', name: 'manifests' }, [
      comment(
        'Only files that decide which packages are installed: a change of other files installs nothing again.',
        run(
          and(
            command('find', '.', '!', '-type', 'd', ...kept, '-delete'),
            command('find', '.', '-type', 'd', '-empty', '-delete'),
            withoutScripts(),
          ),
        ),
      ),
    ]),
  ];
}

/** A stage that installs production's dependencies only. */
export function production(recipe: Recipe): Stage {
  const { from, project } = recipe;
  return stage({ from, name: 'dependencies' }, [
    ...prepared(recipe),
    manager(recipe, project.manager.installProduction(project.scope)),
    run(command('mkdir', '--parents', 'node_modules')), // the folder exists even if it needs nothing
  ]);
}

/** A stage that installs all dependencies and builds the project. */
export function built(recipe: Recipe, script: string | undefined, after: readonly Instruction[] = []): Stage {
  const { from, project, inputs } = recipe;
  const scripts = [...projectScripts(project), ...buildScripts(project, script)];
  return stage({ from, name: 'build' }, [
    ...prepared(recipe),
    manager(recipe, project.manager.install(project.scope)),
    copySource(recipe.folder),
    ...Object.keys(inputs.args).map((name) => arg(name)),
    ...(scripts.length === 0 ? [] : [run(and(...scripts), { mounts: secrets(recipe) })]),
    ...after,
  ]);
}

/** Takes the packages for development out of the stage that built the project. */
export function withoutDevelopment(recipe: Recipe): Instruction {
  const { project } = recipe;
  const remove = project.manager.removeDevelopment(project.scope);
  // npm runs `prepare` of workspaces even then: https://github.com/npm/pacote/pull/249
  return manager(recipe, hasLifecycle(project) ? and(withoutScripts(LIFECYCLE_SCRIPTS), remove) : remove);
}

function hasLifecycle({ parts }: NodeProject): boolean {
  return parts.some(({ manifest }) => LIFECYCLE_SCRIPTS.some((name) => Object.hasOwn(manifest.scripts, name)));
}

/** Whether the project has scripts that belong to its install. */
export function hasProjectScripts(project: NodeProject): boolean {
  return projectScripts(project).length > 0;
}

/** Debian packages, the package manager and the manifests: an install begins with them. */
function prepared(recipe: Recipe): readonly Instruction[] {
  const { folder, project, buildPackages } = recipe;
  const isNative = buildPackages.length > 0;
  return [
    ...installPackages(buildPackages),
    // the headers for native modules, which node-gyp would fetch: https://github.com/nodejs/node-gyp#environment-variables
    ...(isNative ? [env({ npm_config_nodedir: '/usr/local' })] : []),
    ...project.manager.setUp,
    workdir(folder),
    ...(project.hasSeveralManifests ? [copy([`${folder}/`], './', { from: 'manifests' })] : manifest(project)),
  ];
}

function manifest(project: NodeProject): readonly Instruction[] {
  const files = project.files.filter((file) => !isSecret(project, file));
  return [
    copy(['package.json', ...files], './'),
    ...project.folders.map((each) => copy([each], `./${each}/`)),
    ...(hasLifecycle(project)
      ? [
          comment(
            'Scripts of the project want its files and its tools: they run when all of them are there.',
            run(command('npm', 'pkg', 'delete', 'scripts')),
          ),
        ]
      : []),
  ];
}

/** Whether it comes as a secret of the build and not as a file. */
function isSecret(project: NodeProject, file: string): boolean {
  return project.settings.some(({ name, holdsSecret }) => name === file && holdsSecret);
}

/** A command of the package manager, with its cache and the secrets. */
function manager(recipe: Recipe, install: ShellCommand): Instruction {
  return run(install, { mounts: [{ type: 'cache', target: recipe.project.manager.cache }, ...secrets(recipe)] });
}

function secrets({ project, folder, inputs }: Recipe): readonly Mount[] {
  return secretMounts(project, folder, inputs);
}

/**
 * `install` and `postinstall` of each part. `preinstall` guards the install, and `prepare` makes ready for developing and
 * publishing: https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts
 */
function projectScripts({ manager, parts }: NodeProject): readonly ShellCommand[] {
  return parts.flatMap(({ folder, manifest: { scripts } }) => {
    const names = ['install', 'postinstall'].filter((name) => Object.hasOwn(scripts, name));
    return names.slice(0, manager.runsHooks ? 1 : 2).map((name) => manager.script(folder, name));
  });
}

/** The script of the workspace, behind the same script of the workspaces that it depends on. */
function buildScripts({ manager, parts, scope }: NodeProject, script: string | undefined): readonly ShellCommand[] {
  if (script === undefined) return [];
  const built =
    scope === undefined ? parts.filter(({ folder }) => folder === '.') : parts.filter(({ folder }) => folder !== '.');
  const having = built.filter(({ manifest }) => Object.hasOwn(manifest.scripts, script));
  return having.length === 0
    ? [manager.script(scope?.folder ?? '.', script)]
    : having.map(({ folder }) => manager.script(folder, script));
}

/** Settings files with variables: the final image leaves them out. */
export function tokenFiles({ settings }: NodeProject): readonly string[] {
  return settings.filter(({ variables, holdsSecret }) => variables.length > 0 && !holdsSecret).map(({ name }) => name);
}
