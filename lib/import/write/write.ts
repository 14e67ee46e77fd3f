/**
 * Writes a Compose project as the `stack.ts` that a person would have written.
 *
 * @module
 */

import {
  blankLine,
  type ClassDeclaration,
  call,
  comment,
  construct,
  expressionStatement,
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
import { isServer } from '../server';
import { StackBody } from './body';
import { declareConstants } from './constants';
import type { Imports } from './imports';
import { Program } from './program';
import { readsSomething } from './reads';
import { headerOf, withBanners } from './remarks';
import type { ProgramRequest, WriteEnvironment, WrittenProgram } from './request';

/**
 * The program whose one stack is the project. It imports only names that it uses, declares each element before its
 * first reference, and uses verbs where possible.
 *
 * @example
 * ```ts
 * writeStack({ name: 'shop', project: { services: { web: { image: 'nginx:1.27' } } } }).text;
 * ```
 */
export function writeStack(given: ProgramRequest): WrittenProgram {
  const { environments: [first, ...others] = [], notes } = given;
  const request = {
    ...given,
    ...(notes && { notes: withBanners(notes) }),
    environments: [first ?? { name: 'development' }, ...others].map((one) =>
      one.notes ? { ...one, notes: withBanners(one.notes) } : one,
    ),
  };
  // Only who has written the program knows what it refers to, so it is written twice.
  const draft = new Program(request);
  write(draft);
  const program = new Program(request, draft.usage);
  return { text: printSource(write(program)), notCarried: program.notCarried };
}

function write(program: Program): readonly Statement[] {
  const { request, imports } = program;
  const body = new StackBody(program).write(request.environments ?? []);
  const { variables, anchors } = declareConstants(program);
  const declared = [declareClass(program, body), blankLine, ...declareApp(program)];
  const header = headerOf(request.notes, request.project);
  return [
    ...(header === undefined ? [] : [comment(header), blankLine]),
    ...imports.statements(),
    ...afterBlank(variables),
    ...anchors.flatMap((statement) => [blankLine, statement]),
    blankLine,
    ...declared,
  ];
}

function afterBlank(statements: readonly Statement[]): readonly Statement[] {
  return statements.length === 0 ? [] : [blankLine, ...statements];
}

function declareClass({ className, imports }: Program, statements: readonly Statement[]): ClassDeclaration {
  const parent = call(superKeyword, identifier('scope'), identifier('id'), identifier('props'));
  return {
    kind: 'ClassDeclaration',
    isExported: true,
    name: className,
    extends: imports.value('Stack'),
    constructor: {
      parameters: [
        { name: 'scope', type: typeReference('Construct') },
        { name: 'id', type: typeReference('string') },
        { name: 'props', type: typeReference(imports.type('StackProps')) },
      ],
      body: [expressionStatement(parent), ...(statements.length === 0 ? [] : [blankLine, ...statements])],
    },
  };
}

function declareApp({ className, imports, request }: Program): readonly Statement[] {
  const { name, missing = [], environments = [], recognized } = request;
  const madeUp = environments.find((environment) => isMadeUp(environment));
  const stacks = environments.map((environment, index) => {
    const isFirst = index === 0;
    const { project = name, envFiles = request.envFiles ?? [] } = environment;
    const id = environment.id ?? (isFirst ? name : `${name}-${environment.name}`);
    const props = [
      ...(id === project ? [] : [property('name', literalOf(project))]),
      ...(isFirst ? [] : [property('folder', literalOf(id))]),
      writeEnvironment(environment, imports, environment === madeUp ? DOMAIN : undefined),
      ...(envFiles.length > 0 ? [property('envFile', literalOf(envFiles.length > 1 ? envFiles : envFiles[0]))] : []),
      ...(missing.length > 0
        ? [property('fragment', literalOf(missing), isFirst ? { above: FRAGMENT } : undefined)]
        : []),
      // the same project, so nothing is restarted; constructs are another one
      ...(recognized === undefined && readsSomething(request.project, environment.overlay)
        ? [property('noticesChanges', literalOf(false), isFirst ? { above: NOTICES } : undefined)]
        : []),
    ];
    return expressionStatement(construct(identifier(className), identifier('app'), stringLiteral(id), object(props)));
  });
  return [variable('app', construct(imports.value('App'))), ...stacks];
}

const FRAGMENT = 'what other Compose files define';
const NOTICES = 'as in the Compose file: a changed file or secret recreates nobody until this is removed';
const DOMAIN = 'the domain that it answers under, which no Compose file says: put yours';

/** Whether the domain is one that its owner has to replace. */
function isMadeUp({ name, domain }: WriteEnvironment): boolean {
  return isServer(name) && domain === undefined;
}

/** `environment: Environment.production({ domain: … })` */
function writeEnvironment(
  { name, domain }: WriteEnvironment,
  imports: Imports,
  above: string | undefined,
): PropertyAssignment {
  const onServer = isServer(name);
  const kind = onServer ? 'production' : 'development';
  const props = [
    ...(name === kind ? [] : [property('name', literalOf(name))]),
    ...(onServer || domain !== undefined ? [property('domain', literalOf(domain ?? 'example.org'))] : []),
  ];
  const make = propertyAccess(imports.value('Environment'), kind);
  const value = props.length === 0 ? call(make) : call(make, object(props));
  return property('environment', value, above === undefined ? undefined : { above });
}
