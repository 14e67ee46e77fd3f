/**
 * The body of the stack's constructor: elements in reading order, and the changes of other environments.
 *
 * @module
 */
import { isDeferred, isReset, isSection, type Section, sectionOf } from '../../languages/compose';
import {
  binary,
  blankLine,
  comment,
  construct,
  type Expression,
  expressionStatement,
  ifStatement,
  propertyAccess,
  type Statement,
  stringLiteral,
  thisKeyword,
  variable,
} from '../../languages/typescript';
import { entryOf, isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import { acceptances } from './accepted';
import { isSame } from './anchors';
import { removal, writeChange } from './changes';
import { BEFORE_SERVICES } from './elements';
import { declarationOrder } from './order';
import type { Program } from './program';
import { RecognizedConstructs } from './recognized';
import { headerOf, isHeader, separated, withRemarks } from './remarks';
import type { BrokenRule, WriteEnvironment } from './request';
import { writeProperties, writeService } from './services';
import { commentsOf } from './values';
import { writeTask, writeWorkload } from './workloads';

/** Elements whose properties may be left out. */
const OPTIONAL: ReadonlySet<Section> = new Set(['networks', 'volumes']);

/** One map of elements, of the project or of an overlay. */
interface Layer {
  readonly data: PlainMap;
  readonly notes: Note | undefined;
  /** Keys from the top of the project, to say what is not carried. */
  readonly pointer: readonly string[];
  readonly accepted: readonly BrokenRule[];
}

export class StackBody {
  private readonly recognized: RecognizedConstructs;

  constructor(private readonly program: Program) {
    const { recognized = { servers: [], secrets: [], workloads: [], tasks: [] } } = program.request;
    this.recognized = new RecognizedConstructs(recognized, program);
  }

  /** The statements after the call of `super`. */
  write(environments: readonly WriteEnvironment[]): readonly Statement[] {
    const { project, notes, accepted = [] } = this.program.request;
    const statements = [...this.layer({ data: project as PlainMap, notes, pointer: [], accepted })];
    for (const environment of environments) {
      const { overlay, notes: comments, name } = environment;
      this.program.elements.enter(name);
      const changes = this.layer({
        data: isPlainMap(overlay) ? overlay : {},
        notes: comments,
        pointer: [name],
        accepted: [
          ...(environment.accepted ?? []),
          ...accepted.filter(({ section, name: id }) => !this.program.elements.isShared(section, id)),
        ],
      });
      if (changes.length === 0) continue;
      const current = propertyAccess(propertyAccess(thisKeyword, 'environment'), 'name');
      const header = headerOf(comments, overlay);
      const condition = binary(current, '===', stringLiteral(name));
      if (statements.length > 0) statements.push(blankLine);
      statements.push(ifStatement(condition, changes, header === undefined ? undefined : { above: header }));
    }
    return statements;
  }

  private layer({ data, notes, pointer, accepted }: Layer): readonly Statement[] {
    this.refuseOthers(data, pointer);
    const groups: (readonly Statement[])[] = [];
    const acceptedOf = (section: Section): readonly BrokenRule[] => accepted.filter((one) => one.section === section);
    for (const section of BEFORE_SERVICES) {
      const note = notes?.entries?.get(section);
      const entries = Object.entries(sectionOf(data, section));
      const declared = entries.flatMap(([id, value]) => this.element(section, id, value, note?.entries?.get(id)));
      const group = [...declared, ...acceptances(acceptedOf(section), this.program.elements)];
      groups.push(...withRemarks([group], note, isHeader(section, data) ? undefined : note?.before));
    }
    const services = sectionOf(data, 'services');
    const note = notes?.entries?.get('services');
    if (pointer.length === 0) groups.push(...this.recognized.servers(note));
    const order = declarationOrder(services);
    // a task is declared when everything is that it refers to
    const isTask = (id: string): boolean => pointer.length === 0 && this.recognized.task(id) !== undefined;
    const written = [...order.filter((id) => !isTask(id)), ...order.filter(isTask)].map((id) => [
      ...this.service(id, services[id], note?.entries?.get(id), [...pointer, 'services', id]),
      ...acceptances(
        acceptedOf('services').filter(({ name }) => name === id),
        this.program.elements,
      ),
    ]);
    groups.push(...withRemarks(written, note, isHeader('services', data) ? undefined : note?.before));
    const others = acceptedOf('services').filter(({ name }) => !Object.hasOwn(services, name));
    groups.push(acceptances(others, this.program.elements));
    groups.push(this.extensions(data, notes, pointer.length === 0));
    if (notes?.after !== undefined) groups.push([comment(notes.after)]);
    return separated(groups);
  }

  private element(section: Section, id: string, value: unknown, note: Note | undefined): readonly Statement[] {
    if (this.program.elements.isShared(section, id)) return this.change(section, id, value, note);
    const ofConstruct = section === 'secrets' ? this.recognized.secretProps(id) : undefined;
    if (ofConstruct) return [this.declaration(section, id, ofConstruct, note)];
    const isEmpty = value === null || value === undefined || (isPlainMap(value) && Object.keys(value).length === 0);
    const props =
      this.program.values.constant(value, note) ?? writeProperties(isPlainMap(value) ? value : {}, note, this.program);
    return [this.declaration(section, id, isEmpty && OPTIONAL.has(section) ? undefined : props, note)];
  }

  private service(
    id: string,
    value: unknown,
    note: Note | undefined,
    pointer: readonly string[],
  ): readonly Statement[] {
    if (this.program.elements.isShared('services', id)) return this.change('services', id, value, note);
    const [workload, task] = [this.recognized.workload(id), this.recognized.task(id)];
    const rest = isPlainMap(value) ? value : {};
    if (task) return [...writeTask(task, rest, note, this.program), ...this.recognized.joins(id)];
    if (workload) {
      const { props, calls, remarks } = writeWorkload(workload, rest, note, this.program, this.recognized.hasTasks(id));
      const made = this.declaration('services', id, props, withRemark(note, remarks));
      return [made, ...calls, ...this.recognized.joins(id)];
    }
    const constant = this.program.values.constant(value, note);
    if (constant) return [this.declaration('services', id, constant, note), ...this.recognized.joins(id)];
    if (!isPlainMap(value)) this.program.refuse(pointer, 'A service is a map of properties.');
    const { props, calls } = writeService(id, rest, note, this.program);
    return [this.declaration('services', id, props, note), ...calls, ...this.recognized.joins(id)];
  }

  /** `new Volume(this, 'data')`, in a constant where something refers to it. */
  private declaration(section: Section, id: string, props: Expression | undefined, note: Note | undefined): Statement {
    const type = this.program.imports.value(this.program.elements.classOf(section, id));
    const made = construct(type, thisKeyword, stringLiteral(id), ...(props ? [props] : []));
    const name = this.program.elements.declare(section, id);
    const comments = commentsOf(note, {});
    return name === undefined ? expressionStatement(made, comments) : variable(name, made, comments);
  }

  private change(section: Section, id: string, overlay: unknown, note: Note | undefined): readonly Statement[] {
    const base = sectionOf(this.program.request.project, section)[id];
    return writeChange({ section, id, base, overlay, note }, this.program);
  }

  private extensions(data: PlainMap, notes: Note | undefined, isBase: boolean): readonly Statement[] {
    const { project } = this.program.request;
    return Object.entries(data).flatMap(([key, value]) => {
      if (!key.startsWith('x-') || value === undefined) return [];
      const before = isBase ? undefined : entryOf(project, key);
      if (isReset(value) && before === undefined) return [];
      if (before !== undefined && isSame(before, value)) return [];
      const removed = before === undefined ? [] : [expressionStatement(removal(stringLiteral(key)))];
      return [...removed, ...(isReset(value) ? [] : [this.extension(key, value, notes?.entries?.get(key))])];
    });
  }

  private extension(key: string, value: unknown, note: Note | undefined): Statement {
    const constant = this.program.values.constant(value, note);
    const held = constant ?? this.program.values.of(value, note);
    const made = construct(this.program.imports.value('Extension'), thisKeyword, stringLiteral(key), held);
    // the comment above a constant is not said twice
    return expressionStatement(made, constant ? undefined : commentsOf(note, {}));
  }

  private refuseOthers(data: PlainMap, pointer: readonly string[]): void {
    for (const [key, value] of Object.entries(data)) {
      if (value === undefined || isSection(key) || key.startsWith('x-')) continue;
      if (key === 'name' && (value === this.program.request.name || pointer.length > 0)) continue;
      // which Compose has no use for any more
      if (key === 'version') continue;
      this.program.refuse([...pointer, key], whyNot(key, value));
    }
  }
}

function withRemark(note: Note | undefined, remark: string): Note | undefined {
  if (remark === '') return note;
  return { ...note, before: note?.before === undefined ? remark : `${note.before}\n${remark}` };
}

function whyNot(key: string, value: unknown): string {
  if (key === 'include') return 'Included files are part of the project already.';
  if (key === 'name')
    return `The stack is called otherwise${isDeferred(value) ? ', because its name has to be known' : ''}.`;
  return 'Compose knows nothing of that name.';
}
