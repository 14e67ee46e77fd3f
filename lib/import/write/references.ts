/**
 * Where a service names another element: the program refers to it instead of repeating its name.
 *
 * @module
 */
import { type ComposeText, isDeferred, isOverride, partsOf, type Section } from '../../languages/compose';
import { array, type Expression, object, property, template } from '../../languages/typescript';
import { isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import type { ProgramElements } from './elements';
import type { Program } from './program';
import { commentsOf, listComments } from './values';

/** The properties whose values or keys are names of elements. */
const NAMING: Readonly<Record<string, Section>> = {
  depends_on: 'services',
  links: 'services',
  volumes_from: 'services',
  networks: 'networks',
  volumes: 'volumes',
  secrets: 'secrets',
  configs: 'configs',
  models: 'models',
};

/** The properties that may be `service:NAME`. */
const SHARING = new Set(['network_mode', 'ipc', 'pid']);

/** A property of a service with references to the elements that it names; undefined if it names none. */
export function withReferences(
  key: string,
  value: unknown,
  note: Note | undefined,
  program: Program,
): Expression | undefined {
  const { elements, values } = program;
  if (SHARING.has(key)) return sharing(value, elements);
  if (isOverride(value)) {
    const inner = withReferences(key, value.value, note, program);
    return inner && values.override(inner);
  }
  const section = Object.hasOwn(NAMING, key) ? NAMING[key] : undefined;
  if (section === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => {
      const inner = note?.entries?.get(String(index));
      return named(item, section, inner, program) ?? values.of(item, inner);
    });
    return array(items, listComments(value, note));
  }
  if (isPlainMap(value) && note?.merges === undefined) return keyed(value, section, note, program);
  return undefined;
}

/** `{ [backend.name]: … }` */
function keyed(map: PlainMap, section: Section, note: Note | undefined, { elements, values }: Program): Expression {
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  return object(
    entries.map(([id, value]) => {
      const inner = note?.entries?.get(id);
      return property(elements.reference(section, id) ?? id, values.of(value, inner), commentsOf(inner, value));
    }),
    note?.after === undefined ? {} : { closing: note.after },
  );
}

/** `data.name`, `` `${data.name}:/data:ro` `` or `{ source: data.name, … }` */
function named(item: unknown, section: Section, note: Note | undefined, program: Program): Expression | undefined {
  const { elements, values } = program;
  if (note?.alias !== undefined || note?.merges !== undefined) return undefined;
  if (typeof item === 'string') {
    const colon = item.indexOf(':');
    const id = colon < 0 ? item : item.slice(0, colon);
    // A path alone makes an anonymous volume.
    const reference = section === 'volumes' && colon < 0 ? undefined : elements.reference(section, id);
    return reference && colon >= 0 ? template([reference, item.slice(colon)]) : reference;
  }
  if (isDeferred(item)) return section === 'volumes' ? mountOf(item, program) : undefined;
  if (!isPlainMap(item) || typeof item['source'] !== 'string') return undefined;
  if (section === 'volumes' && item['type'] !== 'volume') return undefined;
  const reference = elements.reference(section, item['source']);
  return reference && values.map(item, note, (key) => (key === 'source' ? reference : undefined));
}

/** `` text`${data.name}:${path}` `` */
function mountOf(item: ComposeText, { elements, values }: Program): Expression | undefined {
  const [first, ...rest] = partsOf(item);
  const colon = typeof first === 'string' ? first.indexOf(':') : -1;
  if (typeof first !== 'string' || colon < 0) return undefined;
  const reference = elements.reference('volumes', first.slice(0, colon));
  return reference && values.text([first.slice(colon), ...rest], reference);
}

function sharing(value: unknown, elements: ProgramElements): Expression | undefined {
  if (typeof value !== 'string' || !value.startsWith('service:')) return undefined;
  const reference = elements.reference('services', value.slice('service:'.length));
  return reference && template(['service:', reference]);
}
