/**
 * Compares the request with the disk: files to write, to leave, to remove, and obstacles. Reads only.
 *
 * @module
 */

import { type Diagnostic, MARK } from '../core';
import type { Content, Disk } from './disk';
import * as errors from './errors';
import type { Operation } from './journal';
import {
  isConflicted,
  type ManifestEntry,
  type ManifestText,
  printManifest,
  readManifest,
  sha256,
  wrote,
} from './manifest';
import type { OutputFile, OutputFolder, WrittenFolder } from './model';
import { findOrphans } from './orphans';
import { folderOf, foldersAbove, MANIFEST } from './paths';
import { Tree } from './tree';

/** The steps to take; paths relative to `out`. */
export interface Plan {
  readonly operations: readonly Operation[];
  /** New content by path. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Construct by path. */
  readonly constructs: ReadonlyMap<string, string>;
  readonly folders: readonly WrittenFolder[];
  readonly diagnostics: readonly Diagnostic[];
}

export function planFolders(disk: Disk, out: string, folders: readonly OutputFolder[]): Plan {
  const plans = folders.map((folder) => planFolder(disk, out, folder));
  const changed = plans.flatMap((plan) => plan.operations);
  return {
    operations: changed,
    contents: new Map(plans.flatMap((plan) => [...plan.contents])),
    constructs: new Map(plans.flatMap((plan) => [...plan.constructs])),
    folders: plans.flatMap((plan) => plan.folders),
    diagnostics: [...plans.flatMap((plan) => plan.diagnostics), ...deniedFolders(disk, out, changed)],
  };
}

/** The folders that need a change which this user may not make. */
function deniedFolders(disk: Disk, out: string, operations: readonly Operation[]): readonly Diagnostic[] {
  const folders = new Set(operations.map(({ path }) => folderOf(path)));
  return [...folders]
    .map((folder) => `${out}/${folder}`)
    .filter((place) => disk.look(place)?.kind === 'folder' && !disk.writable(place))
    .map((place) => errors.accessDenied(place));
}

/** The steps in one folder, without a check of permissions. */
export function planFolder(disk: Disk, out: string, folder: OutputFolder): Plan {
  return new FolderPlan(disk, out, folder).make();
}

class FolderPlan {
  readonly #tree: Tree;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #contents = new Map<string, Uint8Array>();
  readonly #entries = new Map<string, ManifestEntry>();
  readonly #made = new Set<string>();
  readonly #puts: Operation[] = [];
  readonly #written: string[] = [];
  readonly #unchanged: string[] = [];
  /** Whether the manifest may lack files that synth wrote. */
  #isIncomplete = false;

  constructor(
    disk: Disk,
    readonly out: string,
    readonly folder: OutputFolder,
  ) {
    this.#tree = new Tree(disk, `${out}/${folder.name}`);
  }

  make(): Plan {
    const found = this.#guard(MANIFEST, undefined, () => this.#readManifest());
    if (found === undefined) return this.#plan([], []);
    this.#isIncomplete = found.bytes === undefined ? this.#isMarked() : found.damage !== undefined;
    if (this.#isIncomplete) {
      const reason = found.damage ?? 'it was missing';
      this.#diagnostics.push(errors.manifestRebuilt(this.#tree.place(MANIFEST), reason));
    }
    const orphans = this.#guard('', undefined, () =>
      findOrphans(this.#tree, found.manifest, new Set(this.folder.files.keys())),
    );
    if (orphans === undefined) return this.#plan([], []);
    this.#diagnostics.push(...orphans.diagnostics);
    for (const [path, file] of this.folder.files) {
      const before = found.manifest.get(path) ?? orphans.respelled.get(path);
      this.#guard(path, file.construct, () => this.#planFile(path, file, before));
    }
    const manifest = Buffer.from(printManifest(this.#entries));
    if (!found.bytes?.equals(manifest)) this.#put(MANIFEST, manifest, sha256(manifest), found.bytes !== undefined);
    return this.#plan(orphans.operations, orphans.files);
  }

  /** Runs one step; what the system refuses becomes a diagnostic, and the next step goes on. */
  #guard<T>(path: string, construct: string | undefined, step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      this.#diagnostics.push(errors.refused(error, this.#tree.place(path), construct));
      return undefined;
    }
  }

  #readManifest(): (ManifestText & { readonly bytes: Content | undefined }) | undefined {
    const place = this.#tree.place(MANIFEST);
    const reach = this.#tree.reach(MANIFEST);
    const entry = reach === 'there' ? this.#tree.look(MANIFEST) : undefined;
    if (typeof reach === 'object') this.#diagnostics.push(reach);
    else if (entry === undefined) return { manifest: new Map(), bytes: undefined };
    else if (entry.kind === 'folder') this.#diagnostics.push(errors.folderInTheWay(place));
    else if (entry.kind !== 'file') this.#diagnostics.push(errors.fileNotOurs(place));
    else {
      const bytes = this.#tree.read(MANIFEST);
      return { ...readManifest(bytes.toString('utf8')), bytes };
    }
    return undefined;
  }

  /** Whether the folder is one that synth wrote, as its Compose file says. */
  #isMarked(): boolean {
    return [...this.folder.files].some(([path, { content }]) => {
      if (!isOurs(content) || this.#tree.reach(path) !== 'there' || this.#tree.look(path)?.kind !== 'file')
        return false;
      return isOurs(this.#tree.read(path).toString('utf8'));
    });
  }

  #planFile(path: string, { content, construct }: OutputFile, before: ManifestEntry | undefined): void {
    const tree = this.#tree;
    const place = tree.place(path);
    const reach = tree.reach(path, construct);
    if (typeof reach === 'object') {
      this.#diagnostics.push(reach);
      return;
    }
    const bytes = Buffer.from(content);
    const entry = reach === 'missing' || tree.isLeaving(path) ? undefined : tree.look(path);
    if (entry === undefined) {
      this.#written.push(path);
      this.#put(path, bytes, this.#record(path, bytes, construct), false);
    } else if (entry.kind === 'folder') {
      this.#diagnostics.push(errors.folderInTheWay(place, construct));
    } else if (entry.kind !== 'file') {
      this.#diagnostics.push(errors.fileNotOurs(place, construct));
    } else {
      const current = tree.read(path);
      if (current.equals(bytes)) {
        this.#unchanged.push(path);
        // what synth wrote before has its digest in the manifest: a run that changes nothing computes none
        this.#entries.set(path, { construct, sha256: before?.sha256 ?? sha256(bytes) });
      } else if (before === undefined && !this.#isIncomplete) {
        this.#diagnostics.push(errors.fileNotOurs(place, construct));
      } else {
        this.#replace(path, current, construct, before);
        this.#written.push(path);
        this.#put(path, bytes, this.#record(path, bytes, construct), true);
      }
    }
  }

  /** Says what is lost with the content that is there now, and keeps it where it may be somebody else's. */
  #replace(path: string, current: Content, construct: string, before: ManifestEntry | undefined): void {
    const text = current.toString('utf8');
    // both sides of a merge are what synth wrote
    if (isConflicted(text) || (before === undefined && isOurs(text))) return;
    const place = this.#tree.place(path);
    if (before === undefined) {
      const kept = this.#freePath(`${path}.kept`);
      this.#put(kept, current, sha256(current), false);
      this.#diagnostics.push(errors.fileKept(place, this.#tree.place(kept), construct));
    } else if (!wrote(before, sha256(current))) {
      this.#diagnostics.push(errors.editOverwritten(place, construct));
    }
  }

  #freePath(wanted: string): string {
    let path = wanted;
    for (let n = 2; this.#tree.look(path) !== undefined || this.folder.files.has(path); n += 1) path = `${wanted}-${n}`;
    return path;
  }

  /** @returns the digest that the manifest will have */
  #record(path: string, bytes: Uint8Array, construct: string): string {
    const digest = sha256(bytes);
    this.#entries.set(path, { construct, sha256: digest });
    return digest;
  }

  #put(path: string, bytes: Uint8Array, digest: string, replaces: boolean): void {
    for (const folder of ['', ...foldersAbove(path)]) {
      if (this.#tree.folder(folder) === undefined) this.#made.add(folder);
    }
    this.#contents.set(path, bytes);
    this.#puts.push({ do: 'put', path, sha256: digest, replaces });
  }

  #plan(removals: readonly Operation[], removed: readonly string[]): Plan {
    const made = [...this.#made].map((path): Operation => ({ do: 'make-folder', path }));
    const name = this.folder.name;
    const within = (path: string): string => (path === '' ? name : `${name}/${path}`);
    return {
      operations: [...removals, ...made, ...this.#puts].map((operation) => ({
        ...operation,
        path: within(operation.path),
      })),
      contents: new Map([...this.#contents].map(([path, bytes]) => [within(path), bytes])),
      constructs: new Map([...this.folder.files].map(([path, { construct }]) => [within(path), construct])),
      folders: [{ name, written: this.#written, unchanged: this.#unchanged, removed }],
      diagnostics: this.#diagnostics,
    };
  }
}

/** Whether a file's first line says that synth wrote it. */
function isOurs(text: string): boolean {
  return text.slice(0, text.indexOf('\n') + 1).includes(MARK);
}
