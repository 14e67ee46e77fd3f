/**
 * Writes a Compose project as the `stack.ts` that a person would have written.
 *
 * @module
 */

import type { Reference } from '../../languages/compose';
import {
  blankLine,
  type ClassDeclaration,
  call,
  comment,
  construct,
  type Expression,
  expressionStatement,
  type ImportDeclaration,
  identifier,
  literalOf,
  object,
  type PropertyAssignment,
  printSource,
  property,
  propertyAccess,
  type Statement,
  stringLiteral,
  superKeyword,
  typeReference,
  variable,
} from '../../languages/typescript';
import { Anchors } from './anchors';
import { StackBody } from './body';
import { declareConstants, nameAnchors, nameVariables } from './constants';
import { Elements } from './elements';
import { Names } from './names';
import type { NotCarried, WriteEnvironment, WriteRequest, WrittenStack } from './request';
import { Texts } from './texts';
import { Values } from './values';

/** What a first look at the project found out. */
interface Found {
  readonly often: readonly Reference[];
  readonly referenced: ReadonlySet<string>;
}

/**
 * The program whose one stack is the project. It imports what it uses and nothing else, declares each element before it
 * refers to it, and says with verbs what verbs can say.
 *
 * @example
 * ```ts
 * writeStack({ name: 'shop', project: { services: { web: { image: 'nginx:1.27' } } } }).text;
 * ```
 */
export function writeStack(request: WriteRequest): WrittenStack {
  // Only who has written the program knows what it refers to, so it is written twice.
  const { found } = write(request, { often: [], referenced: new Set() });
  const { statements, notCarried } = write(request, found);
  return { text: printSource(statements), notCarried };
}

function write(
  request: WriteRequest,
  before: Found,
): { readonly statements: readonly Statement[]; readonly notCarried: readonly NotCarried[]; readonly found: Found } {
  const environments = request.environments?.length ? request.environments : [{ name: 'development' }];
  const imports = new Set(['App', 'Environment', 'Stack', 'type StackProps']);
  const notCarried: NotCarried[] = [];
  const names = new Names();
  const className = names.claimClass(request.name);
  const elements = new Elements(names, before.referenced);
  const anchors = new Anchors(request.project, request.notes);
  const body = new StackBody(request, elements, anchors, imports, notCarried);
  body.nameElements(environments);
  const constants = nameAnchors(anchors.used(), names);
  const variableNames = nameVariables(before.often, names);
  const texts = new Texts(variableNames, imports);
  const refuse = (why: string): void => {
    notCarried.push({ pointer: [], why: `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.` });
  };
  const values = new Values({ texts, anchors, constants, imports, refuse });
  const statements = body.write(environments, values);
  const declared = declareConstants(anchors.used(), before.often, constants, variableNames, values, texts, imports);
  const header = request.notes?.before;
  return {
    statements: [
      ...(header === undefined ? [] : [comment(header), blankLine]),
      ...printImports(imports),
      ...separated(declared.variables),
      ...declared.anchors.flatMap((statement) => [blankLine, statement]),
      blankLine,
      declareClass(className, statements),
      blankLine,
      ...declareApp(className, request.name, environments, imports),
    ],
    notCarried,
    found: { often: texts.often(), referenced: elements.references },
  };
}

function separated(statements: readonly Statement[]): readonly Statement[] {
  return statements.length === 0 ? [] : [blankLine, ...statements];
}

function printImports(imports: ReadonlySet<string>): readonly ImportDeclaration[] {
  const names = [...imports].map((name) => {
    const isTypeOnly = name.startsWith('type ');
    return { name: isTypeOnly ? name.slice('type '.length) : name, isTypeOnly };
  });
  names.sort((a, b) => compareNames(a.name, b.name));
  return [
    { kind: 'ImportDeclaration', module: 'compose-constructs', names },
    { kind: 'ImportDeclaration', module: 'constructs', names: [{ name: 'Construct' }], isTypeOnly: true },
  ];
}

/** As biome sorts them: letter by letter, of the same letter the capital first. */
function compareNames(a: string, b: string): number {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const [one, other] = at < 0 ? ['', b.slice(a.length)] : [a.charAt(at), b.charAt(at)];
  const [low, otherLow] = [one.toLowerCase(), other.toLowerCase()];
  if (low !== otherLow) return low < otherLow ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

function declareClass(name: string, statements: readonly Statement[]): ClassDeclaration {
  const parent = call(superKeyword, identifier('scope'), identifier('id'), identifier('props'));
  return {
    kind: 'ClassDeclaration',
    isExported: true,
    name,
    extends: identifier('Stack'),
    constructor: {
      parameters: [
        { name: 'scope', type: typeReference('Construct') },
        { name: 'id', type: typeReference('string') },
        { name: 'props', type: typeReference('StackProps') },
      ],
      body: [expressionStatement(parent), ...(statements.length === 0 ? [] : [blankLine, ...statements])],
    },
  };
}

function declareApp(
  className: string,
  name: string,
  environments: readonly WriteEnvironment[],
  imports: Set<string>,
): readonly Statement[] {
  imports.add('App');
  const idOf = (environment: WriteEnvironment): string => environment.id ?? `${name}-${environment.name}`;
  const stacks = environments.map((environment, index) =>
    expressionStatement(
      construct(
        identifier(className),
        identifier('app'),
        stringLiteral(index === 0 ? (environment.id ?? name) : idOf(environment)),
        object([
          ...(index === 0 ? [] : sameProject(name, idOf(environment))),
          property('environment', environmentOf(environment)),
        ]),
      ),
    ),
  );
  return [variable('app', construct(identifier('App'))), ...stacks];
}

/** Several stacks are one project, each in a folder of its own. */
function sameProject(name: string, folder: string): readonly PropertyAssignment[] {
  return [property('name', literalOf(name)), property('folder', literalOf(folder))];
}

/** `Environment.production({ domain: … })` */
function environmentOf({ name, domain }: WriteEnvironment): Expression {
  const isProduction = /^prod(uction)?$/i.test(name);
  const kind = isProduction ? 'production' : 'development';
  const props = [
    ...(name === kind ? [] : [property('name', literalOf(name))]),
    ...(isProduction || domain !== undefined ? [property('domain', literalOf(domain ?? 'localhost'))] : []),
  ];
  const make = propertyAccess(identifier('Environment'), kind);
  return props.length === 0 ? call(make) : call(make, object(props));
}
