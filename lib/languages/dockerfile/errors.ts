/**
 * Refusals to build or print: text that BuildKit could not read back as the same value.
 *
 * @module
 */
import { excerpt } from '../../words';
import type { DockerfileFinding } from './finding';

/** Thrown where a value cannot become part of a Dockerfile; `finding` is the same sentence as data. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';

  constructor(readonly finding: DockerfileFinding) {
    super(`${finding.message} ${finding.remedy}`);
  }
}

function error(id: string, message: string, remedy: string): DockerfileError {
  return new DockerfileError({ id, message, remedy, path: [] });
}

export function unprintableCharacter(value: string): DockerfileError {
  return error(
    'unprintable-character',
    `${excerpt(value)} has a character that a Dockerfile cannot hold (NUL, or half of a surrogate pair).`,
    'Remove the character.',
  );
}

/** @see https://docs.docker.com/reference/dockerfile/#environment-replacement */
export function lineBreak(what: string, value: string): DockerfileError {
  return error(
    'line-break',
    `${what} cannot have a line break, and ${excerpt(value)} has one: a Dockerfile has no escape for it.`,
    'Set the value where the container is started, or copy it in as a file.',
  );
}

export function nonAsciiFlag(value: string): DockerfileError {
  return error(
    'non-ascii-flag',
    `${excerpt(value)} is part of a flag, and BuildKit reads flags byte by byte, which breaks letters beyond ASCII.`,
    'Use a path of ASCII characters.',
  );
}

export function lineTooLong(bytes: number, limit: number): DockerfileError {
  return error(
    'line-too-long',
    `A line takes ${bytes} bytes, and BuildKit reads at most ${limit}.`,
    'Copy the text in as a file.',
  );
}

export function invalid(what: string, value: string, form: string): DockerfileError {
  return error(`invalid-${what.replaceAll(' ', '-')}`, `${excerpt(value)} is no ${what}.`, `Use ${form}.`);
}

export function empty(what: string): DockerfileError {
  return error(`empty-${what.replaceAll(' ', '-')}`, `There is no ${what}.`, 'Give at least one.');
}

export function dollarInTemplate(text: string): DockerfileError {
  return error(
    'dollar-in-template',
    `${excerpt(text)} in an expression would be the characters themselves, not a variable.`,
    'Write ${variable("NAME")} for a variable, or splice the text as a value if the dollar sign is meant.',
  );
}
