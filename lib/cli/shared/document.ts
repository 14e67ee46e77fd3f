/**
 * The document of `--json`.
 *
 * @module
 */
import { relative } from 'node:path';
import type { Diagnostic, RelatedLocation } from '../../core';
import { pageOf } from './page';

/** One document: what a command did, and the diagnostics with paths from the working directory. */
export function documentOf(
  done: Readonly<Record<string, unknown>>,
  diagnostics: readonly Diagnostic[],
  cwd: string,
): string {
  return `${JSON.stringify({ ...done, diagnostics: diagnostics.map((one) => fromFolder(one, cwd)) }, null, 2)}\n`;
}

/** A path from the working directory, with forward slashes. */
export function place(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').replaceAll('\\', '/');
}

function fromFolder(diagnostic: Diagnostic, cwd: string): Diagnostic & { readonly page?: string } {
  const { id, related } = diagnostic;
  const page = pageOf(id);
  return {
    ...diagnostic,
    ...(page && { page: `${place(page.file, cwd)}#${page.anchor}` }),
    ...located(diagnostic, cwd),
    ...(related && { related: related.map((other) => ({ ...other, ...located(other, cwd) })) }),
  };
}

function located({ location }: RelatedLocation | Diagnostic, cwd: string): Pick<Diagnostic, 'location'> {
  return location ? { location: { ...location, file: place(location.file, cwd) } } : {};
}
