/**
 * Diagnostics as GitHub shows them beside the lines of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 * @module
 */
import { relative } from 'node:path';
import type { Diagnostic } from '../../core';

type Variables = Readonly<Record<string, string | undefined>>;

/** Whether GitHub Actions runs this: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export function isGithub(env: Variables): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/** One line for each diagnostic. @param root folder that GitHub knows files by */
export function annotationsOf(diagnostics: readonly Diagnostic[], root: string): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic, root)}\n`).join('');
}

/** Where GitHub has checked out the repository. @default the working directory */
export function workspaceOf(env: Variables, cwd: string): string {
  return env['GITHUB_WORKSPACE'] || cwd;
}

function annotation({ id, severity, message, remedy, path, location }: Diagnostic, root: string): string {
  const places = location
    ? {
        file: relative(root, location.file).replaceAll('\\', '/'),
        line: String(location.line),
        col: String(location.column),
      }
    : {};
  const properties = Object.entries({ ...places, title: path ? `${id} (${path})` : id });
  const list = properties.map(
    ([name, value]) => `${name}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${severity} ${list.join(',')}::${escaped(`${message} ${remedy}`)}`;
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
