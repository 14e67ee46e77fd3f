/**
 * The constants at the top of the program: variables that are used often, and what the file had anchors for.
 *
 * @module
 */
import { hasTags } from '../../languages/compose';
import {
  asConst,
  type Expression,
  type Statement,
  satisfies,
  type Type,
  typeReference,
  variable,
} from '../../languages/typescript';
import type { Anchored } from './anchors';
import type { Imports } from './imports';
import type { Program } from './program';
import { keyOf } from './texts';
import { commentsOf } from './values';

/** Types of what stands in the maps of a project. */
const PROPS: Readonly<Record<string, string>> = {
  services: 'ServiceProps',
  networks: 'NetworkProps',
  volumes: 'VolumeProps',
  secrets: 'SecretProps',
  configs: 'ConfigProps',
};

/** The constants that a program uses, each after those that it refers to. */
export function declareConstants(program: Program): {
  readonly variables: readonly Statement[];
  readonly anchors: readonly Statement[];
} {
  const { constants, values, texts } = program;
  // From the last, because only what is used may be declared, and constants use those before them.
  const anchors: Statement[] = [];
  for (const one of [...program.anchors.used()].reverse()) {
    const name = constants.anchored.get(one.anchor);
    if (name === undefined || !values.used.has(one.anchor)) continue;
    const initializer = typed(values.spelledOut(one.value, one.note), one, program.imports);
    // Elsewhere the comments stand above what the constant is the value of.
    const isExtension = one.pointer.length === 1;
    anchors.unshift(variable(name, initializer, isExtension ? commentsOf(one.note, one.value) : undefined));
  }
  const variables: Statement[] = [];
  for (const reference of [...program.variables].reverse()) {
    const name = constants.variables.get(keyOf(reference));
    if (name !== undefined && texts.used.has(keyOf(reference))) {
      variables.unshift(variable(name, texts.variable(reference)));
    }
  }
  return { variables, anchors };
}

/** Words stay words, such as `service_healthy`, only where a type or `as const` says so. */
function typed(expression: Expression, anchored: Anchored, imports: Imports): Expression {
  const { kind } = expression;
  if (kind !== 'ObjectLiteralExpression' && kind !== 'ArrayLiteralExpression') return expression;
  // inside of an extension it is a part of another constant, which has a type of its own
  const uses = anchored.uses.filter(([section]) => !section?.startsWith('x-'));
  const types = new Map(uses.map((use) => typeOf(use)).map((type) => [JSON.stringify(type), type]));
  const [type] = types.values();
  if (types.size !== 1 || type === undefined || hasTags(anchored.value)) return asConst(expression);
  imports.type(type.name);
  return satisfies(expression, type);
}

/** The type of a service, of one of its properties, or of another element. */
function typeOf([section = '', , key, ...deeper]: readonly string[]): Type | undefined {
  const name = Object.hasOwn(PROPS, section) ? PROPS[section] : undefined;
  if (name === undefined || deeper.length > 0) return undefined;
  return key === undefined ? typeReference(name) : typeReference(name, key);
}
