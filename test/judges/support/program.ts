/**
 * Calls a judge.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bin } from './install';

/** `describe`, whose tests report themselves as skipped with SKIP_JUDGES=1. */
export const describeJudged = process.env['SKIP_JUDGES'] === '1' ? describe.skip : describe;

export interface Call {
  /** Folder that it runs in: a judge's own settings are looked up there. */
  readonly cwd?: string;
  readonly input?: string;
  /** Exit codes that mean that it has judged. @default 0 and 1, which is how most say that they found something */
  readonly codes?: readonly number[];
}

/**
 * What the judge printed.
 *
 * @throws Error if it could not judge
 */
export function call(name: string, args: readonly string[], { cwd, input = '', codes = [0, 1] }: Call = {}): string {
  const { status, stdout, stderr, error } = spawnSync(join(bin, name), args, {
    encoding: 'utf8',
    input,
    maxBuffer: 64 * 1024 * 1024,
    ...(cwd !== undefined && { cwd }),
  });
  if (error || status === null || !codes.includes(status)) {
    throw new Error(`${name} ended with ${status}: ${error?.message ?? ''}\n${stdout}${stderr}`);
  }
  return stdout;
}
