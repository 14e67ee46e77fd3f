/**
 * The elements of a stack: which there are, what the program calls them, and how it refers to them.
 *
 * @module
 */
import { type Expression, identifier, propertyAccess } from '../../languages/typescript';
import type { Names } from './names';

/** The maps of a Compose file that elements stand in. */
export type Section = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs' | 'models';

/** The classes of the elements, in the order in which a program declares them. */
export const CLASSES: Readonly<Record<Section, string>> = {
  networks: 'Network',
  volumes: 'Volume',
  secrets: 'Secret',
  configs: 'Config',
  models: 'Model',
  services: 'Service',
};

/** Those that are declared before any service. */
export const BEFORE_SERVICES = ['networks', 'volumes', 'secrets', 'configs', 'models'] as const;

export class Elements {
  private readonly variables = new Map<string, string>();
  private readonly declared = new Set<string>();
  private readonly used: Set<string>;

  /**
   * @param names where variables get their names
   * @param referenced elements that an earlier run found to be referred to, which get a variable
   */
  constructor(
    private readonly names: Names,
    readonly referenced: ReadonlySet<string> = new Set(),
  ) {
    this.used = new Set();
  }

  /** What this run refers to. */
  get references(): ReadonlySet<string> {
    return this.used;
  }

  /** Gives an element its name. */
  name(section: Section, id: string): void {
    const key = keyOf(section, id);
    if (!this.variables.has(key)) this.variables.set(key, this.names.claim(id, CLASSES[section]));
  }

  /** Notes that the program declares an element here. @returns the variable that holds it, if it needs one */
  declare(section: Section, id: string): string | undefined {
    const key = keyOf(section, id);
    this.declared.add(key);
    return this.referenced.has(key) ? this.variables.get(key) : undefined;
  }

  /** Whether the program has declared an element by now. */
  isDeclared(section: Section, id: string): boolean {
    return this.declared.has(keyOf(section, id));
  }

  /** The element itself. @throws Error if it is not declared */
  element(section: Section, id: string): Expression {
    const key = keyOf(section, id);
    const variable = this.variables.get(key);
    if (variable === undefined) throw new Error(`${section}.${id} has no name yet.`);
    this.used.add(key);
    return identifier(variable);
  }

  /** `db.name`, or undefined if the program declares no such element by now. */
  reference(section: Section, id: string): Expression | undefined {
    return this.isDeclared(section, id) ? propertyAccess(this.element(section, id), 'name') : undefined;
  }
}

function keyOf(section: Section, id: string): string {
  return `${section} ${id}`;
}
