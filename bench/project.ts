/**
 * Projects with the package installed as npm would install it: a stack of ten services, and each example. Nothing is
 * downloaded.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

export const REPOSITORY = resolve(__dirname, '..');

const STACK = `
import { App, Database, Engine, Environment, Image, ReverseProxy, Stack, type StackProps, WebApp } from 'compose-constructs';
import type { Construct } from 'constructs';

enum App8 { Accounts, Billing, Catalogue, Delivery, Events, Files, Games, Help }

class Shop extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const proxy = new ReverseProxy(this, 'proxy');
    const db = new Database(this, 'db', { engine: Engine.postgres('17'), database: 'shop' });
    for (let app = App8.Accounts; app <= App8.Help; app += 1) {
      const name = App8[app]!.toLowerCase();
      const web = new WebApp(this, name, {
        image: Image.registry(\`ghcr.io/acme/\${name}:1.4.2\`, { command: ['node', 'server.js'], user: { uid: 1000, gid: 1000 }, probeWith: 'wget' }),
        port: 3000 + app,
        environment: { NAME: name, LEVEL: 'info' },
      });
      web.connect(db);
      proxy.host(\`\${name}.\${this.environment.domain}\`).forward('/', web);
    }
  }
}

new Shop(new App(), 'shop', { environment: Environment.development() });
`;

export interface BenchProject {
  readonly name: string;
  readonly folder: string;
  /** The command as npm links it. */
  readonly command: string;
  readonly cache: string;
  remove(): void;
}

/** Puts the files of a project into its folder. */
type Fill = (folder: string) => void;

const tenServices: Fill = (folder) => writeFileSync(join(folder, 'stack.ts'), STACK);

/** Every project that is measured, by name. */
export function projects(): Readonly<Record<string, Fill>> {
  const examples = join(REPOSITORY, 'examples');
  const isSource = (path: string): boolean => !['node_modules', 'synth.out', 'secrets'].includes(basename(path));
  return {
    'ten services': tenServices,
    ...Object.fromEntries(
      readdirSync(examples)
        .filter((name) => existsSync(join(examples, name, 'stack.ts')))
        .map((name): [string, Fill] => [
          `examples/${name}`,
          (folder) => cpSync(join(examples, name), folder, { recursive: true, filter: isSource }),
        ]),
    ),
  };
}

/** @param dist bundles in place of those that are packed */
export function installProject(name: string, fill: Fill, dist?: string): BenchProject {
  if (!existsSync(join(REPOSITORY, 'dist/synth.js'))) throw new Error('dist is missing: run `npm run compile` first.');
  const folder = mkdtempSync(join(tmpdir(), 'synth-bench-'));
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'compose-constructs');
  fill(folder);
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(installed);

  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const tarball = execFileSync('npm', pack, { cwd: REPOSITORY, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  execFileSync('tar', ['-xzf', join(folder, tarball.trim()), '--strip-components=1', '-C', installed]);
  if (dist !== undefined) cpSync(dist, join(installed, 'dist'), { recursive: true });
  symlinkSync('../compose-constructs/dist/synth.js', join(modules, '.bin/synth'));
  for (const dependency of ['constructs', 'esbuild', '@esbuild']) {
    symlinkSync(join(REPOSITORY, 'node_modules', dependency), join(modules, dependency), 'dir');
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');

  return {
    name,
    folder,
    command: join(modules, '.bin/synth'),
    cache: join(modules, '.cache'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
