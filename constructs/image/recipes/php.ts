/**
 * @module
 */
import {
  boolean,
  type DiagnosticProps,
  either,
  type Forms,
  form,
  inspect,
  mapOf,
  oneOf,
  string,
  strings,
} from '../../../lib/core';
import { type PhpFacts, phpFacts, phpProbe } from '../../../lib/images';
import {
  cmd,
  ignorePath,
  printDockerignore,
  type Stage,
  stage,
  user,
  workdir,
} from '../../../lib/languages/dockerfile';
import { versionUnknown } from '../../checked';
import type { SecretSource } from '../../secrets';
import {
  copySource,
  installPackages,
  makeFolders,
  NEVER_NEEDED,
  packageProblems,
  sourceStage,
} from '../dockerfile-parts';
import type { BuildInputs, BuiltImage } from '../image';
import { INPUTS, inputProblems } from '../node/inputs';
import { composed, composerInputs, composerStage, ignoredIn, takeApp } from '../php/build';
import { type ComposerProject, readComposer } from '../php/composer';
import {
  type AddedExtension,
  addedExtensions,
  extensionProblems,
  extensionStage,
  takeExtensions,
} from '../php/extensions';
import { type PhpSettings, settingProblems, settings, sizedTo } from '../php/settings';
import { siteImage } from '../php/site';
import { print } from '../print-dockerfile';

/** The properties of an image of a PHP app, for `Image.php`. */
export interface PhpImageProps {
  /** Folder of the app, relative to the folder of `stack.ts`. A `composer.json` in it needs its `composer.lock`. */
  readonly source: string;
  /** Release line of PHP. @default '8.4' */
  readonly version?: string;
  /**
   * Extensions beside those that `composer.json`, its lock file and the official image name, such as `gd` or `redis`. A
   * version of pecl stands behind the name: `redis-6.2.0`. @default none
   */
  readonly extensions?: readonly string[];
  /** Debian packages that the app needs when it runs, such as `ghostscript`. @default none */
  readonly packages?: readonly string[];
  /** Debian packages for compiling extensions and installing, beside those that the library knows. @default none */
  readonly buildPackages?: readonly string[];
  /**
   * Script of `composer.json` that runs in the build when everything is there. @default 'post-install-cmd', if the project
   * has it; `false` for none
   */
  readonly build?: string | false;
  /** Secrets that the build finds as variables, such as `COMPOSER_AUTH`; no layer holds them. @default none */
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /** Settings of `php.ini`, by name. They come last. @default the values of `php.ini-production` */
  readonly ini?: Readonly<Record<string, string | number | boolean>>;
  /** Largest request body, and largest upload. PHP drops what is larger, without an error. @default '10m' */
  readonly maxBody?: string;
  /** Memory that one request needs. The number of requests at once follows from it and `memory`. @default '64m' */
  readonly requestMemory?: string;
  /** Further folders that the app writes to besides volumes; they are kept in memory. @default `/tmp` */
  readonly tmpfs?: readonly string[];
  /**
   * Whether the image is for developing: packages of `require-dev`, errors in answers, changed files seen at once. @default false
   */
  readonly development?: boolean;
}

const INI_VALUE = form('a text, a number, true or false', (value) =>
  ['string', 'number', 'boolean'].includes(typeof value),
);

const PROPERTIES: Forms<PhpImageProps> = {
  source: string,
  version: string,
  extensions: strings,
  packages: strings,
  buildPackages: strings,
  build: either('the name of a script, or false', string, oneOf(false)),
  secrets: INPUTS.secrets,
  ini: mapOf('a map of settings', INI_VALUE),
  maxBody: string,
  requestMemory: string,
  tmpfs: strings,
  development: boolean,
};

const FOLDER = '/app';
const FALLBACK = '8.4';

/** An image in stages: extensions, dependencies, and PHP-FPM with the app. */
export function phpImage(given: PhpImageProps): BuiltImage {
  const { props, problems: wrong } = inspect('Image.php', given, PROPERTIES, { source: '.' });
  const { source, version = FALLBACK, packages = [], buildPackages = [], tmpfs = [], development = false } = props;
  const facts = phpFacts(version) ?? phpFacts(FALLBACK);
  if (!facts) throw new Error(`PHP ${FALLBACK} has facts`);
  const own: PhpSettings = {
    maxBody: props.maxBody ?? '10m',
    requestMemory: props.requestMemory ?? '64m',
    ini: props.ini ?? {},
    isDeveloped: development,
  };
  const composerIn = (root: string): ComposerProject | undefined => readComposer(root, source, development);
  const asked = props.extensions ?? [];
  const inputsIn = (root: string): BuildInputs => composerInputs(composerIn(root), source, props.secrets ?? {});
  const stagesIn = (root: string): { readonly before: readonly Stage[]; readonly files: string } => {
    const project = composerIn(root);
    const added = addedExtensions(asked, project?.extensions ?? []);
    const base = [
      sourceStage(facts.reference, FOLDER),
      ...(added.length === 0 ? [] : [extensionStage(facts.reference, added, buildPackages)]),
      php(facts, own, { added, packages }),
    ];
    if (project === undefined) return { before: base, files: 'source' };
    const recipe = { folder: FOLDER, project, buildPackages, facts, inputs: inputsIn(root), isDeveloped: development };
    return { before: [...base, composerStage(recipe, props.build)], files: 'build' };
  };
  const dockerignore = (privateFiles: readonly string[], root: string): string =>
    printDockerignore([...NEVER_NEEDED, ...privateFiles.map(ignorePath), ...ignoredIn(composerIn(root))]);
  const app: Pick<BuiltImage, 'source' | 'dockerignore' | 'inputs'> = { source, dockerignore, inputs: inputsIn };
  return {
    ...app,
    kind: 'built',
    name: `built from ${source}`,
    user: facts.user,
    tmpfs: [...facts.tmpfs, ...tmpfs],
    environment: {},
    entrypoint: facts.entrypoint,
    command: facts.command,
    hasFolder: () => true,
    programFolder: FOLDER,
    sizedTo: (memory) => sizedTo(memory, own.requestMemory),
    live: {
      source,
      folder: FOLDER,
      keep: (root) => [composerIn(root)?.vendor ?? []].flat(),
      // https://www.php.net/manual/en/opcache.configuration.php#ini.opcache.validate-timestamps
      command: () => [...facts.command, '-d', 'opcache.validate_timestamps=1', '-d', 'opcache.revalidate_freq=0'],
    },
    fastcgi: {
      probe: phpProbe,
      maxBody: own.maxBody,
      site: (site) =>
        siteImage({ ...app, folder: FOLDER, stages: stagesIn, vendorIn: (root) => composerIn(root)?.vendor }, site),
    },
    problems: (root): readonly DiagnosticProps[] => {
      // what follows from a wrong property is not said a second time
      if (wrong.length > 0) return wrong;
      const project = composerIn(root);
      return [
        ...(phpFacts(version) ? [] : [versionUnknown('PHP', version, '"8.4" or "8.4.24"')]),
        ...packageProblems([...packages, ...buildPackages]),
        ...(project?.problems ?? []),
        ...extensionProblems(asked, project?.extensions ?? []),
        ...settingProblems(own),
        ...inputProblems({ secrets: props.secrets ?? {} }),
      ];
    },
    dockerfile: (folders, root, owner = facts.user) => {
      const { before } = stagesIn(root);
      const project = composerIn(root);
      return print([
        ...before,
        ...(project === undefined ? [] : composed(project)),
        stage({ from: 'php' }, [
          workdir(FOLDER),
          ...(project === undefined ? [copySource(FOLDER)] : takeApp(FOLDER, project)),
          ...makeFolders(folders, owner),
          user(`${owner.uid}:${owner.gid}`),
          cmd(facts.command),
        ]),
      ]);
    },
  };
}

interface Base {
  readonly added: readonly AddedExtension[];
  readonly packages: readonly string[];
}

/** PHP with its extensions and settings: the app runs in it, and composer asks it what it can do. */
function php(facts: PhpFacts, own: PhpSettings, { added, packages }: Base): Stage {
  const { extensionFolder, iniFolder, reference } = facts;
  const names = added.map(({ name }) => name);
  return stage({ from: reference, name: 'php' }, [
    ...installPackages(packages),
    ...(added.length === 0 ? [] : takeExtensions([extensionFolder, `${iniFolder}/conf.d`], names)),
    ...settings(facts, own),
  ]);
}
