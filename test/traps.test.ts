/*
 * What has gone wrong in a real project of this kind, each either impossible here or reported: the Dockerfiles, Compose
 * files and nginx configurations of a Phoenix app in containers, as its author published them step by step.
 */
import {
  Database,
  DataVolume,
  Engine,
  Image,
  ReverseProxy,
  Service,
  type Stack,
  StaticSite,
  WebApp,
} from 'compose-constructs';
import { checkDockerfile, command, run, stage } from '../lib/languages/dockerfile';
import { block, checkNginx, directive } from '../lib/languages/nginx';
import { development, production, sources, synth } from './constructs/support';

/** That project with constructs. */
function kitteh(stack: Stack): WebApp {
  const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'kitteh_prod' });
  const uploads = new DataVolume(stack, 'uploads');
  const assets = new StaticSite(stack, 'assets', { image: Image.files({ source: 'site' }) });
  const web = new WebApp(stack, 'web', {
    image: Image.phoenix({ source: 'kitteh', app: 'kitteh', packages: ['imagemagick'] }),
    port: 4000,
    migrate: { command: ['/app/bin/kitteh', 'eval', 'Kitteh.Release.migrate()'] },
  });
  web.connect(db);
  web.mount(uploads, { at: '/var/uploads' });
  const proxy = new ReverseProxy(stack, 'proxy');
  proxy.host('kitt.eh').forward('/', web);
  proxy.host('images.kitt.eh').files('/', uploads);
  proxy.host('assets.kitt.eh').forward('/', assets);
  return web;
}

const root = sources();
const mountedByHand = (image: string) =>
  synth((stack) => {
    const db = new Service(stack, 'db', { image });
    db.mount(new DataVolume(stack, 'dbdata').volume, { at: '/var/lib/postgres' });
  });

describe('a volume beside the folder where the database keeps its data', () => {
  it('is reported where a service is written by hand', () => {
    for (const image of ['postgres:9.4', 'postgres:17.6-alpine']) {
      const { diagnostics } = mountedByHand(image);
      expect(diagnostics).toMatchObject([{ id: 'data-path', severity: 'error', path: 'shop/db' }]);
      expect(diagnostics[0]?.message).toContain('"/var/lib/postgres"');
      expect(diagnostics[0]?.remedy).toContain('"/var/lib/postgresql/data"');
    }
    expect(mountedByHand('docker.io/library/postgres:18').diagnostics[0]?.remedy).toContain('"/var/lib/postgresql"');
  });

  it('cannot be with a Database, which takes no path', () => {
    const { service } = synth(kitteh, { root });
    expect(service('db')['volumes']).toEqual([
      { type: 'volume', source: 'db-data', target: '/var/lib/postgresql/data' },
    ]);
  });
});

describe('a variable that is set to its own name', () => {
  it.each(['POSTGRES_DB', '$POSTGRES_DB', '${POSTGRES_DB}'])('is reported where it is written: %s', (value) => {
    const { diagnostics } = synth(
      (stack) => new Service(stack, 'db', { image: 'x:1', environment: { POSTGRES_DB: value } }),
    );
    expect(diagnostics).toMatchObject([{ id: 'variable-names-itself', path: 'shop/db' }]);
    expect(diagnostics[0]?.remedy).toContain('Variable.required("POSTGRES_DB")');
  });

  it('cannot be with a Database, which is given a name once and tells server and app the same', () => {
    const { service, file } = synth(kitteh, { root });
    expect(service('db')['environment']).toMatchObject({ POSTGRES_DB: 'kitteh_prod', POSTGRES_USER: 'kitteh_prod' });
    expect(service('web')['environment']).toMatchObject({ DATABASE_NAME: 'kitteh_prod', DATABASE_USER: 'kitteh_prod' });
    expect(service('web-migrate')['environment']).toMatchObject({ DATABASE_NAME: 'kitteh_prod' });
    expect(file('web/with-secrets.sh')).toContain('@db:5432/kitteh_prod');
  });
});

describe('an nginx directive that swallows the next one because a semicolon is missing', () => {
  it('cannot be written with constructs: each directive is a value of its own', () => {
    const { file } = synth(kitteh, { root });
    for (const configuration of ['proxy/nginx.conf', 'assets/nginx.conf']) {
      for (const line of file(configuration).split('\n')) expect(line).toMatch(/^\s*(#.*|\}|.*[;{])?$/);
    }
  });

  it.each([
    ['localhost', 'access_log', '/logs/assets.log'],
    ['localhost\n  access_log /logs/assets.log'],
    ['x', 'charset', 'utf-8'],
  ])('is reported where the nodes are made by hand: server_name %j', (...args) => {
    const findings = checkNginx([block('server', [], [directive('server_name', ...args)])]);
    expect(findings.map(({ id }) => id)).toEqual(['swallowed-directive']);
  });
});

describe('an app that starts before its database answers', () => {
  it.each([development, production])('cannot be: app and migration wait for its health ($name)', (environment) => {
    const { service } = synth(kitteh, { root, environment });
    for (const name of ['web', 'web-migrate']) {
      expect(service(name)['depends_on']).toMatchObject({ db: { condition: 'service_healthy' } });
    }
    expect(service('db')['healthcheck']).toMatchObject({ test: expect.arrayContaining(['pg_isready']) });
  });

  it("cannot meet an old database in development either: the app waits for the migration's success", () => {
    const { service } = synth(kitteh, { root });
    expect(service('web')['depends_on']).toMatchObject({
      'web-migrate': { condition: 'service_completed_successfully' },
    });
  });

  it('is reported for a service written by hand that waits for a health that nobody tells', () => {
    const { ids } = synth((stack) => {
      const db = new Service(stack, 'db', { image: 'acme/db:1' });
      new Service(stack, 'web', { image: 'acme/web:1' }).startAfter(db);
    });
    expect(ids).toEqual(['health-unknown: shop/web']);
  });
});

describe('credentials that nobody passes', () => {
  it('cannot be: whoever connects has host, port, name, user, password and URL', () => {
    const { service, file } = synth(kitteh, { root });
    for (const name of ['web', 'web-migrate']) {
      expect(Object.keys(service(name)['environment'] ?? {})).toEqual(
        expect.arrayContaining(['HOST', 'PORT', 'NAME', 'USER', 'PASSWORD_FILE'].map((part) => `DATABASE_${part}`)),
      );
      expect(service(name)['entrypoint']).toEqual(['/bin/sh', '/usr/local/bin/with-secrets']);
    }
    expect(file('web/with-secrets.sh')).toContain('export DATABASE_URL');
  });
});

describe('an image with more in it than runs', () => {
  it('cannot install a package before the lists of packages are there', () => {
    const { file } = synth(kitteh, { root });
    const runs = file('web/Dockerfile')
      .replaceAll(/\\\n\s*/g, '')
      .split('\n');
    const installing = runs.filter((line) => line.includes('apt-get install'));
    expect(installing).toHaveLength(2);
    for (const line of installing)
      expect(line).toMatch(/^RUN apt-get update && apt-get install --yes .* && rm .*\/var\/lib\/apt\/lists/);
  });

  it('is reported where it is written by hand', () => {
    const install = run(command('apt-get', 'install', '--yes', 'wget'));
    expect(checkDockerfile([stage({ from: 'ubuntu:24.04' }, [install])]).map(({ id }) => id)).toContain(
      'apt-update-missing',
    );
  });

  it('has neither the source nor what built it, in app and assets', () => {
    const { file } = synth(kitteh, { root });
    for (const name of ['web', 'assets']) {
      const stages = file(`${name}/Dockerfile`)
        .split(/^FROM /m)
        .slice(1);
      const copies = stages.at(-1)?.match(/^COPY .*$/gm) ?? [];
      expect(copies).toHaveLength(1);
      expect(copies[0]).toMatch(/^COPY --from=/);
      expect(stages.at(-1)).toMatch(/^USER [1-9]/m);
    }
  });
});

describe('assets', () => {
  it('have the content type of their name, which needs the list of types', () => {
    const { file } = synth(kitteh, { root });
    for (const configuration of ['proxy/nginx.conf', 'assets/nginx.conf']) {
      for (const line of ['text/css css;', 'text/javascript js mjs cjs;', 'image/svg+xml svg svgz;'])
        expect(file(configuration)).toContain(`        ${line}\n`);
    }
  });

  it('are under the host that the app is told, in every environment', () => {
    const urls = [development, production].map((environment) => {
      const found: string[] = [];
      synth((stack) => found.push(new ReverseProxy(stack, 'proxy').host(`assets.${environment.domain}`).url), {
        environment,
      });
      return found[0];
    });
    expect(urls).toEqual(['http://assets.localhost:8080', 'http://assets.kitt.eh']);
  });
});

describe('an image without a version', () => {
  it('is none of ours: what a construct chooses or builds on has one', () => {
    const { section, file } = synth(kitteh, { root, environment: production });
    const named = Object.values(section('services')).map(({ image }) => String(image));
    const built = ['web', 'assets'].flatMap((name) =>
      [...file(`${name}/Dockerfile`).matchAll(/^FROM (\S+)/gm)].map(([, from = '']) => from),
    );
    expect(built).toHaveLength(6);
    for (const image of [...named, ...built]) expect(image).toMatch(/:(?!latest)[\w.-]+$/);
  });
});

describe('the whole of it', () => {
  it.each([development, production])('is without a problem ($name)', (environment) => {
    expect(synth(kitteh, { root, environment }).ids).toEqual([]);
  });

  it('opens the database and the app to nobody but those that connect, unlike 5432:5432 and 4000:4000', () => {
    const { section } = synth(kitteh, { root });
    const published = Object.entries(section('services')).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['proxy']);
  });
});
