/**
 * @module
 */
import type { IConstruct } from 'constructs';
import type { Process } from './process';

/** A file that a program writes while it runs, for `readFile` of others: a SharedFile. */
export interface ReadableFile extends IConstruct {
  /** Absolute path of the file in each container. */
  readonly path: string;
  /** Lets a service that runs the reader's program have the file. @internal */
  readBy(reader: Process, fileVariable: string | undefined): void;
}

/** How a program reads a {@link ReadableFile}. */
export interface ReadFileOptions {
  /** Variable that holds the path of the file. @default none */
  readonly fileVariable?: string;
}
