import type { Violation } from '../languages/compose';
import { quoted } from '../words';
import type { Rule } from './rule';

/** A variable whose value is its own name. */
export const variableNamesItself: Rule = {
  id: 'variable-names-itself',
  severity: 'warning',
  reason: 'Nothing is substituted: the container gets the name itself as the value.',
  *check({ project, canonical }): Iterable<Violation> {
    for (const [service, { environment }] of Object.entries(canonical.services ?? {})) {
      for (const [name, value] of Object.entries(environment ?? {})) {
        if (typeof value !== 'string' || name.length < 3 || !namesItself(name, value)) continue;
        yield {
          pointer: ['services', service, 'environment', keyIn(project.services?.[service]?.environment, name)],
          message: `Service "${service}" sets ${name} to ${quoted(value)}, which is its own name and not a value.`,
          remedy: `Write the value, or Variable.required(${quoted(name)}) if the deploying shell knows it.`,
        };
      }
    }
  },
};

/** Where a variable stands in the form that was written: in a list, the last item that sets it counts. */
function keyIn(environment: unknown, name: string): string {
  if (!Array.isArray(environment)) return name;
  return String(environment.findLastIndex((item) => typeof item === 'string' && item.startsWith(`${name}=`)));
}

function namesItself(name: string, value: string): boolean {
  return [name, `$${name}`, `\${${name}}`].includes(value);
}
