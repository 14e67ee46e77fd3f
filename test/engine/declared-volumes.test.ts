/** What the rule `volume-of-image` says, on the real engine. */

import { join } from 'node:path';
import { App, Environment, generate, Service, Stack, Volume, write } from 'compose-constructs';
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
