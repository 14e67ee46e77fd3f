/**
 * The files that were read: files of several environments are read once, because pipes cannot be read again.
 *
 * @module
 */
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { SourceLocation } from '../../core';
import { NOT_WAITING, readBytes, STDIN, textOf } from './bytes';

/** Larger than any Compose file, and what a Compose file may have at most here. */
export const LARGEST = 5_000_000;

/** The content of a file, or the reason why it is unknown: a system error, `too large`, or `silent`. */
export type Found = { readonly content: string | Buffer } | { readonly unread: string };

/** Files on disk, each read at most once. */
export class FileCache {
  private readonly found = new Map<string, Found>();
  private readonly lines = new Map<string, readonly string[]>();

  /** @param stdin reads standard input. @default the one of this process */
  constructor(private readonly stdin?: () => string) {}

  /** @param path absolute */
  read(path: string): Found {
    const found = this.found.get(path) ?? readFile(path);
    this.found.set(path, found);
    return found;
  }

  /** @param path what standard input is called; absolute */
  readStandardInput(path: string): Found {
    const found = this.found.get(path) ?? (this.stdin ? { content: this.stdin() } : trying(() => contentOf(STDIN)));
    this.found.set(path, found);
    return found;
  }

  /** A line of a file that was read, as it was then. */
  lineAt({ file, line }: SourceLocation): string | undefined {
    const lines = this.lines.get(file) ?? this.linesOf(file);
    this.lines.set(file, lines);
    return lines[line - 1];
  }

  private linesOf(file: string): readonly string[] {
    const found = this.found.get(file);
    if (found === undefined || !('content' in found)) return [];
    const { content } = found;
    return (typeof content === 'string' ? content : textOf(content)).split(/\r?\n|[\r\u0085]/);
  }
}

function readFile(path: string): Found {
  return trying(() => {
    const handle = openSync(path, NOT_WAITING);
    try {
      const stats = fstatSync(handle);
      if (stats.isDirectory()) return { unread: 'EISDIR' };
      const found = contentOf(handle);
      const isSilent = stats.isFIFO() && 'content' in found && found.content.length === 0;
      return isSilent ? { unread: 'silent' } : found;
    } finally {
      closeSync(handle);
    }
  });
}

function trying(read: () => Found): Found {
  try {
    return read();
  } catch (error) {
    return { unread: codeOf(error) };
  }
}

function contentOf(handle: number): Found {
  const bytes = readBytes(handle, LARGEST);
  if (bytes === 'too many') return { unread: 'too large' };
  return bytes === 'too slow' ? { unread: 'silent' } : { content: bytes };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
