/**
 * A project as the checks look at it: written in whatever form, possibly wrong, possibly a part of a whole.
 *
 * @module
 */
import { entriesOf, isPlainMap, mapOf, type PlainMap } from '../../data';
import type { Section } from '../../sections';

/** A service, and whether Compose looks at it. */
export interface ServiceView {
  readonly name: string;
  readonly pointer: readonly string[];
  readonly service: PlainMap;
  /** `undefined`: a variable hides its profiles. */
  readonly profiles: readonly string[] | undefined;
  /** Whether it has no profile, or an active one. */
  readonly isEnabled: boolean;
}

export interface View {
  readonly project: PlainMap;
  /** All services that are maps, those that are off included. */
  readonly services: readonly ServiceView[];
  /** Whether what is not defined here may be defined elsewhere. */
  readonly isFragment: boolean;
  /** Whether other files define this name. */
  isElsewhere(name: string): boolean;
  /** Whether something that is not defined here is known to be there. */
  isKnown(section: Section, name: string): boolean;
  /** The names that the project defines. */
  defined(section: Section): PlainMap;
  service(name: string): ServiceView | undefined;
  /** Whether the second service runs whenever the first does; a variable in its profiles counts as yes. */
  runsWith(service: ServiceView, other: ServiceView): boolean;
}

export interface ViewOptions {
  /** Whether other files define what is missing, or the names of what they define. */
  readonly fragment: boolean | readonly string[];
  readonly active: readonly string[];
  readonly known: (section: Section, name: string) => boolean;
}

/** Looks at a project with these profiles active. */
export function viewOf(project: unknown, { fragment, active, known }: ViewOptions): View {
  const root = mapOf(project);
  const services = Object.entries(mapOf(root.services)).flatMap(([name, service]) =>
    isPlainMap(service) ? [lookAt(name, service, active)] : [],
  );
  const byName = new Map(services.map((service) => [service.name, service]));
  return {
    project: root,
    services,
    isElsewhere: (name) => typeof fragment === 'object' && fragment.includes(name),
    isFragment: fragment === true || listOf(root.include).length > 0,
    isKnown: known,
    defined: (section) => mapOf(root[section]),
    service: (name) => byName.get(name),
    runsWith: (service, other) =>
      other.isEnabled ||
      other.profiles === undefined ||
      (!service.isEnabled && (service.profiles?.some((profile) => other.profiles?.includes(profile)) ?? true)),
  };
}

function lookAt(name: string, service: PlainMap, active: readonly string[]): ServiceView {
  const listed = listOf(service.profiles);
  const profiles = listed.filter((profile) => typeof profile === 'string');
  const isKnown = profiles.length === listed.length;
  return {
    name,
    pointer: ['services', name],
    service,
    profiles: isKnown ? profiles : undefined,
    isEnabled: listed.length === 0 || active.includes('*') || profiles.some((profile) => active.includes(profile)),
  };
}

/** The value if it is a list, otherwise an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a path below another value. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => (isPlainMap(current) ? current[key] : undefined), value);
}

/** A name in a list or a map of names, and where it stands. */
export interface Mention {
  readonly name: string;
  readonly pointer: readonly string[];
}

/** The names in `['db']` and in `{ db: … }`. */
export function mentionsIn(value: unknown, pointer: readonly string[]): readonly Mention[] {
  if (isPlainMap(value)) return entriesOf(value).map(([name]) => ({ name, pointer: [...pointer, name] }));
  return listOf(value).flatMap((name, index) =>
    typeof name === 'string' ? [{ name, pointer: [...pointer, String(index)] }] : [],
  );
}

/** The sources of secrets and configs of a service: strings, or maps with a `source`. */
export function sourcesIn(value: unknown, pointer: readonly string[]): readonly Mention[] {
  return listOf(value).flatMap((entry, index) => {
    const place = [...pointer, String(index)];
    if (typeof entry === 'string') return [{ name: entry, pointer: place }];
    const source = isPlainMap(entry) ? (entry.source ?? '') : undefined;
    return typeof source === 'string' ? [{ name: source, pointer: place }] : [];
  });
}
