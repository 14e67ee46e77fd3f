/**
 * nginx configuration as values.
 *
 * @module
 * @example
 * ```ts
 * const server = block('server', [], [
 *   directive('listen', 80),
 *   directive('server_name', 'kitt.eh'),
 *   location('/', [directive('proxy_pass', expression`http://${variable('upstream')}`)]),
 * ]);
 * const findings = checkNginx([server]);
 * const text = printNginx([server]);
 * ```
 */

// what is wrong
export { checkNginx } from './check';
export { NginxError } from './errors';
export type { NginxFinding } from './finding';
// nodes
export type { Argument, Directive, Entry, Expression, NginxNode, Regex, Variable, Verbatim } from './model';
export type { Condition, FileTest, LocationMatch } from './nodes';
export {
  block,
  comment,
  directive,
  dollarVariable,
  entry,
  ifBlock,
  location,
  map,
  mapDefault,
  mapEntry,
} from './nodes';
// text
export { printNginx } from './print';
// values that are not plain text
export { capture, escapeRegex, expression, regex, variable, verbatim } from './values';
