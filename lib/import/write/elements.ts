/**
 * The elements of a stack: which there are, what the program calls them, and how it refers to them.
 *
 * @module
 */
import { CLASS_NAMES } from '../../core';
import { SECTIONS, type Section, sectionOf } from '../../languages/compose';
import { type Expression, identifier, propertyAccess } from '../../languages/typescript';
import type { ProgramNames } from './names';

/** Those that are declared before any service. */
export const BEFORE_SERVICES: readonly Section[] = SECTIONS.filter((section) => section !== 'services');

/** A construct that has an element in it. */
export interface Holder {
  readonly className: string;
  /** The property that the element is. */
  readonly property: string;
}

/** Common elements are declared outside every `if`. */
const ALL = '';

export class ProgramElements {
  private readonly variables = new Map<string, string>();
  /** The declarations of each block of the program, by the name of its environment. */
  private readonly declared = new Map<string, Set<string>>([[ALL, new Set()]]);
  private readonly used = new Set<string>();
  private environment = ALL;
  private readonly holders = new Map<string, Holder>();

  /**
   * @param names where variables get their names
   * @param referenced elements that an earlier run found to be referred to, which get a variable
   */
  constructor(
    private readonly names: ProgramNames,
    readonly referenced: ReadonlySet<string> = new Set(),
  ) {}

  /** The references of this run. */
  get references(): ReadonlySet<string> {
    return this.used;
  }

  /** Gives every element of these projects a name, services first: theirs are the ones that a reader looks for. */
  name(projects: readonly unknown[]): void {
    for (const section of SECTIONS) {
      for (const project of projects) {
        for (const id of Object.keys(sectionOf(project, section))) {
          const key = keyOf(section, id);
          if (!this.variables.has(key)) this.variables.set(key, this.names.claim(id, CLASS_NAMES[section]));
        }
      }
    }
  }

  /** Notes that a construct takes the place of an element. */
  hold(section: Section, id: string, holder: Holder): void {
    this.holders.set(keyOf(section, id), holder);
  }

  /** The class of an element, or of what takes its place. */
  classOf(section: Section, id: string): string {
    return this.holders.get(keyOf(section, id))?.className ?? CLASS_NAMES[section];
  }

  /** From here on the program is in the block of an environment, which no other one can see into. */
  enter(environment: string): void {
    this.environment = environment;
    if (!this.declared.has(environment)) this.declared.set(environment, new Set());
  }

  /** Notes that the program declares an element here. @returns the variable that holds it, if it needs one */
  declare(section: Section, id: string): string | undefined {
    const key = keyOf(section, id);
    this.declared.get(this.environment)?.add(key);
    return this.referenced.has(this.placed(key)) ? this.variables.get(key) : undefined;
  }

  /** Whether the program has declared an element by now, for this environment or for all. */
  isDeclared(section: Section, id: string): boolean {
    return this.isHere(keyOf(section, id)) || this.isShared(section, id);
  }

  /** Whether an element is declared for all environments. */
  isShared(section: Section, id: string): boolean {
    return this.declared.get(ALL)?.has(keyOf(section, id)) === true;
  }

  /** The element itself. @throws Error if it is not declared */
  element(section: Section, id: string): Expression {
    const { property } = this.holders.get(keyOf(section, id)) ?? {};
    const holder = this.holder(section, id);
    return property === undefined ? holder : propertyAccess(holder, property);
  }

  /** The construct that replaces an element, or the element itself. @throws Error if it is not declared */
  holder(section: Section, id: string): Expression {
    const key = keyOf(section, id);
    const variable = this.variables.get(key);
    if (variable === undefined) throw new Error(`${section}.${id} has no name yet.`);
    this.used.add(this.placed(key));
    return identifier(variable);
  }

  /** `db.name`, or undefined if the program declares no such element by now. */
  reference(section: Section, id: string): Expression | undefined {
    return this.isDeclared(section, id) ? propertyAccess(this.element(section, id), 'name') : undefined;
  }

  private isHere(key: string): boolean {
    return this.declared.get(this.environment)?.has(key) === true;
  }

  /** A key with the block that declares it: two environments may each have a service of one name. */
  private placed(key: string): string {
    return `${this.declared.get(ALL)?.has(key) ? ALL : this.environment} ${key}`;
  }
}

function keyOf(section: Section, id: string): string {
  return `${section} ${id}`;
}
