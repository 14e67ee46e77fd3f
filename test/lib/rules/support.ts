import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic, Stack } from '../../../lib';
import { diagnosticsOf } from '../tree';

export const image = 'busybox:1.37';

/** What one rule says of a stack. */
export function said(id: string, build: (stack: Stack) => unknown, root?: string): readonly Diagnostic[] {
  return diagnosticsOf(build, root).filter((diagnostic) => diagnostic.id === id);
}

export function messages(id: string, build: (stack: Stack) => unknown, root?: string): string[] {
  return said(id, build, root).map(({ message }) => message);
}

const made: string[] = [];

/** A fresh folder for a `stack.ts`; removed after the tests of the file. */
export function freshRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
