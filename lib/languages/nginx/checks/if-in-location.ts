import type { NginxFinding } from '../finding';
import { type Check, literalText, pathOf } from './place';

/**
 * `if-in-location`: inside a location, `if` is a location of its own. It replaces the outer one, whose `try_files`,
 * headers and handlers are lost. Only `return` and a `rewrite` that ends are safe in it.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if
 */
export const ifInLocation: Check = (places) => {
  const findings: NginxFinding[] = [];
  for (const place of places) {
    const { directive, parents } = place;
    if (directive.name !== 'if' || parents.at(-1)?.name !== 'location') continue;
    const unsafe = directive.block?.find(
      (node) => node.kind === 'entry' || !isSafe(node.name, literalText(node.args[2])),
    );
    if (unsafe === undefined || unsafe.kind === 'entry') continue;
    findings.push({
      id: 'if-in-location',
      message: `"${unsafe.name}" in an "if" in a location: the "if" replaces that location when it is true.`,
      remedy:
        'Use a map, try_files or a location of its own. In such an "if" only return and "rewrite … last" are safe.',
      path: pathOf(place),
    });
  }
  return findings;
};

function isSafe(name: string, flag: string | undefined): boolean {
  if (name === 'rewrite') return flag === 'last' || flag === 'redirect' || flag === 'permanent';
  return name === 'return';
}
