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
import { headerOf, withBanners } from './remarks';
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
export function writeStack(given: WriteRequest): WrittenStack {
  const { environments: [first, ...others] = [], notes } = given;
  const request = {
    ...given,
    ...(notes && { notes: withBanners(notes) }),
    environments: [first ?? { name: 'development' }, ...others].map((one) =>
      one.notes ? { ...one, notes: withBanners(one.notes) } : one,
    ),
  };
  // Only who has written the program knows what it refers to, so it is written twice.
  const { found } = write(request, { often: [], referenced: new Set() });
  const { statements, notCarried } = write(request, found);
  return { text: printSource(statements), notCarried };
}

function write(
  request: WriteRequest,
  before: Found,
): { readonly statements: readonly Statement[]; readonly notCarried: readonly NotCarried[]; readonly found: Found } {
  const { environments = [] } = request;
  const imports = new Set(['App', 'Environment', 'Stack', 'type StackProps']);
  const notCarried: NotCarried[] = [];
  const names = new Names();
  const className = names.claimClass(request.name);
  const elements = new Elements(names, before.referenced);
  const anchors = new Anchors([
    { data: request.project, notes: request.notes },
    ...environments.map(({ overlay, notes }) => ({ data: overlay, notes })),
  ]);
  const databases = (request.recognized?.databases ?? []).map(({ id }) => [id, {}] as const);
  elements.name([
    { services: Object.fromEntries(databases) },
    request.project,
    ...environments.map(({ overlay }) => overlay),
  ]);
  names.reserve('app'); // the program's own
  const constants = nameAnchors(anchors.used(), names);
  const variableNames = nameVariables(before.often, names);
  const texts = new Texts(variableNames, imports);
  const refuse = (why: string): void => {
    notCarried.push({ pointer: [], why: `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.` });
  };
  const values = new Values({ texts, anchors, constants, imports, refuse });
  const body = new StackBody(request, elements, anchors, imports, notCarried, values);
  const statements = body.write(environments);
  const declared = declareConstants(anchors.used(), before.often, constants, variableNames, values, texts, imports);
  const header = headerOf(request.notes, request.project);
  return {
    statements: [
      ...(header === undefined ? [] : [comment(header), blankLine]),
      ...printImports(imports),
      ...afterBlank(declared.variables),
      ...declared.anchors.flatMap((statement) => [blankLine, statement]),
      blankLine,
      declareClass(className, statements),
      blankLine,
      ...declareApp(className, request, environments),
    ],
    notCarried,
    found: { often: texts.often(), referenced: elements.references },
  };
}

function afterBlank(statements: readonly Statement[]): readonly Statement[] {
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
  { name, isFragment = false, envFiles = [] }: WriteRequest,
  environments: readonly WriteEnvironment[],
): readonly Statement[] {
  const madeUp = environments.find((environment) => isMadeUp(environment));
  const stacks = environments.map((environment, index) => {
    const isFirst = index === 0;
    const id = environment.id ?? (isFirst ? name : `${name}-${environment.name}`);
    const props = [
      ...(isFirst && id === name ? [] : [property('name', literalOf(name))]),
      ...(isFirst ? [] : [property('folder', literalOf(id))]),
      writeEnvironment(environment, environment === madeUp ? DOMAIN : undefined),
      ...(envFiles.length > 0 ? [property('envFile', literalOf(envFiles.length > 1 ? envFiles : envFiles[0]))] : []),
      ...(isFragment ? [property('fragment', literalOf(true), isFirst ? { above: FRAGMENT } : undefined)] : []),
    ];
    return expressionStatement(construct(identifier(className), identifier('app'), stringLiteral(id), object(props)));
  });
  return [variable('app', construct(identifier('App'))), ...stacks];
}

const FRAGMENT = 'other Compose files define the rest: a name that leads nowhere is no mistake here';
const DOMAIN = 'the domain that it answers under, which no Compose file says: put yours';

/** What is called like this runs where other people reach it. */
const SERVER = /^(prod|live|stag(e|ing)|pre-?prod|uat|preview)/i;

/** Whether the domain is one that its owner has to replace. */
function isMadeUp({ name, domain }: WriteEnvironment): boolean {
  return SERVER.test(name) && domain === undefined;
}

/** `environment: Environment.production({ domain: … })` */
function writeEnvironment({ name, domain }: WriteEnvironment, above: string | undefined): PropertyAssignment {
  const isServer = SERVER.test(name);
  const kind = isServer ? 'production' : 'development';
  const props = [
    ...(name === kind ? [] : [property('name', literalOf(name))]),
    ...(isServer || domain !== undefined ? [property('domain', literalOf(domain ?? 'example.org'))] : []),
  ];
  const make = propertyAccess(identifier('Environment'), kind);
  const value = props.length === 0 ? call(make) : call(make, object(props));
  return property('environment', value, above === undefined ? undefined : { above });
}
