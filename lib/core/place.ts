/**
 * Where in the user's code something was said: captured cheaply when it happens, worked out only when it is needed.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceMaps } from '../process';
import type { SourceLocation } from './diagnostic';

/** A captured call stack. V8 formats `stack` when it is first read, so holding one costs next to nothing. */
export interface Trace {
  readonly stack?: string;
}

/** Enough to leave this library and a construct of the user's. */
const FRAMES = 16;

/** Captures where the caller's caller stands. */
export function trace(): Trace {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const captured: Trace = {};
  Error.captureStackTrace(captured, trace);
  Error.stackTraceLimit = before;
  return captured;
}

/**
 * The innermost place of a trace in the user's own files. Places in installed packages only count if there is no better
 * one; this library's never do.
 */
export function locate(captured: Trace | undefined): SourceLocation | undefined {
  const frames = (captured?.stack ?? '')
    .split('\n')
    .flatMap(frameOf)
    .filter((frame) => !isOurs(frame.file));
  const frame = frames.find(({ file }) => !file.includes(`${sep}node_modules${sep}`)) ?? frames[0];
  return frame && mapped(frame);
}

/** Only what has an absolute path is a file: `node:fs`, `<anonymous>` and evaluated code are not. */
const FRAME = /^\s+at (?:.*? \()?(?:async )?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/;

function frameOf(line: string): SourceLocation[] {
  const match = FRAME.exec(line);
  if (!match?.[1]) return [];
  const file = match[1].startsWith('file://') ? fileURLToPath(match[1]) : match[1];
  return [{ file, line: Number(match[2]), column: Number(match[3]) }];
}

/** `dist`, which has most of the library in `dist/rooms`; or, in the library's own tests, a source folder. */
const home = basename(__dirname) === 'rooms' ? dirname(__dirname) : __dirname;

const ours: readonly string[] =
  basename(home) === 'dist'
    ? [home + sep]
    : ['lib', 'constructs'].map((room) => join(dirname(dirname(__dirname)), room) + sep);

function isOurs(file: string): boolean {
  return ours.some((folder) => file.startsWith(folder)) || file.includes(`${sep}node_modules${sep}constructs${sep}`);
}

function mapped(frame: SourceLocation): SourceLocation {
  const json = sourceMaps.get(frame.file);
  if (json === undefined) return frame;
  const entry = parsed(json).findEntry(frame.line - 1, frame.column - 1);
  if (!('originalLine' in entry)) return frame;
  return { file: frame.file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** The last one read: many places in a row are usually of one file. */
let last: { readonly json: string; readonly map: SourceMap } | undefined;

function parsed(json: string): SourceMap {
  if (last?.json !== json) last = { json, map: new SourceMap(JSON.parse(json)) };
  return last.map;
}

/** The text of a line of the user's file, for a code frame; undefined where it cannot be read. */
export type LineAt = (location: SourceLocation) => string | undefined;

export const lineAt: LineAt = (location) => lineReader()(location);

/** The same for many places: every file is read once. */
export function lineReader(): LineAt {
  const files = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    const lines = files.get(file) ?? readLines(file);
    files.set(file, lines);
    return lines[line - 1];
  };
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
