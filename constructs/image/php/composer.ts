/**
 * The facts that a build needs of a folder with a `composer.json`.
 *
 * @see https://getcomposer.org/doc/04-schema.md
 * @module
 */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { DiagnosticProps } from '../../../lib/core';
import { isRemoteContext } from '../../../lib/languages/compose';
import { composerInvalid, composerLockMissing, composerPathOutside } from '../errors';
import { jsonIn, record } from '../json';

export interface ComposerProject {
  /** Files that decide what is installed, as far as they are there. */
  readonly files: readonly string[];
  /** Folders of packages that the project brings itself. */
  readonly folders: readonly string[];
  /** Folder that packages are installed into. */
  readonly vendor: string;
  /** Names of the extensions that the project and its packages need, in lower case. */
  readonly extensions: readonly string[];
  /** Scripts by name. */
  readonly scripts: readonly string[];
  /** Whether tokens for registries are in an `auth.json` beside it. */
  readonly hasTokens: boolean;
  readonly problems: readonly DiagnosticProps[];
}

/** https://getcomposer.org/doc/articles/plugins.md and https://github.com/symfony/flex; patches are applied at the install. */
const FILES = ['composer.json', 'composer.lock', 'symfony.lock', 'patches.json', 'patches.lock.json'];

/**
 * The project in a folder; undefined where it has no `composer.json`.
 *
 * @param root the folder of `stack.ts`
 * @param isDeveloped whether packages for development are installed, too
 */
export function readComposer(root: string, source: string, isDeveloped: boolean): ComposerProject | undefined {
  if (isRemoteContext(source)) return NOTHING;
  const folder = join(root, source);
  if (!existsSync(join(folder, 'composer.json'))) return undefined;
  const manifest = record(jsonIn(join(folder, 'composer.json')));
  if (manifest === undefined) return { ...NOTHING, problems: [composerInvalid(source)] };
  const hasLock = existsSync(join(folder, 'composer.lock'));
  const lock = record(jsonIn(join(folder, 'composer.lock')));
  const paths = pathsIn(manifest['repositories']);
  const outside = paths.filter((path) => /^(?:\.\.(?:\/|$)|\/|~|\$)/.test(path));
  return {
    files: FILES.filter((file) => existsSync(join(folder, file))),
    folders: [
      ...new Set([
        ...paths.filter((path) => !outside.includes(path) && existsSync(join(folder, path))),
        ...['patches'].filter((path) => existsSync(join(folder, path))),
      ]),
    ],
    vendor: vendorOf(manifest),
    extensions: extensionsIn(manifest, lock, isDeveloped),
    scripts: Object.keys(record(manifest['scripts']) ?? {}),
    hasTokens: existsSync(join(folder, 'auth.json')),
    problems: [
      ...(hasLock ? [] : [composerLockMissing(source)]),
      ...(hasLock && lock === undefined ? [composerInvalid(source, 'composer.lock')] : []),
      ...outside.map((path) => composerPathOutside(source, path)),
    ],
  };
}

const NOTHING: ComposerProject = {
  files: FILES.slice(0, 2),
  folders: [],
  vendor: 'vendor',
  extensions: [],
  scripts: [],
  hasTokens: false,
  problems: [],
};

/** https://getcomposer.org/doc/06-config.md#vendor-dir */
function vendorOf(manifest: Readonly<Record<string, unknown>>): string {
  const folder = record(manifest['config'])?.['vendor-dir'];
  const path = typeof folder === 'string' ? posix.normalize(folder).replace(/\/$/, '') : '';
  return /^\w[^\0-\x1f$]*$/.test(path) ? path : 'vendor';
}

/** Folders of packages; of a pattern, the folder above it. See https://getcomposer.org/doc/05-repositories.md#path */
function pathsIn(repositories: unknown): readonly string[] {
  const all = Array.isArray(repositories) ? repositories : Object.values(record(repositories) ?? {});
  return all.flatMap((each) => {
    const { type, url } = record(each) ?? {};
    if ((type !== 'path' && type !== 'artifact') || typeof url !== 'string') return [];
    const [fixed = ''] = url.split(/[*?[{]/);
    const whole = fixed === url ? fixed : fixed.replace(/[^/]*$/, '');
    return [posix.normalize(whole).replace(/(.)\/$/, '$1')];
  });
}

/** The requirements on the platform, https://getcomposer.org/doc/01-basic-usage.md#platform-packages. */
function extensionsIn(
  manifest: Readonly<Record<string, unknown>>,
  lock: Readonly<Record<string, unknown>> | undefined,
  isDeveloped: boolean,
): readonly string[] {
  const list = (name: string): readonly unknown[] => (Array.isArray(lock?.[name]) ? lock[name] : []);
  const packages = [...list('packages'), ...(isDeveloped ? list('packages-dev') : [])].map(
    (each) => record(each) ?? {},
  );
  const required = [
    manifest['require'],
    ...(isDeveloped ? [manifest['require-dev']] : []),
    ...packages.map((each) => each['require']),
  ].flatMap((each) => Object.keys(record(each) ?? {}));
  // a polyfill stands in for an extension
  const provided = packages.flatMap(({ provide, replace }) =>
    Object.keys({ ...record(provide), ...record(replace) }).map((name) => name.toLowerCase()),
  );
  const own = new Set(Object.keys(record(manifest['require']) ?? {}));
  return [
    ...new Set(
      required
        .filter((name) => own.has(name) || !provided.includes(name.toLowerCase()))
        .flatMap((name) => /^ext-([\w-]+)$/i.exec(name)?.[1]?.toLowerCase() ?? []),
    ),
  ].sort();
}
