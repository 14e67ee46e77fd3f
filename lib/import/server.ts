/**
 * @module
 */

/** What is called like this runs where other people reach it. */
const SERVER = /^(prod|live|stag(e|ing)|pre-?prod|uat|preview)/i;

/** Whether an environment of this name runs on a server. */
export function isServer(environment: string): boolean {
  return SERVER.test(environment);
}
