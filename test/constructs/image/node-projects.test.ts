/** What a build finds out about a folder with a package.json, and what it says of it. */
import {
  type BuiltImage,
  HealthCheck,
  Image,
  SecretSource,
  StaticSite,
  text,
  Variable,
  WebApp,
} from 'compose-constructs';
import { project, synth } from '../support';

type Files = Readonly<Record<string, unknown>>;

const manifest = { name: 'web', version: '1.0.0' };
const npm: Files = { 'package.json': manifest, 'package-lock.json': {} };

function put(files: Files): string {
  const texts = Object.entries(files).map(([file, content]) => [
    `web/${file}`,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  return project(Object.fromEntries(texts));
}

/** What becomes of an app that is made of this folder. */
function result(files: Files, props: Partial<Parameters<typeof Image.node>[0]> = {}) {
  const image = Image.node({ source: './web', ...props });
  return synth((stack) => new WebApp(stack, 'web', { image, port: 3000 }), { root: put(files) });
}

/** What becomes of a site that is made of this folder. */
function site(files: Files, props: Partial<Parameters<typeof Image.files>[0]> = {}) {
  const image = Image.files({ source: './web', ...props });
  const made = { ...npm, 'package.json': { ...manifest, scripts: { build: 'vite build' } }, ...files };
  return synth((stack) => new StaticSite(stack, 'web', { image }), { root: put(made) });
}

/** The lines of the Dockerfile, continued ones joined. */
const dockerfile = (made: ReturnType<typeof result>): string[] =>
  made
    .file('web/Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');

const said = (made: ReturnType<typeof result>): string[] =>
  made.diagnostics.map(({ severity, message, remedy }) => `${severity}: ${message} ${remedy}`);

describe('an image for developing', () => {
  it.each<[string, Files]>([
    ['npm', npm],
    ['pnpm', { 'package.json': manifest, 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" }],
  ])('keeps the packages for development: %s', (_, files) => {
    const made = dockerfile(result(files, { development: true })).join('\n');
    expect(made).toMatch(/^ENV NODE_ENV=development$/m);
    expect(made).not.toMatch(/--omit=dev|--prod|prune/);
    expect(made).toContain('COPY --from=build /app/node_modules ./node_modules');
    expect(dockerfile(result(files)).join('\n')).toMatch(/--omit=dev|--prod/);
  });
});

describe('the package manager', () => {
  it.each([
    [{ 'npm-shrinkwrap.json': {} }, 'npm ci --no-audit --no-fund --omit=dev'],
    [{ 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" }, 'npm install --global pnpm@10.34.9'],
    [{ 'pnpm-lock.yaml': "lockfileVersion: '6.0'\n" }, 'npm install --global pnpm@8.15.9'],
    [{ 'pnpm-lock.yaml': 'lockfileVersion: 5.4\n' }, 'npm install --global pnpm@7.33.7'],
    [{ 'yarn.lock': '# yarn lockfile v1\n' }, 'yarn install --frozen-lockfile --non-interactive --production'],
    [
      { 'yarn.lock': '\n__metadata:\n  version: 8\n', '.yarnrc.yml': 'nodeLinker: node-modules\n' },
      'npm install --global --force @yarnpkg/cli-dist@4.18.1',
    ],
    [
      {
        'yarn.lock': '\n__metadata:\n  version: 8\n',
        '.yarnrc.yml': 'nodeLinker: "node-modules"\n',
        '.yarn/releases/yarn-4.9.2.cjs': '',
      },
      'npm install --global --force @yarnpkg/cli-dist@4.9.2',
    ],
    [
      {
        'package.json': { ...manifest, packageManager: 'pnpm@9.15.0+sha512.abc' },
        'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
        'package-lock.json': {},
      },
      'npm install --global pnpm@9.15.0',
    ],
  ])('is the one of the lock file, in a version that reads it: %j', (files, command) => {
    const made = result({ 'package.json': manifest, ...files });
    expect(made.ids).toEqual([]);
    expect(dockerfile(made).join('\n')).toContain(command);
  });

  it('is installed where the image of Node does not bring it', () => {
    const made = result({ 'package.json': manifest, 'yarn.lock': '# yarn lockfile v1\n' }, { version: '26' });
    expect(dockerfile(made)).toContain('RUN npm install --global --force yarn@1.22.22');
  });

  it.each([
    [{}, 'has no lock file'],
    [{ 'package-lock.json': {}, 'yarn.lock': '' }, 'of several package managers: package-lock.json, yarn.lock.'],
    [{ 'bun.lock': '{}' }, 'is installed with Bun, which no recipe here knows.'],
    [{ 'yarn.lock': '\n__metadata:\n' }, 'without a node_modules folder'],
    [
      { 'yarn.lock': '\n__metadata:\n', '.yarn/releases/yarn-3.6.0.cjs': '' },
      'is installed with Yarn 3.6.0, which no recipe here knows.',
    ],
  ])('is told when a build could not use it: %j', (files, message) => {
    const [first = ''] = said(result({ 'package.json': manifest, ...files }));
    expect(first).toMatch(/^error: .*"\.\/web" /);
    expect(first).toContain(message);
  });
});

it('a command that begins with a program of the build is told, with what its script runs', () => {
  const files = {
    'package.json': { ...manifest, scripts: { start: 'next start' } },
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  };
  expect(said(result(files, { command: ['pnpm', 'start'] }))).toEqual([
    'error: The command begins with "pnpm", which the image does not have: its build alone installs packages. Name the program itself; the script "start" is "next start".',
  ]);
  expect(result(npm, { command: ['npm', 'start'] }).ids).toEqual([]);
});

describe('scripts of the project', () => {
  it('are taken out before an install only where there are some', () => {
    expect(dockerfile(result(npm))).not.toContain('RUN npm pkg delete scripts');
    const made = result({ ...npm, 'package.json': { ...manifest, scripts: { prepare: 'husky' } } });
    expect(dockerfile(made)).toContain('RUN npm pkg delete scripts');
  });

  it('of an install run when the source is there, once', () => {
    const scripts = { preinstall: 'x', install: 'x', postinstall: 'x', prepare: 'x' };
    const lines = dockerfile(result({ ...npm, 'package.json': { ...manifest, scripts } }));
    const after = lines.slice(lines.indexOf('COPY --from=source /app/ ./'));
    expect(after[1]).toBe('RUN npm run install');
    expect(after.join('\n')).not.toContain('npm run postinstall');
  });
});

describe('workspaces', () => {
  const mono: Files = {
    'package.json': { name: 'mono', workspaces: { packages: ['apps/*', 'packages/**', '!packages/old'] } },
    'package-lock.json': {},
    'apps/web/package.json': { name: 'web', scripts: { build: 'x' }, dependencies: { ui: '*' } },
    'apps/admin/package.json': { name: 'admin' },
    'packages/ui/package.json': { name: 'ui', scripts: { build: 'x' }, devDependencies: { base: '*' } },
    'packages/deep/base/package.json': { name: 'base', scripts: { build: 'x' }, dependencies: { ui: '*' } },
    'packages/old/package.json': { name: 'old' },
    'packages/ui/node_modules/other/package.json': { name: 'other' },
  };

  it('are built behind what they depend on, even in a circle', () => {
    const made = result(mono, { workspace: './apps/web/', build: 'build' });
    expect(made.ids).toEqual([]);
    expect(dockerfile(made)).toContain(
      'RUN npm run build --workspace=packages/deep/base && npm run build --workspace=packages/ui && npm run build --workspace=apps/web',
    );
    expect(dockerfile(made)).toContain('WORKDIR /app/apps/web');
  });

  it('leave their neighbours out of the build, but for the manifests that the lock file is held against', () => {
    const ignored = result(mono, { workspace: 'apps/web' }).file('web/Dockerfile.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['apps/admin', '!apps/admin/package.json']));
    expect(ignored.join('\n')).not.toMatch(/packages/);
    const { 'package-lock.json': _, ...others } = mono; // Yarn 1 would install whomever it finds
    const yarn = result({ ...others, 'yarn.lock': '' }, { workspace: 'apps/web' });
    expect(yarn.file('web/Dockerfile.dockerignore')).toMatch(/^apps\/admin$/m);
    expect(yarn.file('web/Dockerfile.dockerignore')).not.toContain('!apps');
  });

  it('of pnpm are those of its lock file', () => {
    const { 'package-lock.json': _, ...others } = mono;
    const made = result(
      {
        ...others,
        'package.json': { name: 'mono' },
        'pnpm-workspace.yaml': 'packages: [apps/*, packages/*]\n',
        'pnpm-lock.yaml':
          "lockfileVersion: '9.0'\n\nsettings:\n  x: 1\n\nimporters:\n\n  .: {}\n\n  apps/admin: {}\n\n  'apps/web':\n    dependencies:\n      ui:\n        version: link:../../packages/ui\n\n  packages/ui: {}\n\npackages:\n\n  ms@2.1.3:\n",
      },
      { workspace: 'apps/web' },
    );
    const lines = dockerfile(made).join('\n');
    expect(lines).toContain('--filter web...');
    expect(made.file('web/Dockerfile.dockerignore')).toContain('apps/admin\n!apps/admin/package.json\n');
  });

  it('that are named wrongly have a guess', () => {
    expect(said(result(mono, { workspace: 'apps/wbe' }))).toEqual([
      'error: The project in "./web" has no workspace in the folder "apps/wbe". Did you mean "apps/web"?',
    ]);
  });

  it('are told from folders that lack a lock file', () => {
    const image = Image.node({ source: './web/apps/web' });
    const made = synth((stack) => new WebApp(stack, 'web', { image, port: 3000 }), { root: put(mono) });
    expect(said(made)).toEqual([
      'error: The folder "./web/apps/web" has no lock file: it is a workspace of "./web", whose lock file is there. Write { source: "./web", workspace: "apps/web" }.',
    ]);
  });
});

describe('settings of the package manager', () => {
  const settings = (npmrc: string) => result({ ...npm, '.npmrc': npmrc });

  it('without secrets are a file like any other', () => {
    const made = settings('legacy-peer-deps=true\n@acme:registry=https://npm.acme.example\n# _authToken=x\n');
    expect(dockerfile(made)).toContain('COPY package.json package-lock.json .npmrc ./');
    expect(made.file('web/Dockerfile.dockerignore')).toContain('\n!.npmrc\n');
    expect(made.section('secrets')).toEqual({});
  });

  it.each([
    '//npm.acme.example/:_authToken=npm_abc',
    '//npm.acme.example/:_authToken="npm_abc"',
    ' //npm.acme.example/:_password = aGk=',
    '_auth=dTpw',
    '//npm.acme.example/:_authToken=npm_${REST}',
    'registry=https://me:secret@npm.acme.example/',
    'key="-----BEGIN PRIVATE KEY-----"',
  ])('with a secret are a secret of the build: %s', (line) => {
    const made = settings(`audit=false\n${line}\n`);
    expect(made.ids).toEqual([]);
    expect(dockerfile(made)).toContain('COPY package.json package-lock.json ./');
    expect(dockerfile(made).join('\n')).toContain('--mount=type=secret,id=npmrc,target=/app/.npmrc,required=true');
    expect(made.file('web/Dockerfile.dockerignore')).not.toContain('!.npmrc');
    expect(made.service('web')['build']).toMatchObject({ secrets: [{ source: 'web-build-npmrc', target: 'npmrc' }] });
    expect(made.section('secrets')).toEqual({ 'web-build-npmrc': { file: '../../web/.npmrc' } });
  });

  it('that name variables have them from the shell that builds, unless the author says otherwise', () => {
    const npmrc = '//npm.acme.example/:_authToken=${NPM_TOKEN}\n//a.example/:_authToken=${OTHER?}\n';
    const made = result({ ...npm, '.npmrc': npmrc }, { secrets: { NPM_TOKEN: SecretSource.file('./keys/npm') } });
    expect(made.section('secrets')).toEqual({
      'web-build-NPM_TOKEN': { file: '../../keys/npm' },
      'web-build-OTHER': { environment: 'OTHER' },
    });
    expect(dockerfile(made)).toContain('RUN rm --recursive --force node_modules .npmrc');
  });

  it('of Yarn may hold a token, too', () => {
    const made = result({
      'package.json': manifest,
      'yarn.lock': '\n__metadata:\n',
      '.yarnrc.yml': 'nodeLinker: node-modules\nnpmScopes:\n  acme:\n    npmAuthToken: abc\n',
    });
    expect(made.section('secrets')).toEqual({ 'web-build-yarnrc.yml': { file: '../../web/.yarnrc.yml' } });
    expect(made.file('web/Dockerfile.dockerignore')).toContain('\n.yarnrc.yml\n');
  });
});

describe('variables of a build', () => {
  it('are arguments, which the deploying shell may give', () => {
    const made = site(
      {},
      { variables: { VITE_API_URL: 'https://api.example', VITE_MAP_KEY: text`${Variable.required('MAP')}` } },
    );
    expect(made.ids).toEqual([]);
    expect(made.service('web')['build']).toMatchObject({
      args: { VITE_API_URL: 'https://api.example', VITE_MAP_KEY: '${MAP:?}' },
    });
    const lines = dockerfile(made);
    expect(lines.indexOf('ARG VITE_API_URL')).toBeGreaterThan(lines.indexOf('COPY --from=source /site/ ./'));
  });

  it.each(['SENTRY_AUTH_TOKEN', 'DATABASE_PASSWORD'])('cannot be secrets: %s', (name) => {
    expect(site({}, { variables: { [name]: 'x' } }).ids).toContain('build-variable-secret: shop/web');
  });

  it('have a name that a shell takes', () => {
    expect(site({}, { variables: { 'A-B': 'x' } }).ids).toContain('build-variable-invalid: shop/web');
  });

  const env = { '.env.production': '# of the build\nVITE_API_URL=https://api.example\nexport OTHER = 1\n' };

  it('in a file that stays out of a site are told', () => {
    expect(said(site(env))).toEqual([
      'warning: The file .env.production in "./web" stays out of the build, which may want VITE_API_URL or OTHER. Name the values in `variables`, or let the file in with a line !.env.production in the .dockerignore of the folder.',
    ]);
  });

  it('in a file are not told where the build has them', () => {
    expect(site(env, { variables: { VITE_API_URL: 'x', OTHER: 'y' } }).ids).toEqual([]);
    expect(site({ ...env, '.dockerignore': '*.log\n!.env.*\n' }).ids).toEqual([]);
  });

  it('in the file of an app are told if they are for browsers', () => {
    const files = {
      ...npm,
      'package.json': { ...manifest, scripts: { build: 'next build' } },
      '.env': 'DB=x\nNEXT_PUBLIC_A=1\n',
    };
    expect(said(result(files, { build: 'build' })).join()).toContain('may want NEXT_PUBLIC_A.');
    expect(result(files).ids).toEqual([]);
  });
});

it('packages of the build are in no final stage', () => {
  const lines = dockerfile(result(npm, { buildPackages: ['python3', 'g++'], packages: ['libpq5'] }));
  const last = lines.slice(lines.lastIndexOf('FROM node:22-bookworm-slim')).join('\n');
  expect(lines.join('\n')).toContain('g++ python3');
  expect(last).toContain('libpq5');
  expect(last).not.toContain('python3');
});

it('folders that an app writes to are in memory', () => {
  expect(result(npm, { tmpfs: ['/app/.cache'] }).service('web')['tmpfs']).toEqual(['/tmp', '/app/.cache']);
});

it('an image of your own may have arguments and secrets for its build', () => {
  const image: BuiltImage = {
    ...Image.node({ source: './web' }),
    inputs: () => ({ args: { A: 'b' }, secrets: { TOKEN: SecretSource.environment('TOKEN') } }),
  };
  const made = synth((stack) => new WebApp(stack, 'web', { image, port: 3000, healthCheck: HealthCheck.none('-') }), {
    root: put(npm),
  });
  expect(made.service('web')['build']).toMatchObject({
    args: { A: 'b' },
    secrets: [{ source: 'web-build-TOKEN', target: 'TOKEN' }],
  });
});
