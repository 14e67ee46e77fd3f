/**
 * The report of an import, for people and for programs.
 *
 * @module
 */
import { hasErrors } from '../../../core';
import type { Imported } from '../../../import';
import { SECTIONS, singular } from '../../../languages/compose';
import { shellWord } from '../../../languages/shell';
import { documentOf, place } from '../../shared/document';

export interface ImportReport {
  readonly imported: Imported;
  /** The file that was written, from the working directory; undefined if it was printed. */
  readonly file: string | undefined;
  /** Packages that the stack file imports and that are not installed. */
  readonly needs: readonly string[];
}

/** The result, the parts that could not be carried over, and the next steps. */
export function describeImport({ imported, file = 'stack.ts', needs }: ImportReport, cwd: string): string {
  const lines = [`${file}  written: ${contents(imported)}, from ${sources(imported, cwd)}`];
  if (imported.notCarried.length > 0) {
    lines.push('', 'Not carried:');
    lines.push(...imported.notCarried.map(({ pointer, why }) => `  ${pointer.join('.') || 'the project'}: ${why}`));
  }
  lines.push(...recognizedIn(imported));
  lines.push('', 'Next:');
  if (needs.length > 0) lines.push(`  npm install --save-dev ${needs.join(' ')}`);
  const app = file === 'stack.ts' ? '' : ` --app ${shellWord(file)}`;
  lines.push(`  npx synth${app}`, '');
  return lines.join('\n');
}

/** The parts that constructs replace, and reasons for the others. */
function recognizedIn({ notRecognized, remarks, secretFiles }: Imported): readonly string[] {
  const lines = [
    ...secretFiles.map((secret) => `  ${secret.service}: Its password is in ${secret.file} now, which git ignores.`),
    ...remarks.map(({ service, what }) => `  ${service}: ${what}`),
  ];
  return [
    ...(lines.length > 0 ? ['', 'Recognized:', ...lines] : []),
    ...(notRecognized.length > 0 ? ['', 'Not recognized:'] : []),
    ...notRecognized.map(({ service, why }) => `  ${service}: ${why}`),
  ];
}

/** The document of `--json`; paths are relative to the working directory. */
export function documentImport({ imported, file, needs }: ImportReport, cwd: string): string {
  const { diagnostics, name, environments, notCarried, read, source, notRecognized, remarks, secretFiles } = imported;
  const isDone = source !== undefined && !hasErrors(diagnostics);
  const done = {
    ...(isDone && { name, ...(file === undefined ? { source } : { file }), environments }),
    read: read.map((path) => place(path, cwd)),
    notCarried,
    notRecognized,
    remarks: remarks.map(({ service, what }) => ({ service, what })),
    // never the values
    secretFiles: secretFiles.map(({ file: path, service }) => ({ file: path, service })),
    needs,
  };
  return documentOf(done, diagnostics, cwd);
}

/** As many files as a line holds. */
const MOST_FILES = 4;

/** `compose.yaml, .env and 3 more files`. */
function sources({ read }: Imported, cwd: string): string {
  const names = read.map((path) => (place(path, cwd) === '-' ? 'standard input' : place(path, cwd)));
  const rest = names.length - MOST_FILES;
  return rest <= 1 ? names.join(', ') : `${names.slice(0, MOST_FILES).join(', ')} and ${rest} more files`;
}

function contents({ project, environments }: Imported): string {
  const counts = SECTIONS.flatMap((section) => {
    const number = Object.keys(project[section] ?? {}).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? singular(section) : section}`];
  });
  const several = environments.length > 1 ? [`environments ${environments.join(' and ')}`] : [];
  return [...counts, ...several].join(', ') || 'an empty project';
}
