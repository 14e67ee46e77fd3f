import type { Finding, Rule } from './rule';

/** A variable whose value is its own name. */
export const variableNamesItself: Rule = {
  id: 'variable-names-itself',
  severity: 'warning',
  reason: 'Nothing is substituted: the container gets the name itself as the value.',
  *check({ canonical: project, origins }): Iterable<Finding> {
    for (const [service, { environment }] of Object.entries(project.services ?? {})) {
      for (const [name, value] of Object.entries(environment ?? {})) {
        if (typeof value !== 'string' || name.length < 3 || !namesItself(name, value)) continue;
        yield {
          at: origins.get('services', service),
          message: `Service "${service}" sets ${name} to ${JSON.stringify(value)}, which is its own name and not a value.`,
          remedy: `Write the value, or Variable.required(${JSON.stringify(name)}) if the deploying shell knows it.`,
        };
      }
    }
  },
};

function namesItself(name: string, value: string): boolean {
  return [name, `$${name}`, `\${${name}}`].includes(value);
}
