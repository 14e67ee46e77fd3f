/**
 * The imports of a program.
 *
 * @module
 */
import { type Expression, type ImportDeclaration, identifier } from '../../languages/typescript';

/** The imports of one program: each name is imported because something uses it. */
export class Imports {
  private readonly values = new Set<string>();
  private readonly types = new Set<string>();

  /** A class or function of the library, which the program imports from now on. */
  value(name: string): Expression {
    this.values.add(name);
    return identifier(name);
  }

  /** Notes that the program names a type of the library. @returns its name */
  type(name: string): string {
    this.types.add(name);
    return name;
  }

  /** The statements at the top of the program. */
  statements(): readonly ImportDeclaration[] {
    const names = [
      ...[...this.values].map((name) => ({ name, isTypeOnly: false })),
      ...[...this.types].map((name) => ({ name, isTypeOnly: true })),
    ];
    names.sort((a, b) => compareNames(a.name, b.name));
    return [
      { kind: 'ImportDeclaration', module: 'compose-constructs', names },
      { kind: 'ImportDeclaration', module: 'constructs', names: [{ name: 'Construct' }], isTypeOnly: true },
    ];
  }
}

/** As biome sorts them: letter by letter, of the same letter the capital first. */
function compareNames(a: string, b: string): number {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const [one, other] = at < 0 ? ['', b.slice(a.length)] : [a.charAt(at), b.charAt(at)];
  const [low, otherLow] = [one.toLowerCase(), other.toLowerCase()];
  if (low !== otherLow) return low < otherLow ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}
