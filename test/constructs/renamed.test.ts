/** A construct with another id keeps every name that its data and its containers have. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import {
  Backup,
  BackupTarget,
  Cache,
  Database,
  DataVolume,
  Engine,
  Image,
  Job,
  ObjectStore,
  Queue,
  ReverseProxy,
  Search,
  SecretFile,
  SharedFile,
  StaticSite,
  WebApp,
  Worker,
} from '../../constructs';
import { ComposeConstruct, type ConstructProps, type Stack } from '../../lib';
import { freshRoot } from '../lib/rules/support';
import { diagnosticsOf, generated, idsOf } from '../lib/tree';

const root = freshRoot();
mkdirSync(join(root, 'site'));
writeFileSync(join(root, 'site/package.json'), '{"name":"site","version":"1.0.0","scripts":{"build":"true"}}');
writeFileSync(
  join(root, 'site/package-lock.json'),
  '{"name":"site","version":"1.0.0","lockfileVersion":3,"packages":{"":{}}}',
);

/** The whole output of a stack, with everything that has a name. */
function outputOf(build: (stack: Stack) => void): ReadonlyMap<string, string> {
  const { stacks, diagnostics } = generated(build, root);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map([...(stacks[0]?.files ?? [])].map(([path, { content }]) => [path, content]));
}

const user = { uid: 1000, gid: 1000 };
const image = Image.registry('acme/web:1', { user, command: ['web'], folders: ['/var/uploads'], probeWith: 'wget' });

interface Ids {
  readonly db: string;
  readonly uploads: string;
  readonly key: string;
  readonly web: string;
  readonly jobs: string;
  readonly site: string;
  readonly proxy: string;
}

const OLD: Ids = { db: 'db', uploads: 'uploads', key: 'key', web: 'web', jobs: 'jobs', site: 'site', proxy: 'proxy' };
const NEW: Ids = { db: 'a', uploads: 'b', key: 'c', web: 'd', jobs: 'e', site: 'f', proxy: 'g' };

const shop =
  (ids: Ids) =>
  (scope: Construct): void => {
    const was = (id: keyof Ids): ConstructProps => (ids[id] === OLD[id] ? {} : { renamedFrom: OLD[id] });
    const db = new Database(scope, ids.db, { engine: Engine.postgres('17'), database: 'shop', ...was('db') });
    const uploads = new DataVolume(scope, ids.uploads, { ...was('uploads') });
    const key = new SecretFile(scope, ids.key, was('key'));
    const web = new WebApp(scope, ids.web, { image, port: 8080, migrate: { command: ['migrate'] }, ...was('web') });
    web.connect(db);
    web.connect(new Cache(scope, ids.jobs, { engine: Engine.valkey('8.1'), ...was('jobs') }));
    web.mount(uploads, { at: '/var/uploads' });
    web.readSecret(key, { fileVariable: 'KEY_FILE' });
    const site = new StaticSite(scope, ids.site, { image: Image.files({ source: './site' }), ...was('site') });
    const proxy = new ReverseProxy(scope, ids.proxy, was('proxy'));
    proxy.host('shop.example').forward('/', web).forward('/docs/', site);
  };

describe('a construct that was renamed', () => {
  const kinds: Readonly<Record<string, (stack: Stack, id: string, renamed: ConstructProps) => unknown>> = {
    Backup: (stack, id, was) =>
      new Backup(stack, id, { of: [new DataVolume(stack, 'files')], to: BackupTarget.folder('/srv/backup'), ...was }),
    Job: (stack, id, was) => new Job(stack, id, { image, command: ['job'], ...was }),
    ObjectStore: (stack, id, was) =>
      new ObjectStore(stack, id, { engine: Engine.seaweedfs('4.48'), buckets: ['uploads'], ...was }),
    Queue: (stack, id, was) => new Queue(stack, id, { engine: Engine.rabbitmq('4.2'), ...was }),
    Search: (stack, id, was) => new Search(stack, id, { engine: Engine.meilisearch('v1.53'), ...was }),
    SharedFile: (stack, id, was) => {
      const key = new SharedFile(stack, id, {
        writer: new Worker(stack, 'writer', { image }),
        at: '/run/key/key',
        ...was,
      });
      new Worker(stack, 'reader', { image }).readFile(key, { fileVariable: 'KEY' });
    },
  };

  it.each(Object.entries(kinds))('keeps its names: %s', (_, build) => {
    const [old, now] = [{}, { renamedFrom: 'old' }];
    expect(outputOf((stack) => void build(stack, 'new', now))).toEqual(
      outputOf((stack) => void build(stack, 'old', old)),
    );
  });

  it('keeps its names, and so its data, its secrets and its containers', () => {
    expect(outputOf(shop(NEW))).toEqual(outputOf(shop(OLD)));
  });

  it('lends its old id to no job that is like it', () => {
    const { stacks, diagnostics } = generated((stack) => {
      const web = new Worker(stack, 'web', { image, renamedFrom: 'old' });
      new Job(stack, 'seed', { like: web, command: ['seed'] });
    });
    expect(diagnostics).toEqual([]);
    expect(Object.keys(stacks[0]?.assembly.project.services ?? {})).toEqual(['old', 'seed']);
  });

  it('keeps them in a new construct around it, and out of one', () => {
    class Around extends ComposeConstruct {}
    const inside = outputOf((stack) => shop(OLD)(new Around(stack, 'around', { renamedFrom: 'Default' })));
    expect(inside).toEqual(outputOf(shop(OLD)));
    const build = (scope: Construct, id: string, renamed: ConstructProps): void =>
      void new Worker(scope, id, { image, ...renamed }).mount(new DataVolume(scope, `${id}-data`), {
        at: '/var/uploads',
      });
    const before = outputOf((stack) => build(new Construct(stack, 'old'), 'bot', {}));
    const after = outputOf((stack) => {
      const bot = new Worker(stack, 'bot', { image, renamedFrom: 'old-bot' });
      bot.mount(new DataVolume(stack, 'bot-data', { renamedFrom: 'old-bot-data' }), { at: '/var/uploads' });
    });
    expect(after).toEqual(before);
  });

  it.each([
    ['is renamed from its own id', 'key', 'renamed-from-itself'],
    ['is renamed from what is no id', 'a/b', 'id-invalid'],
    ['is renamed from no text', 7 as unknown as string, 'argument-invalid'],
  ])('is told where it %s', (_, renamedFrom, id) => {
    const diagnostics = diagnosticsOf((stack) => {
      new Job(stack, 'job', { image }).readSecret(new SecretFile(stack, 'key', { renamedFrom }), { variable: 'KEY' });
    });
    expect(idsOf(diagnostics)).toEqual([`${id}: shop/key`]);
  });

  it('is told where another has its old name', () => {
    const diagnostics = diagnosticsOf((stack) => {
      for (const [id, was] of [
        ['one', {}],
        ['other', { renamedFrom: 'one' }],
      ] as const) {
        new Worker(stack, id, { image, ...was });
      }
    });
    expect(idsOf(diagnostics)).toEqual([expect.stringContaining('shop/other')]);
  });
});
