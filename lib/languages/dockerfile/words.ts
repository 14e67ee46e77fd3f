/**
 * Words with a form of their own, where nothing needs quotes.
 *
 * @module
 */
import { invalid } from './errors';
import { partsOf, printVariable, type Text } from './text';

const ENV_NAME = /^[A-Za-z_][\w.-]*$/;
const ARG_NAME = /^[A-Za-z_]\w*$/;
const STAGE_NAME = /^[a-z][a-z0-9_.-]*$/;
const IMAGE = /^[\w./:@-]+$/;
const MODE = /^(?:[0-7]{3,4}|[ugoa]*[=+-][rwxXst]*(?:,[ugoa]*[=+-][rwxXst]*)*)$/;
const OWNER = /^[\w.-]+(?::[\w.-]+)?$/;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/;
const SIGNAL = /^(?:SIG[A-Z0-9]+(?:[+-]\d+)?|\d{1,3})$/;
const PORT = /^\d{1,5}\/(?:tcp|udp)$/;

function checked(what: string, form: string, pattern: RegExp, value: string): string {
  if (!pattern.test(value)) throw invalid(what, value, form);
  return value;
}

/** Names of variables may have dots and dashes, which some programs read: `discovery.type`. */
export const checkEnvName = (name: string): string =>
  checked('variable name', 'letters, digits, underscores, dots and dashes', ENV_NAME, name);

export const checkArgName = (name: string): string =>
  checked('argument name', 'letters, digits and underscores', ARG_NAME, name);

export const checkStageName = (name: string): string =>
  checked('stage name', 'lower-case letters, digits, dots, dashes and underscores', STAGE_NAME, name);

export const checkImage = (name: string): string => checked('image', 'a name such as "node:22"', IMAGE, name);

export const checkMode = (mode: string): string => checked('mode', 'octal digits such as "0644"', MODE, mode);

export const checkOwner = (owner: string): string => checked('owner', '"user" or "user:group"', OWNER, owner);

export const checkDuration = (value: string): string => checked('duration', 'a form such as "30s"', DURATION, value);

export const checkSignal = (signal: string): string => checked('signal', 'a name such as "SIGTERM"', SIGNAL, signal);

/** `8080` or `8080/udp`. */
export function checkPort(port: string | number): string {
  const number = typeof port === 'number' ? port : Number.parseInt(port, 10);
  const isRight = Number.isInteger(number) && number >= 1 && number <= 65535;
  if (!isRight || (typeof port === 'string' && !PORT.test(port))) {
    throw invalid('port', `${port}`, 'a number from 1 to 65535, or "53/udp"');
  }
  return `${port}`;
}

/** Text with variables whose other characters all have the form; it needs no quotes then. */
export function printPlain(what: string, form: string, pattern: RegExp, text: Text): string {
  const parts = partsOf(text).map((part) =>
    typeof part === 'string' ? checked(what, form, pattern, part) : printVariable(part),
  );
  if (parts.length === 0) throw invalid(what, '', form);
  return parts.join('');
}

export const printImage = (image: Text): string => printPlain('image', 'a name such as "node:22"', IMAGE, image);

export const printPlatform = (platform: Text): string =>
  printPlain('platform', 'a form such as "linux/amd64"', /^[a-z0-9/_.-]+$/, platform);

export const printUser = (user: Text): string => printPlain('user', '"user" or "user:group"', /^[\w.:-]+$/, user);
