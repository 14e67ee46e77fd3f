/**
 * The folder for results of earlier runs: `node_modules/.cache/compose-constructs` of the user's project. Otherwise a
 * private temporary folder of this user, otherwise none.
 *
 * A cache decides which code runs. So a folder or file is used only if this user owns it and nobody else can write to
 * it. Writing replaces whole files; whatever fails here costs time and nothing else.
 *
 * @module
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isFile, isFolder } from './is-file';
import { pack, type Sections, unpack } from './pack';
import { loaderVersion } from './version';

const NAME = 'compose-constructs';
const OTHERS_MAY_WRITE = 0o022;

/** Compiled code only suits the very V8 that compiled it. */
const key = `${loaderVersion} ${process.version} ${process.platform} ${process.arch} ${process.versions.v8}`;
const uid = process.getuid?.();

/** One file of the cache. */
export interface CacheFile {
  read(): Sections | undefined;
  write(sections: Sections): void;
}

/** The cache for what is loaded from `root`, an absolute folder. */
export function openCache(root: string): (subject: string) => CacheFile {
  let folder: string | undefined;
  let sought = false;
  const chosen = (): string | undefined => {
    if (!sought) folder = folderFor(root);
    sought = true;
    return folder;
  };
  return (subject) => ({
    read: () => {
      const place = chosen();
      return place === undefined ? undefined : readFrom(join(place, fileName(subject)));
    },
    write: (sections) => {
      const place = chosen();
      if (place !== undefined) writeTo(join(place, fileName(subject)), pack(key, sections));
    },
  });
}

/** Different subjects that meet in one name only cost each other time: what is read is compared with its source. */
function fileName(subject: string): string {
  return `${basename(subject).replace(/[^\w.-]/g, '_')}-${crc32(`${key}\0${subject}`).toString(16)}.pack`;
}

function folderFor(root: string): string | undefined {
  const modules = nearestModules(root);
  const candidates = [
    ...(modules === undefined ? [] : [join(modules, '.cache', NAME)]),
    join(tmpdir(), uid === undefined ? NAME : `${NAME}-${uid}`),
  ];
  return candidates.find(usable);
}

/** `node_modules` beside the nearest package.json that has one. */
function nearestModules(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if (isFolder(modules) && isFile(join(at, 'package.json'))) return modules;
    if (dirname(at) === at) return undefined;
  }
}

function usable(folder: string): boolean {
  try {
    const existing = lstatSync(folder, { throwIfNoEntry: false });
    if (existing) return existing.isDirectory() && onlyOurs(existing);
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch {
    // Two first runs at once: the folder is there now, made by the other.
    const existing = lstatSync(folder, { throwIfNoEntry: false });
    return existing?.isDirectory() === true && onlyOurs(existing);
  }
}

function onlyOurs(stats: Stats): boolean {
  return uid === undefined || (stats.uid === uid && (stats.mode & OTHERS_MAY_WRITE) === 0);
}

function readFrom(file: string): Sections | undefined {
  let descriptor: number | undefined;
  try {
    // O_NOFOLLOW is missing on Windows, where it is not needed.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !onlyOurs(stats)) return undefined;
    return unpack(key, readFileSync(descriptor));
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function writeTo(file: string, bytes: Buffer): void {
  const draft = `${file}.${process.pid}.${process.hrtime.bigint().toString(36)}`;
  try {
    writeFileSync(draft, bytes, { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}
