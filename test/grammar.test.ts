/** How the tree is said: everything in it is `new X(scope, id, props)`, and no class wants to know more. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');

interface Declared {
  readonly name: string;
  readonly base: string | undefined;
  /** Names of the constructor's parameters, if it has a constructor of its own that can be called. */
  readonly parameters: readonly string[] | undefined;
}

function classesIn(code: string): Declared[] {
  const file = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest);
  return file.statements.filter(ts.isClassDeclaration).map((declaration) => {
    const [heritage] = declaration.heritageClauses?.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? [];
    const base = heritage?.types[0]?.expression;
    return {
      name: declaration.name?.text ?? '',
      base: base && ts.isIdentifier(base) ? base.text : undefined,
      parameters: declaration.members
        .filter(ts.isConstructorDeclaration)
        .find(({ modifiers = [] }) => !modifiers.some(({ kind }) => kind === ts.SyntaxKind.ProtectedKeyword))
        ?.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : 'a pattern')),
    };
  });
}

/** The classes that end in `Construct`, and what their constructors take. */
function constructsAmong(classes: readonly Declared[]): Declared[] {
  const byName = new Map(classes.map((declared) => [declared.name, declared]));
  const isConstruct = (base: string | undefined): boolean =>
    base === 'Construct' || (base !== undefined && isConstruct(byName.get(base)?.base));
  return classes.filter(({ base }) => isConstruct(base));
}

function unlikeTheOthers(classes: readonly Declared[]): string[] {
  return constructsAmong(classes).flatMap(({ name, parameters = ['scope', 'id', 'props'] }) => {
    const [scope, id, ...rest] = parameters;
    return scope === 'scope' && id === 'id' && rest.length <= 1 ? [] : [`${name}(${parameters.join(', ')})`];
  });
}

describe('every class of the tree', () => {
  const classes = ['lib', 'constructs'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => classesIn(readFileSync(join(ROOT, room, file), 'utf8'))),
  );

  it('is made with a scope, an id and one argument more at most', () => {
    expect(constructsAmong(classes).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Element', 'Service', 'Secret', 'Artifact', 'Stack', 'WebApp', 'ReverseProxy']),
    );
    expect(unlikeTheOthers(classes)).toEqual([]);
  });

  it('is seen when it wants a fourth argument, or others first, however far it is from Construct', () => {
    const planted = classesIn(`
      class Base extends Construct {}
      class Fine extends Base { constructor(scope: Construct, id: string, readonly props: object = {}) {} }
      class Fourth extends Fine { constructor(scope: Construct, id: string, props: object, late = () => 1) {} }
      class First extends Base { constructor(name: string, scope: Construct) {} }
      abstract class Kind extends Base { protected constructor(scope: Construct, id: string, props: object, kind: string) {} }
      class Own extends Kind { constructor(scope: Construct, id: string, props: object, more: object) {} }
      class Other { constructor(a: string, b: string, c: string, d: string) {} }
    `);
    expect(unlikeTheOthers(planted)).toEqual([
      'Fourth(scope, id, props, late)',
      'First(name, scope)',
      'Own(scope, id, props, more)',
    ]);
  });
});
