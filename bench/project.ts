/**
 * A project with the package installed as npm would install it, and a stack of ten services. Nothing is downloaded.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

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
  readonly folder: string;
  /** The command as npm links it. */
  readonly command: string;
  readonly cache: string;
  remove(): void;
}

export function installProject(): BenchProject {
  if (!existsSync(join(REPOSITORY, 'dist/synth.js'))) throw new Error('dist is missing: run `npm run compile` first.');
  const folder = mkdtempSync(join(tmpdir(), 'synth-bench-'));
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'compose-constructs');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(installed);

  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const tarball = execFileSync('npm', pack, { cwd: REPOSITORY, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  execFileSync('tar', ['-xzf', join(folder, tarball.trim()), '--strip-components=1', '-C', installed]);
  symlinkSync('../compose-constructs/dist/synth.js', join(modules, '.bin/synth'));
  for (const name of ['constructs', 'esbuild', '@esbuild']) {
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name), 'dir');
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  writeFileSync(join(folder, 'stack.ts'), STACK);

  return {
    folder,
    command: join(modules, '.bin/synth'),
    cache: join(modules, '.cache'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
