/** A construct that an environment or a property leaves out is not there, and those who need it say so at synth. */
import {
  Backup,
  BackupTarget,
  Database,
  DataVolume,
  Engine,
  Image,
  Job,
  ReverseProxy,
  SecretFile,
  SharedFile,
  WebApp,
  Worker,
} from '../../constructs';
import { ComposeConstruct, Network, reachableOnlyFrom, Secret, Service, type Stack, Volume } from '../../lib';
import { diagnosticsOf, generated, idsOf } from '../lib/tree';

const user = { uid: 1000, gid: 1000 };
const image = Image.registry('acme/web:1', { user, command: ['web'], folders: ['/data', '/key'], probeWith: 'wget' });
const OUT = { enabled: false };

const postgres = (stack: Stack, id = 'db', enabled = false): Database =>
  new Database(stack, id, { engine: Engine.postgres('17'), database: 'shop', enabled });

/** The files of a stack and its secrets, without one diagnostic. */
function outputOf(build: (stack: Stack) => void): unknown {
  const { stacks, diagnostics } = generated(build);
  expect(diagnostics).toEqual([]);
  return stacks.map(({ files, assembly }) => [[...files], assembly.secrets]);
}

describe('a construct that is left out', () => {
  it('is not there, and neither is anything in it or beside it', () => {
    const web = (stack: Stack): WebApp => new WebApp(stack, 'web', { image, port: 8080 });
    const files = (stack: Stack): DataVolume => {
      const uploads = new DataVolume(stack, 'uploads', { owner: user });
      web(stack).mount(uploads, { at: '/data' });
      return uploads;
    };
    const whole = outputOf((stack) => {
      const uploads = files(stack);
      // what is left out may need what is there, and even write the same volume
      const events = new WebApp(stack, 'events', { image, port: 8082, enabled: false, migrate: { command: ['m'] } });
      events.connect(postgres(stack));
      events.mount(uploads, { at: '/data' });
      events.readSecret(new SecretFile(stack, 'key', OUT), { variable: 'KEY' });
      events.task('again', ['again']);
      new Worker(stack, 'broken', { image: Image.node({ source: './missing' }), ...OUT });
    });
    expect(whole).toEqual(outputOf((stack) => void files(stack)));
  });

  it('gives no image to the job that prepares a volume, even if it mounts the volume first', () => {
    const files = (stack: Stack, isFirstOut: boolean): void => {
      const uploads = new DataVolume(stack, 'uploads', { owner: user });
      const other = Image.registry('acme/other:1', { user, command: ['other'], folders: ['/data'] });
      if (isFirstOut) new Worker(stack, 'first', { image: other, ...OUT }).mount(uploads, { at: '/data' });
      new Worker(stack, 'bot', { image }).mount(uploads, { at: '/data' });
    };
    expect(outputOf((stack) => files(stack, true))).toEqual(outputOf((stack) => files(stack, false)));
  });

  it('is there with `enabled: true`, and leaves its parts out where one around it is', () => {
    class Around extends ComposeConstruct {}
    const service = (enabled: boolean) => (stack: Stack) =>
      void new Service(new Around(stack, 'around', { enabled }), 'Default', { image: 'acme/web:1' });
    expect(JSON.stringify(outputOf(service(true)))).toContain('acme/web:1');
    expect(JSON.stringify(outputOf(service(false)))).not.toContain('acme/web:1');
  });

  it.each<[string, (stack: Stack, web: WebApp) => void]>([
    ['connect', (stack, web) => void web.connect(postgres(stack))],
    ['startAfter', (stack, web) => web.startAfter(new Job(stack, 'job', { image, ...OUT }))],
    ['readSecret', (stack, web) => void web.readSecret(new SecretFile(stack, 'key', OUT))],
    ['mount', (stack, web) => web.mount(new DataVolume(stack, 'data', OUT), { at: '/data' })],
    ['reachableOnlyFrom', (stack, web) => reachableOnlyFrom(web, [new Worker(stack, 'bot', { image, ...OUT })])],
    [
      'readFile',
      (stack, web) => void web.readFile(new SharedFile(stack, 'file', { writer: web, at: '/key/file', ...OUT })),
    ],
    [
      'SharedFile',
      (stack) => {
        const writer = new Worker(stack, 'writer', { image, ...OUT });
        new SharedFile(stack, 'file', { writer, at: '/key/file' });
      },
    ],
    ['Job', (stack) => new Job(stack, 'job', { like: new Worker(stack, 'bot', { image, ...OUT }), command: ['job'] })],
    ['of', (stack) => new Backup(stack, 'backup', { of: [postgres(stack)], to: BackupTarget.folder('/srv/backup') })],
    [
      'forward',
      (stack) => {
        const events = new WebApp(stack, 'events', { image, port: 8082, ...OUT });
        new ReverseProxy(stack, 'proxy').host('shop.example').forward('/', events);
      },
    ],
    [
      'join',
      (stack, web) => {
        class Around extends ComposeConstruct {}
        web.service.join(new Network(new Around(stack, 'around', OUT), 'inside'));
      },
    ],
  ])('is told to those who need it: %s', (verb, build) => {
    const diagnostics = diagnosticsOf((stack) => build(stack, new WebApp(stack, 'web', { image, port: 8080 })));
    const [found, ...others] = diagnostics.filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject({ id: 'left-out', message: expect.stringContaining(`${verb} was given "shop/`) });
    expect(idsOf(others)).toEqual([]);
  });

  it('is no text', () => {
    const enabled = 'no' as unknown as boolean;
    const diagnostics = diagnosticsOf((stack) => new Worker(stack, 'web', { image, enabled }));
    expect(idsOf(diagnostics)).toEqual(['argument-invalid: shop/web']);
  });

  it('is told of elements as well', () => {
    class Around extends ComposeConstruct {}
    const diagnostics = diagnosticsOf((stack) => {
      const around = new Around(stack, 'around', OUT);
      const web = new Service(stack, 'web', { image: 'acme/web:1' });
      web.mount(new Volume(around, 'data'), { at: '/data' });
      web.readSecret(new Secret(around, 'key', { file: './key' }));
    });
    expect(idsOf(diagnostics).filter((one) => one.startsWith('left-out'))).toEqual(Array(2).fill('left-out: shop/web'));
  });
});
