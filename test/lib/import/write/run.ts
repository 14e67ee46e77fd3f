/**
 * Runs a `stack.ts` in memory, and asks its elements what they come to.
 *
 * @module
 */
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as library from 'compose-constructs';
import { Construct, type IConstruct } from 'constructs';
import { transformSync } from 'esbuild';
import { Element, Extension, Paths } from '../../../../lib/core';
import { Remove, Replace } from '../../../../lib/languages/compose';

/** The project of each stack of a program, by the id of the stack; what other environments change is not merged in. */
export function projectsOf(program: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const stacks = appOf(program, '/stack').node.children;
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, projectOf(stack)]));
}

/** Everything that the program makes, as if it stood in a folder. */
export function generationOf(program: string, folder: string): library.GenerateResult {
  return library.generate(appOf(program, folder), { out: join(folder, 'synth.out') });
}

function appOf(program: string, root: string): library.App {
  const { code } = transformSync(program, { loader: 'ts', format: 'cjs' });
  const apps: library.App[] = [];
  class App extends library.App {
    constructor() {
      super({ root });
      apps.push(this);
    }
  }
  const packages: Readonly<Record<string, unknown>> = {
    'compose-constructs': { ...library, Extension, ...modules(), App },
    constructs: { Construct },
  };
  runInNewContext(code, { module: { exports: {} }, exports: {}, require: (name: string) => packages[name] });
  const [app] = apps;
  if (app === undefined) throw new Error('The program makes no app.');
  return app;
}

/** What the core has, whether or not the package shows it. */
function modules(): object {
  return { ...require('../../../../lib/core'), Remove, Replace };
}

function projectOf(stack: IConstruct): Readonly<Record<string, unknown>> {
  const project: Record<string, Record<string, unknown>> = {};
  for (const child of stack.node.children) {
    if (Element.isElement(child)) {
      project[child.section] ??= {};
      Object.assign(project[child.section] ?? {}, { [child.name]: child.toCompose(new Paths('/stack', '/stack')) });
    } else if (Extension.isExtension(child)) {
      Object.assign(project, { [child.name]: child.value });
    }
  }
  return project;
}
