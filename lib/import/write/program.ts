/**
 * The program that is being written.
 *
 * @module
 */
import { type Reference, type Section, sectionOf } from '../../languages/compose';
import { isPlainMap } from '../../languages/yaml';
import { type Anchored, Anchors } from './anchors';
import { ProgramElements } from './elements';
import { Imports } from './imports';
import { ProgramNames } from './names';
import type { NotCarried, ProgramRequest } from './request';
import { keyOf, Texts } from './texts';
import { Values } from './values';

/** The references of a program, unknown before it is written. */
export interface Usage {
  /** Variables of the deploying host that it refers to often. */
  readonly often: readonly Reference[];
  /** Elements that it refers to. */
  readonly referenced: ReadonlySet<string>;
}

/** The names of the constants at the top of a program. */
export interface Constants {
  /** Of values that the file has an anchor for, by anchor. */
  readonly anchored: ReadonlyMap<string, string>;
  /** Of variables of the deploying host, by key. */
  readonly variables: ReadonlyMap<string, string>;
}

/** The names, imports and values of a program, and the parts that it cannot express. */
export class Program {
  readonly imports = new Imports();
  /** The class of the stack. */
  readonly className: string;
  readonly elements: ProgramElements;
  readonly anchors: Anchors;
  readonly constants: Constants;
  /** Variables of the deploying host that have a constant, where something uses it. */
  readonly variables: readonly Reference[];
  readonly texts: Texts;
  readonly values: Values;
  private readonly refused: NotCarried[] = [];

  /** @param usage what the draft of the same request refers to @default nothing: this is the draft */
  constructor(
    readonly request: ProgramRequest,
    usage: Usage = { often: [], referenced: new Set() },
  ) {
    const { name, project, notes, environments = [], recognized } = request;
    const names = new ProgramNames();
    // classes that only such a program imports
    if ((recognized?.workloads ?? []).length > 0) for (const one of ['Image', 'Job', 'Worker']) names.reserve(one);
    this.className = names.claimClass(name);
    this.elements = new ProgramElements(names, usage.referenced);
    const servers = (recognized?.servers ?? []).map(({ id }) => [id, {}] as const);
    const overlays = environments.map(({ overlay }) => overlay);
    this.elements.name([{ services: Object.fromEntries(servers) }, project, ...overlays]);
    names.reserve('app'); // the program's own
    this.anchors = new Anchors([
      { data: project, notes },
      ...environments.map((environment) => ({ data: environment.overlay, notes: environment.notes })),
    ]);
    this.variables = usage.often;
    this.constants = {
      anchored: nameAnchors(this.anchors.used(), names),
      variables: nameVariables(usage.often, names),
    };
    this.texts = new Texts(this.constants.variables, this.imports);
    this.values = new Values({
      texts: this.texts,
      anchors: this.anchors,
      constants: this.constants.anchored,
      imports: this.imports,
      refuse: (why) => this.refuse([], `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`),
    });
  }

  /** Whether a verb may refer to an element. One for a secret of the environment would add owner and mode. */
  takesInVerb(section: Section, id: string): boolean {
    if (!this.elements.isDeclared(section, id)) return false;
    const definition = sectionOf(this.request.project, section)[id];
    return section !== 'secrets' || !isPlainMap(definition) || definition['environment'] === undefined;
  }

  /** Notes that the program does not say something that the project does. */
  refuse(pointer: readonly string[], why: string): void {
    this.refused.push({ pointer, why });
  }

  get notCarried(): readonly NotCarried[] {
    return this.refused;
  }

  /** Its references, once it is written. */
  get usage(): Usage {
    return { often: this.texts.often(), referenced: this.elements.references };
  }
}

function nameVariables(references: readonly Reference[], names: ProgramNames): ReadonlyMap<string, string> {
  return new Map(references.map((reference) => [keyOf(reference), names.claim(reference.name, 'Variable')]));
}

function nameAnchors(anchored: readonly Anchored[], names: ProgramNames): ReadonlyMap<string, string> {
  return new Map(anchored.map(({ anchor }) => [anchor, names.claim(anchor.replace(/^x[-_]/, ''), 'Defaults')]));
}
