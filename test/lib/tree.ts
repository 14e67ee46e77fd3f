/** Trees for tests: as short as a test can say them. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { App, type Diagnostic, Environment, type GenerateResult, generate, Stack, type StackProps } from '../../lib';
import { inLongSyntax } from './long';

/** A folder that does not exist, so that nothing can be written there and nothing is found. */
export const ROOT = '/srv/shop';

export function newStack(props: Partial<StackProps> & { readonly root?: string } = {}): Stack {
  const { root = ROOT, ...stack } = props;
  return new Stack(new App({ root }), 'shop', { environment: Environment.development(), ...stack });
}

/** What comes of a stack with this in it. */
export function generated(build: (stack: Stack) => unknown, root: string = ROOT): GenerateResult {
  const stack = newStack({ root });
  build(stack);
  return generate(stack.node.root as App); // `newStack` made it in an App
}

export function diagnosticsOf(build: (stack: Stack) => unknown, root: string = ROOT): readonly Diagnostic[] {
  return generated(build, root).diagnostics;
}

/** `id: path` of each. */
export function idsOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ id, path }) => `${id}: ${path}`);
}

/** The Compose file as text. @throws Error if there are errors */
export function composeText(build: (stack: Stack) => unknown, root: string = ROOT): string {
  const { stacks, diagnostics } = generated(build, root);
  const content = stacks[0]?.files.get('compose.yaml')?.content;
  if (content === undefined) throw new Error(`nothing was generated: ${JSON.stringify(diagnostics, null, 2)}`);
  return content;
}

/** Sections, elements, properties. */
export type Parsed = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The Compose file as another program reads it, in long syntax. */
export function composeOf(build: (stack: Stack) => unknown, root: string = ROOT): Parsed {
  return inLongSyntax(parse(composeText(build, root)));
}

/** Number of the one line of a test file that ends with the comment `// ← marker`. */
export function lineOf(file: string, marker: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.flatMap((line, index) => (line.endsWith(`// ← ${marker}`) ? [index + 1] : []));
  const [line] = found;
  if (line === undefined || found.length > 1)
    throw new Error(`${found.length} lines are marked "${marker}" in ${file}`);
  return line;
}
