/**
 * @module
 */

/** An environment with such a name runs on a server that others reach. */
const SERVER = /^(prod|live|stag(e|ing)|pre-?prod|uat|preview)/i;

/** Whether an environment of this name runs on a server. */
export function isServer(environment: string): boolean {
  return SERVER.test(environment);
}
