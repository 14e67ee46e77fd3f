/**
 * What the constructor of the stack says: elements, in reading order, and what other environments change.
 *
 * @module
 */
import { isDeferred, isPlainMap, isReset, type Note, type PlainMap } from '../../languages/compose';
import {
  binary,
  blankLine,
  call,
  construct,
  type Expression,
  expressionStatement,
  identifier,
  ifStatement,
  propertyAccess,
  type Statement,
  stringLiteral,
  thisKeyword,
  variable,
} from '../../languages/typescript';
import type { Anchors } from './anchors';
import { BEFORE_SERVICES, CLASSES, type Elements, type Section } from './elements';
import { declarationOrder } from './order';
import type { NotCarried, WriteEnvironment, WriteRequest } from './request';
import { withPairs, writeEntries, writeService } from './services';
import { commentsOf, type Values } from './values';

/** Elements whose properties may be left out. */
const OPTIONAL: ReadonlySet<Section> = new Set(['networks', 'volumes']);

/** One map of elements, of the project or of an overlay. */
interface Layer {
  readonly data: PlainMap;
  readonly notes: Note | undefined;
  /** Keys from the top of the project, to say what is not carried. */
  readonly pointer: readonly string[];
}

export class StackBody {
  constructor(
    private readonly request: WriteRequest,
    private readonly elements: Elements,
    private readonly anchors: Anchors,
    private readonly imports: Set<string>,
    private readonly notCarried: NotCarried[],
  ) {}

  /** Gives every element a name, services first: theirs are the ones that a reader looks for. */
  nameElements(environments: readonly WriteEnvironment[]): void {
    const layers = [this.request.project, ...environments.map(({ overlay }) => overlay)];
    for (const section of ['services', ...BEFORE_SERVICES] as const) {
      for (const layer of layers)
        for (const id of Object.keys(sectionOf(layer, section))) this.elements.name(section, id);
    }
  }

  /** The statements after the call of `super`. */
  write(environments: readonly WriteEnvironment[], values: Values): readonly Statement[] {
    const base = { data: this.request.project as PlainMap, notes: this.request.notes, pointer: [] };
    const statements = [...this.layer(base, values)];
    for (const environment of environments) {
      const { overlay, notes, name } = environment;
      if (!isPlainMap(overlay)) continue;
      const changes = this.layer({ data: overlay, notes, pointer: [name] }, values);
      if (changes.length === 0) continue;
      const current = propertyAccess(propertyAccess(thisKeyword, 'environment'), 'name');
      const condition = binary(current, '===', stringLiteral(name));
      if (statements.length > 0) statements.push(blankLine);
      statements.push(ifStatement(condition, changes, commentsOf(notes, overlay)));
    }
    return statements;
  }

  private layer({ data, notes, pointer }: Layer, values: Values): readonly Statement[] {
    this.refuseOthers(data, pointer);
    const groups: (readonly Statement[])[] = [];
    for (const section of BEFORE_SERVICES) {
      const note = notes?.entries?.get(section);
      const entries = Object.entries(sectionOf(data, section));
      const declared = entries.map(([id, value], index) =>
        this.element(section, id, value, entryNote(note, id, index === 0), values),
      );
      groups.push(declared);
    }
    const services = sectionOf(data, 'services');
    const note = notes?.entries?.get('services');
    declarationOrder(services).forEach((id, index) => {
      groups.push(
        this.service(id, services[id], entryNote(note, id, index === 0), [...pointer, 'services', id], values),
      );
    });
    groups.push(this.extensions(data, notes, values));
    return groups
      .filter((group) => group.length > 0)
      .flatMap((group, index) => (index === 0 ? group : [blankLine, ...group]));
  }

  private element(section: Section, id: string, value: unknown, note: Note | undefined, values: Values): Statement {
    if (this.elements.isDeclared(section, id)) return this.change(section, id, value, note, values);
    const isEmpty = value === null || value === undefined || (isPlainMap(value) && Object.keys(value).length === 0);
    const props = values.constant(value, note) ?? this.propsOf(isPlainMap(value) ? value : {}, note, values);
    return this.declaration(section, id, isEmpty && OPTIONAL.has(section) ? undefined : props, note);
  }

  private propsOf(map: PlainMap, note: Note | undefined, values: Values): Expression {
    return values.map(
      map,
      note,
      (key, value, inner) => values.constant(value, inner) ?? withPairs(key, value, inner, values),
    );
  }

  private service(
    id: string,
    value: unknown,
    note: Note | undefined,
    pointer: readonly string[],
    values: Values,
  ): readonly Statement[] {
    if (this.elements.isDeclared('services', id)) return [this.change('services', id, value, note, values)];
    const constant = values.constant(value, note);
    if (constant) return [this.declaration('services', id, constant, note)];
    if (!isPlainMap(value)) this.refuse(pointer, 'A service is a map of properties.');
    const { props, calls } = writeService(id, isPlainMap(value) ? value : {}, note, {
      elements: this.elements,
      values,
      mergedKeys: (service, noteOfService) => {
        const merged = this.anchors.mergedInto(service, noteOfService);
        return new Set(merged ? Object.keys(merged.map) : []);
      },
      accepts: (section, other) => this.accepts(section, other),
    });
    return [this.declaration('services', id, props, note), ...calls];
  }

  /** `new Volume(this, 'data')`, in a constant where something refers to it. */
  private declaration(section: Section, id: string, props: Expression | undefined, note: Note | undefined): Statement {
    const className = CLASSES[section];
    this.imports.add(className);
    const made = construct(identifier(className), thisKeyword, stringLiteral(id), ...(props ? [props] : []));
    const name = this.elements.declare(section, id);
    const comments = commentsOf(note, {});
    return name === undefined ? expressionStatement(made, comments) : variable(name, made, comments);
  }

  /** `web.merge({ … })` */
  private change(section: Section, id: string, value: unknown, note: Note | undefined, values: Values): Statement {
    const changes =
      section === 'services' && isPlainMap(value)
        ? writeEntries(value, note, this.elements, values)
        : values.of(value, note);
    const merge = propertyAccess(this.elements.element(section, id), 'merge');
    return expressionStatement(call(merge, changes), commentsOf(note, {}));
  }

  private extensions(data: PlainMap, notes: Note | undefined, values: Values): readonly Statement[] {
    return Object.entries(data).flatMap(([key, value]) => {
      if (!key.startsWith('x-') || value === undefined) return [];
      this.imports.add('Extension');
      const note = notes?.entries?.get(key);
      const constant = values.constant(value, note);
      const made = construct(
        identifier('Extension'),
        thisKeyword,
        stringLiteral(key),
        constant ?? values.of(value, note),
      );
      // the comment above a constant is not said twice
      return [expressionStatement(made, constant ? undefined : commentsOf(note, {}))];
    });
  }

  /** A verb for a secret of the environment would add owner and mode. */
  private accepts(section: Section, id: string): boolean {
    if (section !== 'secrets') return true;
    const secret = sectionOf(this.request.project, section)[id];
    return !isPlainMap(secret) || secret['environment'] === undefined;
  }

  private refuseOthers(data: PlainMap, pointer: readonly string[]): void {
    for (const [key, value] of Object.entries(data)) {
      if (value === undefined || Object.hasOwn(CLASSES, key) || key.startsWith('x-')) continue;
      if (key === 'name' && (value === this.request.name || pointer.length > 0)) continue;
      this.refuse([...pointer, key], whyNot(key, value));
    }
  }

  private refuse(pointer: readonly string[], why: string): void {
    this.notCarried.push({ pointer, why });
  }
}

function whyNot(key: string, value: unknown): string {
  if (key === 'version') return 'Compose has no use for the version of its file format any more.';
  if (key === 'include') return 'Included files are part of the project already.';
  if (key === 'name')
    return `The stack is called otherwise${isDeferred(value) ? ', because its name has to be known' : ''}.`;
  return 'Compose knows nothing of that name.';
}

/** The entries of a map of elements; none if it is none. */
function sectionOf(project: unknown, section: Section): PlainMap {
  const found = isPlainMap(project) ? project[section] : undefined;
  return isPlainMap(found) && !isReset(found) ? found : {};
}

/** The note of an entry, with that of its section above the first one. */
function entryNote(section: Note | undefined, id: string, isFirst: boolean): Note | undefined {
  const note = section?.entries?.get(id);
  const above = isFirst ? [section?.before, section?.beside, note?.before].filter((text) => text !== undefined) : [];
  return above.length === 0 ? note : { ...note, before: above.join('\n') };
}
