/**
 * Whatever an overlay says, the program makes of it what Compose's merging makes of it.
 */
import fc from 'fast-check';
import { environmentOf } from '../../../../lib/import/overlay';
import { writeStack } from '../../../../lib/import/write';
import {
  canonicalProject,
  interpolate,
  isDeferred,
  isPlainMap,
  mergeProjects,
  type Project,
  Remove,
  Replace,
} from '../../../../lib/languages/compose';
import { project } from '../write/arbitrary';
import { generationOf } from '../write/run';

/** A project in which no two files of a service have one place: of those, merging keeps one. */
const tidy = project.map((made) => {
  const services = Object.entries(made.services ?? {}).map(([id, service]) => {
    const { secrets = [], configs = [], volumes = [], ...rest } = service;
    const lists = { secrets: apart(secrets), configs: apart(configs), volumes: apart(volumes) };
    return [id, { ...rest, ...lists }] as const;
  });
  return { ...made, services: Object.fromEntries(services) } as Project; // of the same parts
});

function apart(items: readonly unknown[]): readonly unknown[] {
  const target = (item: unknown): unknown => {
    if (isPlainMap(item)) return item['target'];
    return typeof item === 'string' && item.includes(':') ? item.split(':')[1] : item;
  };
  return [...new Map(items.map((item) => [target(item), item])).values()];
}

/** An overlay: another project, with some of its properties taken away or replaced. */
const overlay = fc
  .tuple(tidy, fc.infiniteStream(fc.constantFrom('keep', 'keep', 'keep', 'keep', 'reset', 'override')))
  .map(([made, choices]) => {
    const tagged = (value: unknown, depth: number): unknown => {
      const choice = depth === 0 ? 'keep' : choices.next().value;
      if (choice === 'reset') return new Remove();
      const inner =
        depth < 3 && isPlainMap(value)
          ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tagged(item, depth + 1)]))
          : value;
      return choice === 'override' && !hasTags(inner) && inner !== null ? new Replace(inner) : inner;
    };
    return tagged(made, 0) as Project; // with tags, which overlays have
  });

function hasTags(value: unknown): boolean {
  return (
    value instanceof Remove || value instanceof Replace || (isPlainMap(value) && Object.values(value).some(hasTags))
  );
}

/** In long syntax, and without what says nothing. */
function meaningOf(given: Project): unknown {
  return plain(canonicalProject(given)) ?? {};
}

function plain(value: unknown): unknown {
  if (isDeferred(value)) return interpolate(value).replace(/\$(\w+)/g, '${$1}');
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => plain(item) ?? null);
  if (value === null || value === undefined) return undefined;
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const isDefault = (key === 'read_only' && item === false) || (key === 'required' && item === true);
    // a label without a value is empty
    const meant = isDefault ? undefined : plain(key === 'labels' ? withoutEmpty(item) : item);
    return meant === undefined ? [] : [[key, meant] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function withoutEmpty(labels: unknown): unknown {
  if (!isPlainMap(labels)) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function namesIn(given: Project): unknown {
  return Object.entries(given).map(([section, elements]) => [
    section,
    isPlainMap(elements) ? Object.keys(elements).sort() : [],
  ]);
}

test('an environment is what merging its overlay comes to', () => {
  fc.assert(
    fc.property(tidy, overlay, fc.boolean(), (base, over, isOneFile) => {
      const whole = mergeProjects(base, over as never); // an overlay, of the shape of a project
      const notes = {};
      const environment = environmentOf({
        name: 'production',
        base: { project: base, notes },
        whole: { project: whole, notes },
        files: isOneFile ? [{ project: over, notes }] : [],
      });
      const { text } = writeStack({ name: 'any', project: base, environments: [{ name: 'development' }, environment] });
      const { stacks, diagnostics } = generationOf(text, '/stack');
      const production = stacks.find(({ assembly }) => assembly.environment.name === 'production');
      const { name: _, ...found } = production?.assembly.project ?? { name: '' };
      expect(diagnostics.filter(({ id }) => id === 'escape-failed')).toEqual([]);
      expect(meaningOf(found)).toEqual(meaningOf(whole));
      expect(new Map(namesIn(found) as [])).toEqual(
        new Map([
          ...(namesIn(found) as [string, unknown][]).map(([key]) => [key, []] as const),
          ...(namesIn(whole) as []),
        ]),
      );
    }),
    { numRuns: Number(process.env['RUNS'] ?? 100) },
  );
});
