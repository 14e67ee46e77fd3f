/** What the rules `volume-of-image` and `volume-not-writable` say, on the real engine. */

import { join } from 'node:path';
import { App, DataVolume, Environment, generate, Service, Stack, Volume, write } from 'compose-constructs';
import { compose, Sources } from './support';

const sources = new Sources('declared');
afterAll(() => sources.remove());

describe('a volume that an image declares', () => {
  it('takes the data away from a named volume around it, and gives it back at its own path', async () => {
    sources.put({
      'app/Dockerfile': 'FROM busybox:1.37\nRUN mkdir -p /data/db\nVOLUME /data/db\nCMD ["sleep", "600"]\n',
    });
    const synth = (target: string): readonly string[] => {
      const app = new App({ root: sources.folder });
      const stack = new Stack(app, 'declared', { environment: Environment.development() });
      const service = new Service(stack, 'app', { build: './app', init: true });
      service.mount(new Volume(stack, 'own'), { at: target });
      service.accept('volume-of-image', 'the test needs to see it');
      const generation = generate(app);
      write(generation);
      return generation.diagnostics.map(({ id }) => id);
    };
    const afterDown = async (): Promise<string> => {
      const stack = compose(join(sources.folder, 'synth.out/declared'));
      await stack.up('--build');
      await stack.compose(['exec', '-T', 'app', 'sh', '-c', 'echo kept > /data/db/row']);
      await stack.compose(['down', '--timeout', '0']);
      await stack.up();
      return (await stack.compose(['exec', '-T', 'app', 'sh', '-c', 'cat /data/db/row || true'])).stdout;
    };
    expect(synth('/data')).toEqual([]); // it is accepted, and would be unused if nothing broke it
    expect(await afterDown()).toBe('');
    expect(synth('/data/db')).toEqual(['acceptance-unused']);
    expect(await afterDown()).toBe('kept\n');
  });
});

describe('a new volume at a folder that the image lacks', () => {
  it('is not writable for a user who is not root, until the volume has an owner', async () => {
    const written = async (build: (stack: Stack) => Volume | DataVolume): Promise<readonly [string[], number]> => {
      const app = new App({ root: sources.folder });
      const stack = new Stack(app, 'unowned', { environment: Environment.development() });
      const service = new Service(stack, 'app', {
        image: 'busybox:1.37',
        user: '1000:1000',
        command: ['touch', '/data/row'],
      });
      service.mount(build(stack), { at: '/data' });
      const generation = generate(app);
      write(generation);
      const project = compose(join(sources.folder, 'synth.out/unowned'));
      try {
        const { code } = await project.run('app', []);
        return [generation.diagnostics.map(({ id }) => id), code];
      } finally {
        await project.remove();
      }
    };
    expect(await written((stack) => new Volume(stack, 'own'))).toEqual([['volume-not-writable'], 1]);
    const owner = { uid: 1000, gid: 1000 };
    expect(await written((stack) => new DataVolume(stack, 'own', { owner }))).toEqual([[], 0]);
  });
});
