/**
 * The common project of all environments, and the changes of each.
 *
 * @module
 */
import { type Project, SECTIONS, sectionOf } from '../languages/compose';
import type { PlainMap } from '../languages/yaml';
import type { Environments } from './environments';
import { type Commented, environmentOf } from './overlay';
import type { WriteEnvironment } from './write';

export interface Changes {
  readonly shared: Commented;
  /** Of each environment, in their order. */
  readonly changes: readonly WriteEnvironment[];
}

export function changesIn({ base, environments }: Environments): Changes {
  const written: Commented = { project: base.project, notes: base.loaded.notes };
  const wholes = environments.flatMap(({ isAlone, read }) => (isAlone && read !== base ? [read.project] : []));
  const others = environments.filter(({ isAlone, read }) => !isAlone || read === base);
  // what no environment has but the one that the base is, it says by itself
  const isSplit = wholes.length > 0 && others.length === 1 && others[0]?.read === base;
  const shared = isSplit ? commonTo(written, wholes) : written;
  const changes = environments.map(({ name, read, isAlone }) => {
    if (read === base && !isSplit) return { name };
    const whole = { project: read.project, notes: read.loaded.notes };
    const files = isAlone || read === base ? [] : read.files.slice(base.loaded.files.length);
    return environmentOf({ name, base: shared, whole, files });
  });
  return { shared, changes };
}

/** A project without the elements that none of the others has. */
function commonTo({ project, notes }: Commented, others: readonly Project[]): Commented {
  const sections = new Map<string, PlainMap>();
  const entries = new Map(notes.entries);
  for (const section of SECTIONS) {
    const isKept = ([id]: readonly [string, unknown]): boolean =>
      others.some((other) => Object.hasOwn(sectionOf(other, section), id));
    const elements = Object.entries(sectionOf(project, section));
    const kept = elements.filter(isKept);
    if (kept.length === elements.length) continue;
    sections.set(section, Object.fromEntries(kept));
    const note = entries.get(section);
    if (note?.entries) entries.set(section, { ...note, entries: new Map([...note.entries].filter(isKept)) });
  }
  // elements of the same sections
  return { project: { ...project, ...Object.fromEntries(sections) } as Project, notes: { ...notes, entries } };
}
