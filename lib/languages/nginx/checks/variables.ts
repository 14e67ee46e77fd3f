import { dollarMeaning } from '../directives';
import type { NginxFinding } from '../finding';
import type { Argument, Directive, NginxNode } from '../model';
import { type Check, type DirectivePlace, named, pathOf, variablesOf } from './place';

/**
 * - `dollar-undeclared`: data with a dollar sign is printed with `${dollar}`, and nothing declares that variable.
 * - `variable-not-read`: a variable as argument of a directive that takes its arguments as they are.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_geo_module.html
 */
export const variables: Check = (places, nodes) => {
  const findings: NginxFinding[] = [];
  const asked = new Set<readonly NginxNode[]>();
  for (const place of places) {
    const { directive, parents } = place;
    const scope = parents.find(({ name }) => name === 'http' || name === 'stream')?.block ?? nodes;
    if (needsDollar(directive) && !asked.has(scope)) {
      asked.add(scope);
      if (!declaresDollar(scope)) findings.push(dollarUndeclared(place));
    }
    if (dollarMeaning(directive.name) === 'literal' && directive.args.some((argument) => isLost(argument, directive))) {
      findings.push({
        id: 'variable-not-read',
        message: `"${directive.name}" reads no variables: it gets the dollar sign and the name as they are.`,
        remedy: 'Write the value itself, or choose the value with a directive that reads variables.',
        path: pathOf(place),
      });
    }
  }
  return findings;
};

function dollarUndeclared(place: DirectivePlace): NginxFinding {
  return {
    id: 'dollar-undeclared',
    message: 'A dollar sign in data is printed as "${dollar}", and no geo block declares that variable.',
    remedy: 'Add dollarVariable() to the http (or stream) block.',
    path: pathOf(place),
  };
}

/** Whether the printer writes `${dollar}` for the directive itself or a line of its block. */
function needsDollar(directive: Directive): boolean {
  const entries = directive.name === 'map' ? (directive.block ?? []) : [];
  const values = entries.flatMap((node) => (node.kind === 'entry' ? node.values : []));
  const own = dollarMeaning(directive.name) === 'variable' ? directive.args : [];
  return [...own, ...values].some(hasDollar);
}

function hasDollar(argument: Argument): boolean {
  if (typeof argument === 'string') return argument.includes('$');
  if (typeof argument !== 'object' || argument.kind !== 'expression') return false;
  return argument.parts.some((part) => typeof part === 'string' && part.includes('$'));
}

function declaresDollar(nodes: readonly NginxNode[]): boolean {
  return named(nodes, 'geo').some(
    ({ args, block }) =>
      variablesOf(args.at(-1))[0]?.name === 'dollar' &&
      (block ?? []).some((node) => node.kind === 'entry' && node.key === undefined && node.values[0] === '$'),
  );
}

/** `server_name` reads one variable: https://nginx.org/en/docs/http/ngx_http_core_module.html#server_name */
function isLost(argument: Argument, directive: Directive): boolean {
  const names = variablesOf(argument).map(({ name }) => name);
  if (directive.name === 'server_name' && typeof argument === 'object' && argument.kind === 'variable') {
    return argument.name !== 'hostname';
  }
  return names.length > 0;
}
