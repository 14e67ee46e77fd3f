/**
 * Services that a Job, a Worker or a task takes the place of, as statements.
 *
 * @module
 */
import {
  call,
  type Expression,
  expressionStatement,
  object,
  property,
  propertyAccess,
  type Statement,
  stringLiteral,
  variable,
} from '../../languages/typescript';
import { isPlainMap, type Note, type PlainMap } from '../../languages/yaml';
import type { ProgramImage, RecognizedTask, RecognizedWorkload } from '../recognize';
import type { Program } from './program';
import { type ServiceParts, splitService, writeRest, writeVerb } from './services';
import { allComments, commentsOf } from './values';
import type { Verb } from './verbs';

/** A workload that has been declared, in parts. */
export interface WorkloadParts extends ServiceParts {
  /** Comments on what no property of it says any more. */
  readonly remarks: string;
}

/**
 * @param rest what the construct does not say
 * @param hasTasks whether there are tasks, which would have what verbs of the construct say
 */
export function writeWorkload(
  { id, image, properties }: RecognizedWorkload,
  rest: PlainMap,
  note: Note | undefined,
  program: Program,
  hasTasks: boolean,
): WorkloadParts {
  const { values } = program;
  const noteOf = (key: string): Note | undefined => withoutAnchors(note?.entries?.get(key));
  const written = [
    property('image', imageOf(image, program), commentsOf(noteOf('image'))),
    ...properties.map(({ name, value, of }) => {
      const inner = byName(value, noteOf(of));
      return property(name, values.of(value, inner), commentsOf(inner, value));
    }),
  ];
  const closing = note?.after;
  return {
    props: object(written, { multiLine: true, ...(closing !== undefined && { closing }) }),
    calls: callsOf(id, rest, note, program, !hasTasks),
    remarks: remarksOn(new Set(['image', ...properties.map(({ of }) => of), ...Object.keys(rest)]), note),
  };
}

/** `const queueDrain = queue.task('drain', ['node', 'drain.js']);` and what the task does not say. */
export function writeTask(
  { id, name, like, command }: RecognizedTask,
  rest: PlainMap,
  note: Note | undefined,
  program: Program,
): readonly Statement[] {
  const { elements, values } = program;
  const words = values.of(command, withoutAnchors(note?.entries?.get('command')));
  const made = call(propertyAccess(elements.holder('services', like), 'task'), stringLiteral(name), words);
  const self = elements.declare('services', id);
  const remarks = remarksOn(new Set(['command', ...Object.keys(rest)]), note);
  const above = [note?.before, note?.beside, remarks, note?.after].filter((text) => text !== undefined && text !== '');
  const comments = above.length === 0 ? undefined : { above: above.join('\n') };
  return [
    self === undefined ? expressionStatement(made, comments) : variable(self, made, comments),
    ...callsOf(id, rest, note, program, false),
  ];
}

/**
 * The part to merge into the element, and the part that verbs express. @param isAlone whether verbs of the construct
 * are its element's
 */
function callsOf(
  id: string,
  rest: PlainMap,
  note: Note | undefined,
  program: Program,
  isAlone: boolean,
): readonly Statement[] {
  const { elements } = program;
  const entries = withoutAnchors(note)?.entries;
  const inner: Note | undefined = entries && { entries };
  const { verbs, rest: left } = splitService(rest, inner, program);
  // merging comes after all verbs, so a list is merged whole if verbs cannot express its beginning
  const merged = Object.fromEntries(Object.keys(left).map((key) => [key, rest[key]]));
  const calls = verbs
    .filter(({ section }) => !Object.hasOwn(merged, section))
    .map((verb) => (isAlone ? writeOwnVerb(verb, id, program) : undefined) ?? element(verb));
  if (Object.keys(merged).length === 0) return calls;
  const merge = propertyAccess(elements.element('services', id), 'merge');
  return [expressionStatement(call(merge, writeRest(merged, inner, program))), ...calls];

  function element(verb: Verb): Statement {
    return writeVerb(verb, elements.element('services', id), program);
  }
}

/** When others start that start after a construct and do not say when. */
const READINESS: Readonly<Record<string, unknown>> = {
  Cache: 'service_healthy',
  Database: 'service_healthy',
  Job: 'service_completed_successfully',
  Queue: 'service_healthy',
  Worker: 'service_started',
};

/**
 * `queue.startAfter(migrate);`, a verb of the construct; undefined where only the element has it. The construct also asks
 * who may write to a volume that it mounts, which no Compose file says.
 */
function writeOwnVerb(verb: Verb, id: string, { elements, values }: Program): Statement | undefined {
  const { method, section, id: other, options, comment } = verb;
  const [first] = options;
  if (method === 'mount' || (method === 'startAfter' && typeof first !== 'string')) return undefined;
  const isUsual = method === 'startAfter' && first === READINESS[elements.classOf(section, other)];
  const isHolder = isUsual || method === 'readSecret';
  const target = isHolder ? elements.holder(section, other) : elements.element(section, other);
  const args = isUsual ? [] : options.map((option) => values.of(option));
  const said = call(propertyAccess(elements.holder('services', id), method), target, ...args);
  return expressionStatement(said, comment === '' ? undefined : { above: comment });
}

function imageOf({ reference, user, tmpfs }: ProgramImage, { imports, values }: Program): Expression {
  const facts = { ...(user && { user }), ...(tmpfs && { tmpfs }) };
  const args = Object.keys(facts).length === 0 ? [] : [values.of(facts)];
  return call(propertyAccess(imports.value('Image'), 'registry'), values.of(reference), ...args);
}

/** Properties of a construct have types of their own, which constants of a file's anchors do not know. */
function withoutAnchors(note: Note | undefined): Note | undefined {
  if (note === undefined) return undefined;
  const { anchor: _, alias: __, merges: ___, entries, ...others } = note;
  if (entries === undefined) return others;
  const inner = [...entries].flatMap(([key, value]): [string, Note][] => {
    const plain = withoutAnchors(value);
    return plain === undefined ? [] : [[key, plain]];
  });
  return { ...others, entries: new Map(inner) };
}

/** The notes on the items of a list of `KEY=value`, on the entries of the map that it has become. */
function byName(value: unknown, note: Note | undefined): Note | undefined {
  if (!isPlainMap(value) || note?.entries === undefined) return note;
  const names = Object.keys(value);
  const entries = [...note.entries].map(([key, inner]) => [names[Number(key)] ?? key, inner] as const);
  return { ...note, entries: new Map(entries) };
}

/** Comments on properties that are not written, because the construct decides them. */
function remarksOn(written: ReadonlySet<string>, note: Note | undefined): string {
  return [...(note?.entries ?? [])]
    .flatMap(([key, inner]) => (written.has(key) ? [] : [allComments(inner)]))
    .filter((text) => text !== '')
    .join('\n');
}
