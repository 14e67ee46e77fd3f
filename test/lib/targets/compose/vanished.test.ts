/** Parts of the last output that the new one does not have: told once, with what may have taken their place. */
import { appendFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  compare,
  type Diagnostic,
  Environment,
  generate,
  Network,
  Service,
  type ServiceProps,
  Stack,
  Volume,
  write,
} from '../../../../lib';
import { lineOf } from '../../tree';

const image = 'busybox:1.37';
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'vanished-')));
});
afterEach(() => rmSync(root, { recursive: true }));

type Build = (stack: Stack) => unknown;

function appOf(stacks: Readonly<Record<string, Build>>): App {
  const app = new App({ root });
  for (const [id, build] of Object.entries(stacks)) {
    const environment = id.endsWith('prod')
      ? Environment.production({ domain: 'shop.example' })
      : Environment.development();
    build(new Stack(app, id, { environment }));
  }
  return app;
}

function synth(stacks: Readonly<Record<string, Build>>, only?: readonly string[]): readonly Diagnostic[] {
  return write(generate(appOf(stacks), only && { stacks: only })).diagnostics;
}

const told = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ id, message }) => `${id}: ${message}`);

/** A service that writes files into a volume. */
const web =
  (volume?: string, props: { name?: string; external?: boolean } = {}, service = 'web'): Build =>
  (stack) => {
    if (volume !== undefined) new Volume(stack, volume, props); // ← volume
    new Service(stack, service, { image, ...(volume !== undefined && { volumes: [`${volume}:/data`] }) });
  };

describe('a volume that vanished since the last output', () => {
  it('is told once, with its name in Docker', () => {
    expect(synth({ shop: web('uploads') })).toEqual([]);
    const diagnostics = synth({ shop: web() });
    expect(diagnostics).toMatchObject([{ id: 'volume-vanished', severity: 'warning', path: 'shop' }]);
    expect(diagnostics[0]?.message).toContain('"shop_uploads"');
    expect(diagnostics[0]?.remedy).toContain('docker volume rm shop_uploads');
    expect(synth({ shop: web() })).toEqual([]);
  });

  it('is told with the one that took its place, at its line', () => {
    synth({ shop: web('uploads') });
    const [found, ...others] = synth({ shop: web('files') });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: 'volume-vanished',
      path: 'shop/files',
      location: { line: lineOf(__filename, 'volume') },
    });
    expect(found?.message).toMatch(/"uploads".*"files".*Renamed\?.*"shop_uploads"/);
    expect(found?.remedy).toContain('{ name: "shop_uploads" }');
  });

  it('is told with that one where the service has another name, too', () => {
    synth({ shop: web('uploads') });
    expect(told(synth({ shop: web('files', {}, 'site') }))).toEqual([
      expect.stringMatching(/^volume-vanished: .*"files" takes its place/),
      expect.stringMatching(/^service-vanished: .*"web".*"site" looks like it/),
    ]);
  });

  it('has not vanished where the new one keeps its name in Docker', () => {
    synth({ shop: web('uploads') });
    expect(synth({ shop: web('files', { name: 'shop_uploads' }) })).toEqual([]);
    expect(synth({ shop: web('uploads') })).toEqual([]);
  });

  it('is one whose name in Docker was changed', () => {
    synth({ shop: web('uploads', { name: 'photos' }) });
    expect(told(synth({ shop: web('uploads') }))).toEqual([
      expect.stringMatching(/"uploads" takes its place.*"photos"/),
    ]);
  });

  it('is none that others made, and none that no service has mounted', () => {
    synth({ shop: web('uploads', { external: true, name: 'photos' }) });
    expect(synth({ shop: web() })).toEqual([]);
    synth({ shop: (stack) => [web()(stack), new Volume(stack, 'old').accept('unused-element', 'kept')] });
    expect(synth({ shop: web() })).toEqual([]);
  });

  it('is told for each environment, and for the stack that is asked for', () => {
    synth({ 'shop-dev': web('uploads'), 'shop-prod': web('uploads') });
    expect(told(synth({ 'shop-dev': web(), 'shop-prod': web('uploads') }))).toEqual([
      expect.stringContaining('"shop-dev_uploads"'),
    ]);
    const both = { 'shop-dev': web('uploads'), 'shop-prod': web() };
    expect(synth(both, ['shop-dev'])).toEqual([]);
    expect(told(synth(both, ['shop-prod']))).toEqual([expect.stringContaining('"shop-prod_uploads"')]);
  });

  it('is told by a comparison, which leaves it to be told by the writing', () => {
    synth({ shop: web('uploads') });
    const checked = (): Diagnostic[] => [...compare(generate(appOf({ shop: web() }))).diagnostics];
    expect(told(checked())).toEqual(told(checked()));
    expect(checked()).toMatchObject([{ id: 'volume-vanished' }]);
    expect(synth({ shop: web() })).toMatchObject([{ id: 'volume-vanished' }]);
    expect(checked()).toEqual([]);
  });

  it('is kept for the next run where nothing can be written', () => {
    synth({ shop: web('uploads') });
    const wrong: Build = (stack) => [web()(stack), new Service(stack, 'other', {})];
    expect(synth({ shop: wrong }).map(({ id }) => id)).toEqual(['image-missing']);
    expect(synth({ shop: web() })).toMatchObject([{ id: 'volume-vanished' }]);
  });

  it('is found in a file that a merge left in pieces', () => {
    synth({ shop: web('uploads') });
    const file = join(root, 'synth.out/shop/compose.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'volumes:\n  uploads: {}',
        '<<<<<<< a\n=======\nvolumes:\n  uploads: {}\n>>>>>>> b',
      ),
    );
    appendFileSync(file, '# end\n');
    expect(synth({ shop: web() }).map(({ id }) => id)).toContain('volume-vanished');
  });
});

describe('a stack with another name', () => {
  it('is another project, whose volumes are named one by one', () => {
    synth({ shop: web('uploads') });
    const [found, ...others] = synth({ store: web('uploads') });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'project-renamed', path: 'store' });
    expect(found?.message).toContain('"shop_uploads"');
    expect(found?.remedy).toContain('{ name: "shop" }');
    expect(synth({ store: web('uploads') })).toEqual([]);
  });

  it('is told in a folder that stays, too', () => {
    const inFolder = (name: string): App => {
      const app = new App({ root });
      web('uploads')(new Stack(app, 'shop', { name, folder: 'deploy', environment: Environment.development() }));
      return app;
    };
    write(generate(inFolder('shop')));
    expect(write(generate(inFolder('store'))).diagnostics).toMatchObject([{ id: 'project-renamed' }]);
  });

  it('is none where a copy takes the folder, nor where the stack takes it back', () => {
    const copy = (instance?: string): readonly Diagnostic[] => {
      const app = new App({ root });
      const environment = Environment.development(instance === undefined ? {} : { instance });
      web('uploads')(new Stack(app, 'shop', { environment }));
      return write(generate(app)).diagnostics;
    };
    for (const instance of [undefined, 'review', 'hotfix', undefined]) expect(copy(instance)).toEqual([]);
  });

  it('is none beside the one that looks like it', () => {
    synth({ shop: web('uploads') });
    expect(synth({ shop: web('uploads'), other: web('uploads') }, ['other'])).toEqual([]);
  });

  it('is none where another app writes into the same folder', () => {
    synth({ blog: web('articles') });
    expect(synth({ shop: web('uploads') })).toEqual([]);
  });
});

describe('a service or a network that vanished', () => {
  const services =
    (...names: string[]): Build =>
    (stack) =>
      names.map((name) => new Service(stack, name, { image, command: ['sleep', name.replace(/\d/, '')] }));

  it('is told, all that nothing resembles at once', () => {
    synth({ shop: services('web', 'mail', 'queue') });
    const [found, ...others] = synth({ shop: services('web') });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'service-vanished', severity: 'warning' });
    expect(found?.message).toContain('"mail", "queue"');
    expect(found?.remedy).toContain('--remove-orphans');
  });

  it('is told with the one that looks like it, if one does', () => {
    synth({ shop: services('web', 'mail') });
    expect(told(synth({ shop: services('web', 'mail2') }))).toEqual([
      expect.stringMatching(/"mail".*"mail2" looks like it/),
    ]);
    synth({ shop: services('web', 'mail') });
    expect(told(synth({ shop: services('web', 'mail2', 'mail3') }))).toEqual([expect.not.stringContaining('Renamed')]);
  });

  const joined =
    (network?: string): Build =>
    (stack) => {
      const one = new Service(stack, 'one', { image });
      if (network !== undefined) one.join(new Network(stack, network));
    };

  it('is told with the name that Docker has, and the network that has its services', () => {
    synth({ shop: joined('back') });
    expect(synth({ shop: joined('inner') })).toMatchObject([
      { id: 'network-vanished', path: 'shop/inner', remedy: expect.stringContaining('docker network rm shop_back') },
    ]);
    expect(synth({ shop: joined() })).toMatchObject([
      { id: 'network-vanished', path: 'shop', remedy: expect.stringContaining('docker network rm shop_inner') },
    ]);
  });
});

describe('a change of a production stack that costs data', () => {
  const PROD = 'shop-prod';
  /** The files of the output, before and after. */
  const output = (): string => readFileSync(join(root, 'synth.out', PROD, 'compose.yaml'), 'utf8');
  const refused = (build: Build): string[] => {
    const before = output();
    const diagnostics = synth({ [PROD]: build });
    expect(output()).toBe(before);
    return diagnostics.filter(({ severity }) => severity === 'error').map(({ id, remedy }) => `${id}: ${remedy}`);
  };
  const says = (id: string): unknown => expect.stringMatching(new RegExp(`^${id}: .*accept\\('${id}', why\\)`));
  const labelled: Build = (stack) => {
    new Volume(stack, 'uploads', { labels: { team: 'web' } });
    new Service(stack, 'web', { image, volumes: ['uploads:/data'] });
  };

  it.each<[string, Build, string]>([
    ['a volume that vanishes', web(), 'volume-vanished'],
    ['a volume with another id', web('files'), 'volume-vanished'],
    ['a volume with a label, which one option of `up` destroys', labelled, 'volume-changed'],
    ['a service with another id, whose old container keeps writing', web('uploads', {}, 'site'), 'writer-stays'],
  ])('is refused, and nothing is written: %s', (_, build, id) => {
    synth({ [PROD]: web('uploads') });
    expect(refused(build)).toEqual([says(id)]);
    expect(refused(build)).toEqual([says(id)]); // until the author decides
    const accepted: Build = (stack) => {
      build(stack);
      stack.accept(id, 'the test means it');
    };
    expect(synth({ [PROD]: accepted }).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(output()).toContain('image');
    expect(synth({ [PROD]: accepted }).map((one) => one.id)).toEqual([]); // and the acceptance may stay
  });

  it.each<[string, ServiceProps]>([
    ['a job, whose container has ended', { image, restart: 'no' }],
    ['a task, which runs when a person asks for it', { image, profiles: ['tools'] }],
    ['a service without containers', { image, deploy: { replicas: 0 } }],
  ])('is no other id of one that does not keep running: %s', (_, props) => {
    const beside =
      (id: string): Build =>
      (stack) => {
        web('uploads')(stack);
        new Service(stack, id, { ...props, volumes: ['uploads:/data'] });
      };
    synth({ [PROD]: beside('one') });
    expect(synth({ [PROD]: beside('other') }).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is no other id of a job that others wait for', () => {
    const jobs =
      (id: string): Build =>
      (stack) => {
        new Volume(stack, 'uploads');
        new Service(stack, id, { image, volumes: ['uploads:/data'] });
        const depends_on = { [id]: { condition: 'service_completed_successfully' as const } };
        new Service(stack, 'web', { image, volumes: ['uploads:/data'], depends_on });
      };
    synth({ [PROD]: jobs('one') });
    expect(synth({ [PROD]: jobs('other') }).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is refused where the whole project has another name', () => {
    synth({ [PROD]: web('uploads') });
    const app = new App({ root });
    const stack = new Stack(app, 'store-prod', { environment: Environment.production({ domain: 'shop.example' }) });
    web('uploads')(stack);
    const found = write(generate(app)).diagnostics.filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject([{ id: 'project-renamed' }]);
  });

  it('is no change of what only reads, of what keeps its name, and of labels of a volume that others made', () => {
    synth({ [PROD]: web('uploads') });
    expect(synth({ [PROD]: web('files', { name: `${PROD}_uploads` }) })).toEqual([]);
    const reader =
      (id: string): Build =>
      (stack) => {
        web('uploads')(stack);
        new Service(stack, id, { image, volumes: ['uploads:/data:ro'] });
      };
    synth({ [PROD]: reader('reader') });
    expect(told(synth({ [PROD]: reader('other') }))).toEqual([expect.stringMatching(/^service-vanished/)]);
  });

  it('is a warning in development', () => {
    synth({ shop: web('uploads') });
    expect(synth({ shop: labelled })).toMatchObject([{ id: 'volume-changed', severity: 'warning' }]);
  });
});
