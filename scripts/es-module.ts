/**
 * ECMAScript modules as the bundler prints them: imports first, one `export{…}` last. It splits modules only in that
 * format; this makes CommonJS of them.
 */
import { type BuildOptions, transform } from 'esbuild';

/** `name as as`: of an import, the name over there and the one here; of an export, the other way round. */
export interface Renamed {
  readonly name: string;
  readonly as: string;
}

export interface EsModule {
  readonly imports: readonly { readonly from: string; readonly names: readonly Renamed[] }[];
  readonly exports: readonly Renamed[];
  /** What is neither an import from a neighbour nor an export. */
  readonly body: string;
}

const IMPORT = /^\s*import(?:\{([^}]*)\}from)?"([^"]+)";/;
const EXPORT = /\s*export\{([^}]*)\};?\s*$/;

export function readModule(text: string): EsModule {
  const imports = [];
  let rest = text;
  for (let match = IMPORT.exec(rest); match; match = IMPORT.exec(rest)) {
    const [whole, names = '', from = ''] = match;
    imports.push({ from, names: renamed(names) });
    rest = rest.slice(whole.length);
  }
  const [tail = '', names = ''] = EXPORT.exec(rest) ?? [];
  return { imports, exports: renamed(names), body: rest.slice(0, rest.length - tail.length) };
}

function renamed(list: string): Renamed[] {
  return list
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', as = name] = part.trim().split(' as ');
      return { name, as };
    });
}

/** Whether a module has nothing of its own. */
export function passesOn({ body }: EsModule): boolean {
  return body.trim() === '';
}

/** The same module for `require`, with classes and functions that are called what their sources call them. */
export async function toCommonJs(
  { imports, exports, body }: EsModule,
  { target, supported }: BuildOptions,
): Promise<string> {
  const required = imports.map(({ from, names }) =>
    names.length === 0
      ? `require(${JSON.stringify(from)});`
      : `var{${names.map(({ name, as }) => property(name, as)).join(',')}}=require(${JSON.stringify(from)});`,
  );
  const given = `module.exports={${exports.map(({ name, as }) => property(as, name)).join(',')}};`;
  const marked = 'Object.defineProperty(module.exports,"__esModule",{value:true});';
  // the bundler makes the rest: `body` may hold further imports, of other kinds
  const { code } = await transform(`"use strict";${required.join('')}${body}${ownNames(exports, body)}`, {
    format: 'cjs',
    platform: 'node',
    minifyWhitespace: true,
    minifySyntax: true,
    ...(target !== undefined && { target }),
    ...(supported && { supported }),
  });
  return `${code.trimEnd()}${given}${marked}\n`;
}

const property = (key: string, value: string): string => (key === value ? key : `${key}:${value}`);

/**
 * The bundler renames what it has to: `class _Stack`, `function write2`. Users see these names, in stack traces and when they
 * print a construct. Its own `keepNames` costs time for every inner function.
 */
function ownNames(exports: readonly Renamed[], body: string): string {
  const classes = [...body.matchAll(/([\w$]+)=class _([\w$]+)\b/g)].map(([, variable = '', name = '']) => [
    variable,
    name,
  ]);
  const others = exports
    .filter(({ name, as }) => /^\d+$/.test(name.slice(as.length)) && name.startsWith(as))
    .filter(({ name }) => body.includes(`function ${name}(`) || body.includes(`${name}=class`))
    .map(({ name, as }) => [name, as]);
  const pairs = [...new Map([...others, ...classes].map(([variable = '', name = '']) => [variable, name]))];
  if (pairs.length === 0) return '';
  const list = pairs.map(([variable, name]) => `[${variable},"${name}"]`).join(',');
  return `for(const[value,name]of[${list}])Object.defineProperty(value,"name",{value:name,configurable:true});`;
}
