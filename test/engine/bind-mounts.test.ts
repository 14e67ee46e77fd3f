/**
 * Bind mounts, as the files of a stack say them, on the real engine: missing folders come about as before, and an upgrade of
 * Compose recreates nothing.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Service, type Stack } from 'compose-constructs';
import { attempt, Sources } from './support';

const image = 'busybox:1.37';
const sources = new Sources('bind-mounts');
afterAll(() => sources.remove());

/** What Compose 5.6.0 prints for a service of this image with `/srv/a` at `/a`, in whatever form it is written. */
const HASH = '376a8e99a7803dc85023bdbc532e0c20ca6c124f17928c65b3222877782dd463';

describe('a bind mount of a stack', () => {
  it('has the same hash for Compose 2.40 and 5.6, so that an upgrade recreates no container', async () => {
    const mount = { type: 'bind', source: '/srv/a', target: '/a' } as const;
    const stack = sources.synthesize('hashes', (scope) => {
      new Service(scope, 'short', { image, volumes: ['/srv/a:/a'] });
      new Service(scope, 'long', { image, volumes: [{ ...mount, bind: { create_host_path: true } }] });
      new Service(scope, 'verb', { image }).mount('/srv/a', { at: '/a' });
    });
    const { stdout } = await stack.compose(['config', '--hash', '*']);
    expect(stdout.trim().split('\n').sort()).toEqual([`long ${HASH}`, `short ${HASH}`, `verb ${HASH}`]);
  });

  it('makes a folder that is missing where its author had it so, and fails where he had not', async () => {
    const command = ['sleep', '60'];
    const make = (scope: Stack): void => {
      new Service(scope, 'short', { image, command, volumes: ['./short:/a'] });
      const mount = (source: string) => ({ type: 'bind', source, target: '/a' }) as const;
      new Service(scope, 'long', { image, command, volumes: [mount('./long')] });
      new Service(scope, 'never', {
        image,
        command,
        volumes: [{ ...mount('./never'), bind: { create_host_path: false } }],
      });
      // as Compose 5.0 prints a project, https://github.com/docker/compose/issues/13500
      new Service(scope, 'empty', { image, command, volumes: [{ ...mount('./empty'), bind: {} }] });
    };
    const folders = ['short', 'long', 'never', 'empty'];
    sources.put(Object.fromEntries(folders.map((folder) => [`${folder}/file`, ''])));
    const stack = sources.synthesize('folders', make);
    for (const folder of folders) rmSync(join(sources.folder, folder), { recursive: true });
    await stack.up('short', 'long');
    for (const service of ['never', 'empty']) {
      const { code, stderr } = await attempt('docker', ['compose', '-f', stack.file, 'create', service]);
      expect([code, stderr]).toEqual([1, expect.stringContaining('bind source path does not exist')]);
    }
    expect(readdirSync(sources.folder).sort()).toEqual(['long', 'short', 'synth.out']);
  });
});
