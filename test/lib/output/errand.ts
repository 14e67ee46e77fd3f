/** What a child process and the test that starts it have in common: requests, and a disk that fails on purpose. */

import type { OutputFolder, OutputSecret, WriteRequest } from '../../../lib/output';
import type { Disk } from '../../../lib/output/disk';

export type Contents = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Folders from `{ folder: { path: content } }`; each file comes from a construct of its folder. */
export function foldersOf(all: Contents): readonly OutputFolder[] {
  return Object.entries(all).map(([name, files]) => ({
    name,
    files: new Map(Object.entries(files).map(([path, content]) => [path, { content, construct: `${name}/c` }])),
  }));
}

export function requestOf(out: string, all: Contents, secrets: readonly OutputSecret[] = []): WriteRequest {
  return { out, folders: foldersOf(all), secrets };
}

export const CHANGING = [
  'create',
  'makeFolder',
  'makePath',
  'rename',
  'link',
  'copy',
  'remove',
  'removeFolder',
  'changeMode',
] as const;

export type Changing = (typeof CHANGING)[number];

/** A disk that runs `before` ahead of each call that changes something; `before` may throw, kill or look. */
export function watched(disk: Disk, before: (call: number, name: Changing, path: string) => void): Disk {
  let calls = 0;
  const wrap = <A extends readonly unknown[], R>(name: Changing, method: (...args: A) => R) => {
    return (...args: A): R => {
      before(calls++, name, String(args[name === 'rename' || name === 'link' ? 1 : 0]));
      return method(...args);
    };
  };
  return {
    ...disk,
    create: wrap('create', disk.create),
    makeFolder: wrap('makeFolder', disk.makeFolder),
    makePath: wrap('makePath', disk.makePath),
    rename: wrap('rename', disk.rename),
    link: wrap('link', disk.link),
    copy: wrap('copy', disk.copy),
    remove: wrap('remove', disk.remove),
    removeFolder: wrap('removeFolder', disk.removeFolder),
    changeMode: wrap('changeMode', disk.changeMode),
  };
}

/** An error as the operating system's. */
export function systemError(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });
}

/** What a child process is asked to do; see `child.ts`. */
export interface Errand {
  readonly out: string;
  readonly contents: Contents;
  readonly secrets?: readonly OutputSecret[];
  /** How often; with `salt`, each time with other contents. */
  readonly times?: number;
  readonly salt?: string;
  readonly lockTimeout?: number;
  /** The call that changes something, counted from 0, before which the process gets this signal. */
  readonly signalAt?: { readonly call: number; readonly signal: NodeJS.Signals; readonly half?: boolean };
  /** The call that the system refuses. */
  readonly failAt?: { readonly call: number; readonly code: string };
  readonly handles?: NodeJS.Signals;
  /** Before each file it says so and waits, in milliseconds. */
  readonly hold?: number;
  /** It says so before it begins. */
  readonly announces?: boolean;
}
