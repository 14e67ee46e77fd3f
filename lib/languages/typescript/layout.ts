/**
 * Text that finds its own line breaks. Documents consist of texts, possible line breaks and groups; a group that fits
 * stands on one line.
 *
 * Source: Philip Wadler's "A prettier printer" (https://homepages.inf.ed.ac.uk/wadler/papers/prettier/prettier.pdf),
 * with some extensions of https://github.com/prettier/prettier/blob/main/commands.md. The time is linear in the size of
 * the document for a given width.
 *
 * @module
 */

export type Doc = string | readonly Doc[] | Line | Indent | Group | IfBreak | LineSuffix | Aside | Fill;

interface Line {
  readonly type: 'line';
  /** Its text while its group stands on one line; `hard` never does. */
  readonly flat: ' ' | '' | 'hard';
}

interface Indent {
  readonly type: 'indent';
  readonly contents: Doc;
  /** Indented only if that group is broken. */
  readonly ifBroken?: Group;
}

interface Group {
  readonly type: 'group';
  readonly contents: Doc;
  readonly isBroken: boolean;
  /** Ways to print it, from the least to the most lines; the first is `contents`. */
  readonly states?: readonly Doc[];
}

interface IfBreak {
  readonly type: 'if-break';
  readonly contents: string;
}

/** Stands at the end of the line, whatever else follows on it. */
interface LineSuffix {
  readonly type: 'line-suffix';
  readonly contents: string;
}

/** A comment above something: left out where everything must stand on one line. */
interface Aside {
  readonly type: 'aside';
  readonly contents: Doc;
}

/** As many items on a line as fit, separated by possible line breaks. */
interface Fill {
  readonly type: 'fill';
  readonly items: readonly FillItem[];
}

export interface FillItem {
  readonly text: string;
  /** Comments on lines of their own above it. */
  readonly above: readonly string[];
}

export const line: Doc = { type: 'line', flat: ' ' };
export const softLine: Doc = { type: 'line', flat: '' };
export const hardLine: Doc = { type: 'line', flat: 'hard' };

export const indent = (contents: Doc): Doc => ({ type: 'indent', contents });
export const indentIfBroken = (contents: Doc, ifBroken: Group): Doc => ({ type: 'indent', contents, ifBroken });
export const ifBreak = (contents: string): Doc => ({ type: 'if-break', contents });
export const lineSuffix = (contents: string): Doc => ({ type: 'line-suffix', contents });
export const aside = (contents: Doc): Doc => ({ type: 'aside', contents });
export const fill = (items: readonly FillItem[]): Doc => ({ type: 'fill', items });

/** @param isBroken whether it never stands on one line @default whether it holds a hard line break */
export function group(contents: Doc, isBroken = false): Group {
  return { type: 'group', contents, isBroken: isBroken || willBreak(contents) };
}

/** The first state that fits on the line, up to its first line break; the last if none does. */
export function firstThatFits(states: readonly [Doc, ...Doc[]]): Doc {
  return { type: 'group', contents: states[0], isBroken: false, states };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}

/** Whether something in it prevents one line: a hard line break, a line feed, a comment for the line's end. */
export function willBreak(doc: Doc): boolean {
  if (typeof doc === 'string') return doc.includes('\n');
  return isList(doc) ? doc.some(willBreak) : willBreakItself(doc);
}

function willBreakItself(doc: Exclude<Doc, string | readonly Doc[]>): boolean {
  switch (doc.type) {
    case 'line':
      return doc.flat === 'hard';
    case 'indent':
    case 'aside':
      return willBreak(doc.contents);
    case 'group':
      return doc.isBroken || (doc.states !== undefined && willBreak(doc.contents));
    case 'line-suffix':
      return true;
    case 'fill':
      return doc.items.some(({ above }) => above.length > 0);
    default:
      return false;
  }
}

function isList(doc: object): doc is readonly Doc[] {
  return Array.isArray(doc);
}

/** One thing still to print: how deep it is indented, and whether its lines stay together. */
interface Command {
  readonly depth: number;
  readonly isFlat: boolean;
  readonly doc: Doc;
}

/** The document on one line however long it gets, without comments. */
export function flat(doc: Doc): Doc {
  if (typeof doc === 'string') return doc;
  if (isList(doc)) return doc.map(flat);
  switch (doc.type) {
    case 'line':
      return doc.flat === 'hard' ? ' ' : doc.flat;
    case 'fill':
      return doc.items.map(({ text }) => text).join(', ');
    case 'if-break':
    case 'line-suffix':
    case 'aside':
      return '';
    default:
      return flat(doc.contents);
  }
}

/** Prints a document on lines of a width, with two spaces a level. */
export function layOut(document: Doc, width: number): string {
  return new Printer(width).print(document);
}

class Printer {
  private readonly out: string[] = [];
  private readonly commands: Command[] = [];
  private readonly brokenGroups = new Set<Group>();
  private suffix = '';
  private column = 0;
  /** Spaces that the next text on this line begins with. */
  private margin = 0;
  private mustMeasure = false;

  constructor(private readonly width: number) {}

  print(document: Doc): string {
    this.commands.push({ depth: 0, isFlat: false, doc: document });
    for (let command = this.commands.pop(); command; command = this.commands.pop()) this.step(command);
    this.out.push(this.suffix);
    return this.out.join('');
  }

  private step({ depth, isFlat, doc }: Command): void {
    if (typeof doc === 'string') this.write(doc);
    else if (isList(doc))
      for (let index = doc.length - 1; index >= 0; index--) this.push(depth, isFlat, doc[index] ?? '');
    else if (doc.type === 'line') this.line(depth, isFlat, doc);
    else if (doc.type === 'group') this.group(depth, isFlat, doc);
    else if (doc.type === 'line-suffix') this.suffix += doc.contents;
    else if (doc.type === 'fill') this.fill(depth, doc.items);
    else if (doc.type === 'aside') this.push(depth, isFlat, doc.contents);
    else if (doc.type === 'indent') {
      const isIn = doc.ifBroken === undefined || this.brokenGroups.has(doc.ifBroken);
      this.push(depth + (isIn ? 1 : 0), isFlat, doc.contents);
    } else if (!isFlat) this.write(doc.contents);
  }

  private line(depth: number, isFlat: boolean, { flat }: Line): void {
    if (isFlat && flat !== 'hard') {
      this.write(flat);
      return;
    }
    this.mustMeasure ||= isFlat;
    this.breakLine(depth);
  }

  private group(depth: number, isFlat: boolean, group: Group): void {
    if (isFlat && !this.mustMeasure) {
      if (group.isBroken) this.brokenGroups.add(group);
      this.push(depth, !group.isBroken, group.contents);
      return;
    }
    this.mustMeasure = false;
    const flat = { depth, isFlat: true, doc: group.contents };
    if (!group.isBroken && this.fits(flat)) {
      this.commands.push(flat);
      return;
    }
    this.brokenGroups.add(group);
    const { states = [group.contents] } = group;
    const fitting = states.slice(1).find((doc) => this.fits({ depth, isFlat: true, doc }));
    if (fitting !== undefined) this.push(depth, true, fitting);
    else this.push(depth, false, states[states.length - 1] ?? '');
  }

  private fill(depth: number, items: readonly FillItem[]): void {
    items.forEach(({ text, above }, index) => {
      const isLast = index === items.length - 1;
      const whole = isLast ? text : `${text},`;
      // room for the comma that follows the last one
      const room = this.width - Math.max(this.column, this.margin) - (isLast ? 1 : 0);
      if (index > 0 && (above.length > 0 || 1 + whole.length > room)) this.breakLine(depth);
      else if (index > 0) this.write(' ');
      for (const comment of above) {
        this.write(comment);
        this.breakLine(depth);
      }
      this.write(whole);
    });
  }

  /** Whether a command and its followers fit on the rest of the line, up to the first possible break. */
  private fits(first: Command): boolean {
    let room = this.width - Math.max(this.column, this.margin);
    const commands = [first];
    let rest = this.commands.length;
    while (room >= 0) {
      const command = commands.pop() ?? this.commands[--rest];
      if (command === undefined) return true;
      const { depth, isFlat, doc } = command;
      if (typeof doc === 'string') {
        const end = doc.indexOf('\n');
        room -= widthOf(end < 0 ? doc : doc.slice(0, end));
        if (end >= 0) return room >= 0;
      } else if (isList(doc)) {
        for (let index = doc.length - 1; index >= 0; index--) commands.push({ depth, isFlat, doc: doc[index] ?? '' });
      } else if (doc.type === 'line') {
        if (!isFlat || doc.flat === 'hard') return true;
        room -= doc.flat.length;
      } else if (doc.type === 'group') {
        const staysFlat = isFlat && !doc.isBroken;
        const last = doc.states?.[doc.states.length - 1];
        commands.push({ depth, isFlat: staysFlat, doc: staysFlat ? doc.contents : (last ?? doc.contents) });
      } else if (doc.type === 'indent' || doc.type === 'aside') {
        commands.push({ depth, isFlat, doc: doc.contents });
      } else if (doc.type === 'if-break') {
        if (!isFlat) room -= doc.contents.length;
      } else if (doc.type === 'fill') {
        room -= isFlat
          ? doc.items.reduce((width, { text }) => width + text.length + 2, -2)
          : (doc.items[0]?.text.length ?? 0);
        if (!isFlat && doc.items.length > 1) return room > 0;
      }
    }
    return false;
  }

  private push(depth: number, isFlat: boolean, doc: Doc): void {
    this.commands.push({ depth, isFlat, doc });
  }

  private write(text: string): void {
    if (text === '') return;
    if (this.margin > 0) this.out.push(' '.repeat(this.margin));
    this.column = Math.max(this.column, this.margin);
    this.margin = 0;
    this.out.push(text);
    const end = text.lastIndexOf('\n');
    this.column = end < 0 ? this.column + widthOf(text) : widthOf(text.slice(end + 1));
  }

  private breakLine(depth: number): void {
    this.out.push(this.suffix, '\n');
    this.suffix = '';
    this.column = 0;
    this.margin = depth * 2;
  }
}

/** Columns of a text: East Asian wide characters and emoji take two, https://www.unicode.org/reports/tr11/. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
