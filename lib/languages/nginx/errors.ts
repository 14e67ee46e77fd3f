/**
 * Refusals to build or print: text that nginx could not read back as the same value.
 *
 * @module
 */
import { excerpt } from '../../words';
import type { NginxFinding } from './finding';

/** Thrown where a value cannot become nginx configuration; `finding` is the same sentence as data. */
export class NginxError extends Error {
  override readonly name = 'NginxError';

  constructor(readonly finding: NginxFinding) {
    super(`${finding.message} ${finding.remedy}`);
  }
}

function error(id: string, message: string, remedy: string, path: readonly string[] = []): NginxError {
  return new NginxError({ id, message, remedy, path });
}

export function invalidDirectiveName(name: string): NginxError {
  return error(
    'invalid-directive-name',
    `${excerpt(name)} is not a directive name.`,
    'Use lower-case letters, digits and underscores, such as "proxy_pass".',
  );
}

export function invalidVariableName(name: string): NginxError {
  return error(
    'invalid-variable-name',
    `${excerpt(name)} is not a variable name.`,
    'Use lower-case letters, digits and underscores without the dollar sign, such as variable("host").',
  );
}

export function invalidCapture(number: number): NginxError {
  return error('invalid-capture', `There is no capture ${number}.`, 'Use a number from 1 to 9, or a named capture.');
}

export function dollarInTemplate(text: string): NginxError {
  return error(
    'dollar-in-template',
    `${excerpt(text)} in an expression would be the characters themselves, not a variable.`,
    'Write ${variable("name")} for a variable, or splice the text as a value if the dollar sign is meant.',
  );
}

export function unprintableCharacter(value: string): NginxError {
  return error(
    'unprintable-character',
    `${excerpt(value)} has a character that nginx configuration cannot hold (NUL, or half of a surrogate pair).`,
    'Remove the character.',
  );
}

export function argumentTooLong(directive: string, bytes: number, limit: number): NginxError {
  return error(
    'argument-too-long',
    `An argument of "${directive}" takes ${bytes} bytes, and nginx reads at most ${limit}.`,
    'Shorten it, or keep the text in a file that nginx serves or includes.',
    [directive],
  );
}

export function dollarInUnknownDirective(directive: string, value: string): NginxError {
  return error(
    'dollar-in-unknown-directive',
    `It is not known whether "${directive}" reads variables, so the dollar sign in ${excerpt(value)} has no safe spelling.`,
    'Use verbatim(…) if the directive does not read variables, or an expression if it does.',
    [directive],
  );
}

export function literalLooksLikeSyntax(directive: string, value: string): NginxError {
  return error(
    'literal-looks-like-syntax',
    `"${directive}" gives ${excerpt(value)} a meaning of its own, and has no spelling for the text itself.`,
    'Use regex(…) for a regular expression, or verbatim(…) if the special meaning is intended.',
    [directive],
  );
}

export function regexExpected(directive: string): NginxError {
  return error(
    'regex-expected',
    `The first argument of "${directive}" is a regular expression, and a plain string is text.`,
    'Use regex(…).',
    [directive],
  );
}

export function regexNotAllowed(directive: string): NginxError {
  return error(
    'regex-not-allowed',
    `"${directive}" takes no regular expression there.`,
    'Use a string, an expression or verbatim(…).',
    [directive],
  );
}

export function invalidLocation(value: string): NginxError {
  return error(
    'invalid-location',
    `${excerpt(value)} is no location.`,
    'Use a path that begins with "/", "@name", or regex(…); location(…) builds all of them.',
  );
}

export function invalidCondition(): NginxError {
  return error(
    'invalid-condition',
    'An "if" needs a variable, or a variable, an operator and a value, or a file test and a path.',
    'Build it with ifBlock(…).',
  );
}

export function invalidEntry(block: string, key: string): NginxError {
  return error(
    'invalid-entry',
    `${excerpt(key)} is no key of a "${block}" block.`,
    'See the documentation of that block.',
    [block],
  );
}

export function invalidComment(text: string): NginxError {
  return error('invalid-comment', `The comment ${excerpt(text)} has a control character.`, 'Remove the character.');
}
