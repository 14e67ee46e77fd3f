/**
 * The programs that install what a lock file says.
 *
 * @module
 */
import type { Instruction, ShellCommand } from '../../../lib/languages/dockerfile';

/** One workspace that is installed, and not its neighbours. */
export interface InstallScope {
  readonly folder: string;
  readonly name: string | undefined;
}

/** The commands of a package manager in a build. None of them runs a script of the project itself. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn';
  /** Files that decide the install, beside `package.json`; the build copies the existing ones before the source. */
  readonly files: readonly string[];
  /** Folders of such files. */
  readonly folders: readonly string[];
  /** Folder that is kept from one build to the next. */
  readonly cache: string;
  /** Whether an install of one workspace wants the manifests of its neighbours. */
  readonly wantsNeighbours: boolean;
  /** Whether `install`, run by name, has `postinstall` behind it. */
  readonly runsHooks: boolean;
  /** Makes the program available. */
  readonly setUp: readonly Instruction[];
  /** Installs everything, exactly as the lock file says; refuses one that does not fit the manifest. */
  install(scope: InstallScope | undefined): ShellCommand;
  /** The same without packages for development. */
  installProduction(scope: InstallScope | undefined): ShellCommand;
  /** Takes packages for development away, and leaves all else as it is: code that scripts generated, too. */
  removeDevelopment(scope: InstallScope | undefined): ShellCommand;
  /** Runs a script of a workspace's manifest, or of the project's with `.`. */
  script(folder: string, name: string): ShellCommand;
}
