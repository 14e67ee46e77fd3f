/**
 * The facts that a build needs of a folder with a `package.json`.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { DiagnosticProps } from '../../../lib/core';
import { isRemoteContext } from '../../../lib/languages/compose';
import { lockfileMissing, scriptMissing, sourceFileMissing, workspaceNotRoot, workspaceUnknown } from '../errors';
import { detect, LOCKFILE_NAMES } from './detect';
import { npm } from './managers/npm';
import { type PackageJson, readManifest } from './package-json';
import type { InstallScope, PackageManager } from './package-manager';
import { type SettingsFile, settingsFilesIn } from './settings-files';
import { isWorkspaceRoot, type Workspace, withDependencies, workspacesIn } from './workspaces';

/** Where the manifests are, and which of their scripts builds. */
export interface ProjectProps {
  readonly source: string;
  /** Folder of the workspace that is built, relative to `source`; undefined for all there is. */
  readonly workspace?: string | undefined;
  /** Script that builds. */
  readonly build?: string | undefined;
  /** Release line of Node. */
  readonly version: string;
}

export interface NodeProject {
  readonly manager: PackageManager;
  /** Files and folders that decide what is installed, as far as they are there. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Whether several manifests decide it. */
  readonly hasSeveralManifests: boolean;
  /** The workspace that is installed; undefined for all there is. */
  readonly scope: InstallScope | undefined;
  /** Folders with a manifest that are part of the image, in build order; `.` is the project itself. */
  readonly parts: readonly { readonly folder: string; readonly manifest: PackageJson }[];
  /** Workspaces that are not. */
  readonly others: readonly Workspace[];
  readonly settings: readonly SettingsFile[];
  readonly problems: readonly DiagnosticProps[];
}

/** Reads a folder as it is now. */
export function readProject(root: string, { source, workspace, build, version }: ProjectProps): NodeProject {
  const folder = join(root, source);
  const isThere = !isRemoteContext(source) && existsSync(folder); // a rule reports a missing folder
  const manifest = isThere ? readManifest(folder) : undefined;
  const { manager = npm('package-lock.json'), problem } = isThere ? detect(folder, source, manifest, version) : {};
  const workspaces = manifest ? workspacesIn(folder, manifest) : [];
  const wanted = workspace === undefined ? undefined : plain(workspace);
  const chosen = workspaces.find((each) => each.folder === wanted);
  const needed = withDependencies(chosen ? [chosen] : workspaces, workspaces);
  const builds = chosen?.manifest ?? manifest;
  return {
    manager,
    files: isThere ? manager.files.filter((file) => existsSync(join(folder, file))) : [...manager.files].slice(0, 1),
    folders: manager.folders.filter((each) => existsSync(join(folder, each))),
    hasSeveralManifests: workspaces.length > 0 || manifest?.hasLocalDependencies === true,
    scope: wanted === undefined ? undefined : { folder: wanted, name: chosen?.manifest.name },
    parts: [...needed, ...(manifest ? [{ folder: '.', manifest }] : [])],
    others: workspaces.filter((each) => !needed.includes(each)),
    settings: settingsFilesIn(folder).filter(({ name }) => manager.files.includes(name)),
    problems: [
      ...(problem ? [problem] : []),
      ...(isThere ? missing(root, source) : []),
      ...(wanted !== undefined && manifest && !chosen
        ? [
            workspaceUnknown(
              source,
              wanted,
              workspaces.map((each) => each.folder),
            ),
          ]
        : []),
      ...(build !== undefined && builds && !Object.hasOwn(builds.scripts, build)
        ? [scriptMissing(chosen ? `${source.replace(/\/$/, '')}/${chosen.folder}` : source, build)]
        : []),
    ],
  };
}

/** `./apps/web/` → `apps/web` */
function plain(folder: string): string {
  return folder.replace(/^(?:\.\/+)+|\/+$/g, '');
}

function missing(root: string, source: string): DiagnosticProps[] {
  const folder = join(root, source);
  if (!existsSync(join(folder, 'package.json'))) return [sourceFileMissing(source, 'package.json')];
  if (hasLockfile(folder)) return [];
  const above = workspaceRootAbove(folder);
  if (above === undefined) return [lockfileMissing(source)];
  return [workspaceNotRoot(source, fromTo(root, above), fromTo(above, folder).replace(/^\.\//, ''))];
}

/** A path as people write it: `.`, `./mono`, `../mono`. */
function fromTo(from: string, to: string): string {
  const path = relative(from, to).split(sep).join('/');
  return path === '' ? '.' : path.startsWith('..') ? path : `./${path}`;
}

/** The nearest folder above that installs this one, too. */
function workspaceRootAbove(folder: string): string | undefined {
  for (let at = dirname(folder); at !== dirname(at); at = dirname(at)) {
    if (hasLockfile(at) && isWorkspaceRoot(at)) return at;
  }
  return undefined;
}

function hasLockfile(folder: string): boolean {
  return LOCKFILE_NAMES.some((file) => existsSync(join(folder, file)));
}
