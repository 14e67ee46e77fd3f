import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One way in which Compose is to read public files. */
export interface Case {
  /** The path that names it. */
  readonly case: string;
  /** What is passed with `-f`, in order, relative to `files/`. */
  readonly files: readonly string[];
  /** What is passed with `--env-file`; null stands for an empty one. */
  readonly env_file: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly services: number;
}

export function readCases(folder: string): readonly Case[] {
  const lines = readFileSync(join(folder, 'cases.jsonl'), 'utf8').trim().split('\n');
  const only = process.env['CASE'];
  return lines.map((line) => JSON.parse(line) as Case).filter((one) => only === undefined || one.case.includes(only));
}
