/**
 * Files on disk: read once, whole, and never more than a Compose file can be.
 *
 * @module
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Location, nearest } from '../../core';
import {
  type ComposeFile,
  isPlainMap,
  mergeProjects,
  type PlainMap,
  type Project,
  parseCompose,
} from '../../languages/compose';
import * as errors from './errors';
import { FILE_NAMES } from './lookup';
import type { Report } from './report';

/** Larger than any Compose file, and what a Compose file may have at most here. */
const LARGEST = 5_000_000;

/** As many files as a project may consist of. */
const MOST = 2000;

/** A Compose file, or a document of one. */
export interface Source {
  /** Absolute. */
  readonly path: string;
  /** Tells it from all other sources. */
  readonly id: string;
  readonly file: ComposeFile;
  /** What it says: its documents over each other. */
  readonly data: PlainMap;
  /** Its documents, each a source; the source itself, if it has only one. */
  readonly documents: readonly Source[];
}

/** Where a place of a file is written; the nearest place around it that is written, if it is not. */
export function locationIn(
  source: Source,
  pointer: readonly string[],
  where: 'key' | 'value' = 'key',
): Location | undefined {
  for (let length = pointer.length; length >= 0; length--) {
    const place = pointer.slice(0, length);
    for (const { file } of [...source.documents].reverse()) {
      const position = file.locate(place, where) ?? file.locate(place);
      if (position !== undefined) return { file: source.path, line: position.line, column: position.column };
    }
  }
  return undefined;
}

/** Reads files and says what is wrong with them. */
export class Files {
  private readonly sources = new Map<string, Source | undefined>();
  private readonly names: string[] = [];

  constructor(
    private readonly report: Report,
    private readonly stdin: (() => string) | undefined,
  ) {}

  /** All files that were read, Compose and env files, in order. */
  get read(): readonly string[] {
    return this.names;
  }

  /**
   * A Compose file; undefined if it cannot be read, which is reported.
   *
   * @param path absolute
   * @param at who names it
   */
  compose(path: string, at: Location | undefined): Source | undefined {
    if (!this.sources.has(path)) this.sources.set(path, this.parse(path, this.bytes(path, at)));
    return this.sources.get(path);
  }

  /** What a program passes instead of a file. */
  standardInput(path: string): Source | undefined {
    if (!this.sources.has(path)) {
      this.sources.set(path, this.parse(path, this.stdin?.() ?? this.contents(0, path, undefined)));
    }
    return this.sources.get(path);
  }

  /** The text of a file; undefined if it cannot be read, which is reported. */
  text(path: string, at: Location | undefined): string | undefined {
    return this.bytes(path, at)?.toString('utf8');
  }

  private bytes(path: string, at: Location | undefined): Buffer | undefined {
    if (this.names.length >= MOST) {
      this.report.add(errors.tooManyFiles(MOST, at));
      return undefined;
    }
    let handle: number;
    try {
      handle = openSync(path, 'r');
    } catch (error) {
      this.report.add(unopened(path, error, at));
      return undefined;
    }
    try {
      if (fstatSync(handle).isDirectory()) {
        this.report.add(errors.fileIsFolder(path, at, guess(join(path, FILE_NAMES[0] ?? ''))));
        return undefined;
      }
      this.names.push(path);
      return this.contents(handle, path, at);
    } finally {
      closeSync(handle);
    }
  }

  private contents(handle: number, path: string, at: Location | undefined): Buffer | undefined {
    try {
      const bytes = readAll(handle);
      if (bytes === undefined) this.report.add(errors.fileTooLarge(path, LARGEST, at));
      return bytes;
    } catch (error) {
      this.report.add(errors.fileUnreadable(path, codeOf(error), at));
      return undefined;
    }
  }

  private parse(path: string, text: string | Buffer | undefined): Source | undefined {
    if (text === undefined) return undefined;
    const file = parseCompose(text);
    const start = { line: 1, column: 1 };
    for (const { id, message, remedy, severity = 'error', position = start } of file.findings) {
      // A file that says nothing may stand beside others; whether all of them do is seen in the end.
      if (id === 'yaml-not-map' && file.data === undefined) continue;
      const { line, column } = position;
      this.report.add({ id, severity, message, remedy, location: { file: path, line, column } });
    }
    const documents = [file, ...file.others].map((document, index) => oneDocument(path, `${path}\n${index}`, document));
    const [first] = documents;
    if (documents.length === 1) return first;
    const data: unknown = documents.reduce<Project>((below, document) => mergeProjects(below, document.data), {});
    return { path, id: path, file, data: isPlainMap(data) ? data : {}, documents };
  }
}

function oneDocument(path: string, id: string, file: ComposeFile): Source {
  const project: unknown = file.project;
  const documents: Source[] = [];
  const source: Source = { path, id, file, data: isPlainMap(project) ? project : {}, documents };
  documents.push(source);
  return source;
}

/** Whether something in the file is missing from its data. */
export function isBroken({ file }: Source): boolean {
  return file.findings.some(({ severity }) => severity !== 'warning');
}

/** Bytes up to the end, of files, pipes and devices alike; undefined if they are too many. */
function readAll(handle: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    const read = readSync(handle, chunk, 0, chunk.length, null);
    if (read === 0) return Buffer.concat(chunks, size);
    size += read;
    if (size > LARGEST) return undefined;
    chunks.push(chunk.subarray(0, read));
  }
}

function unopened(path: string, error: unknown, at: Location | undefined) {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? errors.fileMissing(path, at, guess(path))
    : errors.fileUnreadable(path, code, at);
}

/** The file beside it that was probably meant. */
function guess(path: string): string | undefined {
  const wanted = basename(path);
  try {
    const beside = readdirSync(dirname(path)).slice(0, 2000);
    const stem = (name: string) => name.replace(/\.[^.]+$/, '');
    const name =
      nearest(wanted, beside) ??
      beside.find((other) => stem(other) === stem(wanted)) ??
      (/\.ya?ml$/.test(wanted) ? FILE_NAMES.find((other) => beside.includes(other)) : undefined);
    return name && join(dirname(path), name);
  } catch {
    return undefined; // no such folder, or none that may be looked into
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
