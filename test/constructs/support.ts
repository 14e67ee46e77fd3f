/** Stacks for tests of constructs: built, and read back as another program reads them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  App,
  Database,
  type Diagnostic,
  Engine,
  Environment,
  type GenerateResult,
  generate,
  Image,
  Stack,
  type StackProps,
  WebApp,
  type WebAppProps,
} from 'compose-constructs';
import { parse } from 'yaml';
import { inLongSyntax } from '../lib/long';

export const development = Environment.development();
export const production = Environment.production({ domain: 'kitt.eh' });

/** Properties of an element as the Compose file has them. */
export type Properties = Readonly<Record<string, unknown>>;
type Section = Readonly<Record<string, Properties>>;

export interface Result {
  readonly diagnostics: readonly Diagnostic[];
  readonly generation: GenerateResult;
  /** `id: path` of each diagnostic. */
  readonly ids: readonly string[];
  /** Content of a generated file. @throws Error if there is none */
  file(path: string): string;
  /** A service of the Compose file. @throws Error if there is none */
  service(name: string): Properties;
  /** A section of the Compose file; empty if it has none. */
  section(name: 'services' | 'networks' | 'volumes' | 'secrets' | 'configs'): Section;
}

export interface Circumstances {
  readonly environment?: Environment;
  readonly root?: string;
  readonly isolation?: NonNullable<StackProps['isolation']>;
}

/** What becomes of a stack named "shop" with this in it. */
export function synth(build: (stack: Stack) => unknown, circumstances: Circumstances = {}): Result {
  const { environment = development, root = sources(), ...others } = circumstances;
  const app = new App({ root });
  build(new Stack(app, 'shop', { environment, ...others }));
  return resultOf(generate(app));
}

/** The first stack of a generation. */
export function resultOf(generation: GenerateResult): Result {
  const { diagnostics, stacks } = generation;
  const file = (path: string): string => {
    const found = stacks[0]?.files.get(path);
    if (!found) throw new Error(`there is no ${path}:\n${JSON.stringify(diagnostics, null, 2)}`);
    return found.content;
  };
  const section: Result['section'] = (name) => inLongSyntax(parse(file('compose.yaml')))[name] ?? {};
  return {
    diagnostics,
    generation,
    ids: diagnostics.map(({ id, path }) => `${id}: ${path}`),
    file,
    section,
    service: (name) => {
      const found = section('services')[name];
      if (!found) throw new Error(`there is no service ${name}, only ${Object.keys(section('services')).join(', ')}`);
      return found;
    },
  };
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, removed after the tests. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'constructs-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

/** A project with something of each kind to build from. */
export function sources(): string {
  return project({
    'app/package.json': '{"scripts":{"build":"tsc"}}',
    'app/package-lock.json': '{}',
    'site/package.json': '{"scripts":{"build":"vite build"}}',
    'site/package-lock.json': '{}',
    'kitteh/mix.exs': '',
    'kitteh/mix.lock': '',
    'kitteh/config/config.exs': '',
  });
}

/** An app of each kind of image; the first two are built from `sources`. */
export const node = Image.node({ source: 'app' });
export const phoenix = Image.phoenix({ source: 'kitteh', app: 'kitteh' });
export const registry = Image.registry('ghcr.io/acme/web:1.4', { probeWith: 'curl', command: ['/web'] });

export function web(stack: Stack, props: Partial<WebAppProps> = {}, id = 'web'): WebApp {
  return new WebApp(stack, id, { image: node, port: 3000, ...props });
}

export function postgres(stack: Stack, id = 'db'): Database {
  return new Database(stack, id, { engine: Engine.postgres('17'), database: 'shop' });
}
