/**
 * Jobs and workers as people have them, after public reports of how they failed. Each program of these stacks is a few
 * words of a shell.
 */
import { DataVolume, Image, Job, Network, Service, Volume, Worker } from 'compose-constructs';
import { attempt, type ComposeProject, run, Sources, until } from './support';

const busybox = Image.registry('busybox:1.37', { user: { uid: 1001, gid: 1001 }, folders: ['/data'] });
const root = Image.registry('busybox:1.37', { user: { uid: 0, gid: 0 } });
const sh = (script: string): readonly string[] => ['sh', '-c', script];
const forever = 'trap exit TERM; while :; do sleep 1; done';

const sources = new Sources('reports');
afterAll(() => sources.remove());

/** Waits until a program that runs on has said something. */
async function says(stack: ComposeProject, service: string, wanted: string | RegExp): Promise<void> {
  await until(`${service} says ${String(wanted)}`, async () => new RegExp(wanted).test(await stack.logs(service)));
}

describe('a job', () => {
  // https://github.com/minio/mc/issues/3144, https://github.com/avalonmediasystem/avalon/issues/6190
  it('makes a bucket with a script, whatever its image would put before that, after a service is healthy', async () => {
    const stack = sources.synthesize('bucket', (scope) => {
      const network = new Network(scope, 'objects');
      const store = new Service(scope, 'store', {
        image: 'busybox:1.37',
        command: sh('mkdir /b && echo up >/b/index.html && exec httpd -f -h /b'),
        init: true,
        healthcheck: { test: ['CMD', 'wget', '-q', '-O', '-', 'http://127.0.0.1/'], interval: '200ms', retries: 50 },
      });
      store.join(network);
      const bucket = new Job(scope, 'bucket', {
        image: busybox,
        entrypoint: ['sh', '-c'],
        command: ['wget -q -O - http://store/ >/tmp/made && cat /tmp/made'],
      });
      bucket.join(network);
      bucket.startAfter(store, 'service_healthy');
    });
    await stack.up();
    expect(await stack.logs('bucket')).toContain('up');
  });

  // https://github.com/langgenius/dify/pull/29297, https://github.com/basecamp/kamal/issues/999
  it('gives a volume to the user of an app, as root with one capability, and is no second writer', async () => {
    const stack = sources.synthesize('owner', (scope) => {
      const data = new DataVolume(scope, 'data');
      const owner = new Job(scope, 'owner', {
        image: root,
        command: ['chown', '-R', '1001:1001', '/data'],
        capabilities: ['CHOWN'],
      });
      owner.mount(data, { at: '/data' });
      const app = new Worker(scope, 'app', { image: busybox, command: sh(`touch /data/x && ${forever}`) });
      app.mount(data, { at: '/data' });
      app.startAfter(owner);
    });
    await stack.up();
    expect((await stack.exec('app', ['stat', '-c', '%u', '/data', '/data/x'])).stdout).toBe('1001\n1001\n');
  });

  // https://github.com/docker/compose/issues/1809, https://github.com/DefangLabs/defang/issues/964
  it('is tried again when what it needs outside of the stack is late, as often as it says', async () => {
    const stack = sources.synthesize('late', (scope) => {
      const marks = new Volume(scope, 'marks');
      const late = (id: string, retries: number): Job => {
        const script = `echo x >>/marks/${id}; test $(wc -l </marks/${id}) -ge 3`;
        const job = new Job(scope, id, { image: root, command: sh(script), retries });
        job.mount(marks, { at: '/marks' });
        return job;
      };
      const app = new Worker(scope, 'app', { image: busybox, command: sh(forever) });
      app.startAfter(late('enough', 2));
      app.startAfter(late('never', 1));
    });
    const { code, stderr } = await attempt('docker', ['compose', '-p', stack.name, '-f', stack.file, 'up', '--wait']);
    expect(code).not.toBe(0);
    expect(stderr).toContain(`service "never" didn't complete successfully: exit 1`);
    const [enough] = await stack.inspect('enough');
    expect(enough?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
    expect(enough?.RestartCount).toBe(2);
  });
});

describe('a worker', () => {
  // https://github.com/basecamp/kamal/issues/1388: cron daemons change their user for each entry
  it('may change its user if it has the capabilities for it, and only then', async () => {
    const stack = sources.synthesize('cron', (scope) => {
      const command = sh(`su -s /bin/sh nobody -c 'id -u'; ${forever}`);
      new Worker(scope, 'able', { image: root, command, capabilities: ['SETUID', 'SETGID'] });
      new Worker(scope, 'unable', { image: root, command });
    });
    await stack.up();
    await says(stack, 'able', /65534\s*$/);
    await says(stack, 'unable', /can't set groups|Operation not permitted/);
  });

  // https://github.com/usetrmnl/larapaper/issues/30: images that must be process 1
  it('that is not hardened is what its image makes of it: process 1, root’s rights, a writable root', async () => {
    const stack = sources.synthesize('plain', (scope) => {
      const command = sh(`test $$ = 1 && touch /etc/x && chown 7 /etc/x && echo fine; ${forever}`);
      new Worker(scope, 'plain', { image: Image.registry('busybox:1.37'), command, hardened: false });
    });
    await stack.up();
    await says(stack, 'plain', 'fine');
    const [plain] = await stack.inspect('plain');
    expect(plain?.HostConfig).toMatchObject({ ReadonlyRootfs: false, CapDrop: null, Memory: 0 });
  });

  // https://github.com/celery/celery/issues/5911: a program that writes into the folder that it starts in
  it('writes where it says, as the user of its image', async () => {
    const stack = sources.synthesize('beat', (scope) => {
      const command = sh(`cd /var/run/beat && echo 1 >schedule && echo written; ${forever}`);
      new Worker(scope, 'beat', { image: busybox, command, tmpfs: ['/var/run/beat'] });
    });
    await stack.up();
    await says(stack, 'beat', 'written');
  });
});

describe('a worker that shares the image of an app', () => {
  // https://github.com/docker/compose/issues/9308: containers went on with the code of before
  it('runs the new code after a build, and so does its job', async () => {
    const script = (version: number): Readonly<Record<string, string>> => ({
      'app/main.js': `console.log('version ${version}'); process.argv[2] === 'once' || setInterval(() => undefined, 1000);`,
    });
    const lock = { name: 'app', lockfileVersion: 3, requires: true, packages: { '': { name: 'app' } } };
    sources.put({ 'app/package.json': '{"name":"app"}', 'app/package-lock.json': JSON.stringify(lock), ...script(1) });
    const stack = sources.synthesize('shared-image', (scope) => {
      const app = new Worker(scope, 'app', { image: Image.node({ source: './app', command: ['node', 'main.js'] }) });
      new Worker(scope, 'queue', { image: app.image, command: ['node', 'main.js', 'queue'] });
      app.startAfter(new Job(scope, 'bootstrap', { like: app, command: ['node', 'main.js', 'once'] }));
    });
    try {
      await stack.up('--build');
      sources.put(script(2));
      await stack.up('--build');
      for (const service of ['app', 'queue', 'bootstrap']) await says(stack, service, 'version 2');
    } finally {
      await stack.remove();
      await run('docker', ['image', 'rm', '--force', 'shared-image-app:development']);
    }
  });
});
