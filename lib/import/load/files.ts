/**
 * Files on disk: read once, whole, and never more than a Compose file can be.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Diagnostic, SourceLocation } from '../../core';
import {
  type ComposeFile,
  type ComposeText,
  interpolate,
  isDeferred,
  mergeProjects,
  type Project,
  parseCompose,
} from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { nearest } from '../../words';
import * as errors from './errors';
import { type FileCache, type Found, LARGEST } from './file-cache';
import type { IsInside } from './inside';
import { FILE_NAMES } from './lookup';
import type { Report } from './report';

/** As many files as a project may consist of. */
const MOST = 2000;

/** A Compose file, or a document of one. */
export interface Source {
  /** Absolute. */
  readonly path: string;
  /** Tells it from all other sources. */
  readonly id: string;
  readonly file: ComposeFile;
  /** Its documents, merged. */
  readonly data: PlainMap;
  /** Its documents, each a source; the source itself, if it has only one. */
  readonly documents: readonly Source[];
}

/** Where a place of a file is written; the nearest place around it that is written, if it is not. */
export function locationIn(
  source: Source,
  pointer: readonly string[],
  where: 'key' | 'value' = 'key',
): SourceLocation | undefined {
  for (let length = pointer.length; length >= 0; length--) {
    const place = pointer.slice(0, length);
    for (const { file } of [...source.documents].reverse()) {
      const position = file.locate(place, where) ?? file.locate(place);
      if (position !== undefined) return { file: source.path, line: position.line, column: position.column };
    }
  }
  return undefined;
}

/** Who names a file, and how: with variables, maybe. */
export interface NamedBy {
  readonly at?: SourceLocation | undefined;
  readonly text?: ComposeText;
}

/** The source of files. */
export interface Surroundings {
  readonly disk: FileCache;
  readonly isInside: IsInside;
  /** The base of paths in messages; absolute. */
  readonly cwd: string;
}

/** Reads files and says what is wrong with them. */
export class Files {
  private readonly sources = new Map<string, Source | undefined>();
  private readonly names: string[] = [];

  constructor(
    private readonly report: Report,
    private readonly around: Surroundings,
  ) {}

  /** Whether a file is of the project. @param path absolute */
  isInside(path: string): boolean {
    return this.around.isInside(path);
  }

  /** All files that were read, Compose and env files, in order. */
  get read(): readonly string[] {
    return this.names;
  }

  /**
   * A Compose file; undefined if it cannot be read, which is reported.
   *
   * @param path absolute
   * @param by who names it
   */
  compose(path: string, by: NamedBy): Source | undefined {
    if (!this.sources.has(path)) this.sources.set(path, this.parse(path, this.bytes(path, by)));
    return this.sources.get(path);
  }

  /** A text that a program passes instead of a file; `path` is its name. */
  standardInput(path: string): Source | undefined {
    if (!this.sources.has(path)) {
      this.sources.set(path, this.parse(path, this.taken(path, this.around.disk.readStandardInput(path), {})));
    }
    return this.sources.get(path);
  }

  /** The text of a file; undefined if it cannot be read, which is reported. */
  text(path: string, by: NamedBy): string | undefined {
    const content = this.bytes(path, by);
    return typeof content === 'string' ? content : content?.toString('utf8');
  }

  private bytes(path: string, by: NamedBy): string | Buffer | undefined {
    if (this.names.length >= MOST) {
      this.report.add(errors.tooManyFiles(MOST, by.at));
      return undefined;
    }
    return this.taken(path, this.around.disk.read(path), by);
  }

  private taken(path: string, found: Found, by: NamedBy): string | Buffer | undefined {
    if ('content' in found) {
      this.names.push(path);
      return found.content;
    }
    this.report.add(this.whyUnread(path, found.unread, by));
    return undefined;
  }

  private whyUnread(path: string, reason: string, { at, text }: NamedBy): Diagnostic {
    // what a variable holds is for the host to know
    const shown = text !== undefined && isDeferred(text) ? interpolate(text) : this.shown(path);
    const meant = (near: string): string | undefined => {
      // no message names other files outside the project
      const found = this.isInside(dirname(near)) ? guess(near, at) : undefined;
      return found === undefined ? undefined : this.shown(found);
    };
    switch (reason) {
      case 'ENOENT':
      case 'ENOTDIR':
        return errors.fileMissing(shown, at, meant(path));
      case 'EISDIR':
        return errors.fileIsFolder(shown, at, meant(join(path, FILE_NAMES[0] ?? '')));
      case 'too large':
        return errors.fileTooLarge(shown, LARGEST, at);
      case 'silent':
        return errors.pipeSilent(shown, at);
      default:
        return errors.fileUnreadable(shown, reason, at);
    }
  }

  /** A path as a person would write it. */
  private shown(path: string): string {
    const short = relative(this.around.cwd, path) || '.';
    return short.length < path.length ? short.replaceAll('\\', '/') : path;
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
  return file.findings.some(({ id, severity }) => severity !== 'warning' && isGap(id));
}

/** Whether a mistake of this id keeps a part of the file from being read. */
export function isGap(id: string): boolean {
  return (id.startsWith('yaml-') && id !== 'yaml-duplicate-key') || id === 'too-deep';
}

/** The file beside it that was probably meant; not the one that names it. */
function guess(path: string, at: SourceLocation | undefined): string | undefined {
  const wanted = basename(path);
  try {
    const beside = readdirSync(dirname(path))
      .slice(0, 2000)
      .filter((name) => join(dirname(path), name) !== at?.file);
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
