/**
 * The environment variables of a construct, one value each.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { variableInvalid, variablesTaken } from './errors';
import { report } from './problem';

const NAME = /^[A-Za-z_]\w*$/;

/** Reports names of variables that no shell can set. */
export function checkVariables(construct: IConstruct, names: readonly string[]): void {
  for (const name of new Set(names)) if (!NAME.test(name)) report(construct, variableInvalid(name));
}

export class Variables {
  readonly #names: Set<string>;
  readonly #construct: IConstruct;

  /** @param names that have a value from the beginning: any that Compose takes, such as `discovery.type` */
  constructor(construct: IConstruct, names: readonly string[]) {
    this.#construct = construct;
    this.#names = new Set(names);
  }

  /** Takes more names: each one that a shell can set, and none that has a value already. A mistake is reported. */
  take(names: readonly string[]): boolean {
    // names of one connection are all wrong for one reason
    const invalid = names.find((name) => !NAME.test(name));
    if (invalid !== undefined) report(this.#construct, variableInvalid(invalid));
    const taken = names.filter((name, index) => this.#names.has(name) || names.indexOf(name) !== index);
    if (taken.length > 0) report(this.#construct, variablesTaken(taken));
    if (invalid !== undefined || taken.length > 0) return false;
    for (const name of names) this.#names.add(name);
    return true;
  }
}
