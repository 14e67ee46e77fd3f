/** New volumes that a user who is not root cannot write to. */
import { DataVolume, Image, WebApp } from '../../../constructs';
import { Service, type ServiceProps, type Stack, Volume, type VolumeProps } from '../../../lib';
import { diagnosticsOf } from '../tree';
import { messages } from './support';

const told = (props: ServiceProps, volume: VolumeProps = {}): string[] =>
  messages('volume-not-writable', (stack) => {
    new Volume(stack, 'own', volume);
    new Service(stack, 'app', { user: '1000:1000', ...props });
  });

describe('a new volume that the user of its service cannot write', () => {
  it.each<[string, ServiceProps]>([
    ['at a folder that a plain image lacks', { image: 'busybox:1.37', volumes: ['own:/data'] }],
    ['below one of a language', { image: 'docker.io/library/node:24-slim', volumes: ['own:/app/uploads'] }],
    ['by the long form', { image: 'python:3.13', volumes: [{ type: 'volume', source: 'own', target: '/srv/x' }] }],
    ['by a name', { image: 'node:24', user: 'node', volumes: ['own:/data'] }],
    ['of a database, for something else', { image: 'postgres:17', user: '999:999', volumes: ['own:/backups'] }],
  ])('is told: %s', (_, props) => {
    expect(told(props)).toEqual([expect.stringContaining('who cannot write to the new volume "own"')]);
  });

  it.each<[string, [ServiceProps, VolumeProps?]]>([
    ['of root', [{ image: 'busybox:1.37', user: '0:0', volumes: ['own:/data'] }]],
    ['of a user that the image decides', [{ image: 'busybox:1.37', user: '', volumes: ['own:/data'] }]],
    ['that is only read', [{ image: 'busybox:1.37', volumes: ['own:/data:ro'] }]],
    ['at a folder of everybody', [{ image: 'busybox:1.37', volumes: ['own:/tmp/x'] }]],
    ['at a folder of the image', [{ image: 'node:24', volumes: ['own:/home/node/.cache'] }]],
    ['where a database keeps it', [{ image: 'postgres:17', user: '999', volumes: ['own:/var/lib/postgresql/data'] }]],
    ['of an image that nobody knows', [{ image: 'registry.example.org/a/b:1', volumes: ['own:/data'] }]],
    ['of an image that is built', [{ build: './web', image: 'busybox:1.37', volumes: ['own:/data'] }]],
    ['that is there already', [{ image: 'busybox:1.37', volumes: ['own:/data'] }, { external: true }]],
    ['of a driver', [{ image: 'busybox:1.37', volumes: ['own:/data'] }, { driver_opts: { type: 'nfs' } }]],
    ['of nobody: a folder of the host', [{ image: 'busybox:1.37', volumes: ['./own:/data'] }]],
  ])('is not told: %s', (_, [props, volume = {}]) => {
    expect(told(props, volume)).toEqual([]);
  });

  it('is not told where root prepares it', () => {
    const build = (stack: Stack): void => {
      const data = new DataVolume(stack, 'data', { owner: { uid: 1000, gid: 1000 } });
      const app = new Service(stack, 'app', { image: 'busybox:1.37', user: '1000:1000' });
      app.mount(data, { at: '/data' });
    };
    expect(messages('volume-not-writable', build)).toEqual([]);
  });

  it('is told once where the construct says so', () => {
    const ids = diagnosticsOf((stack) => {
      const user = { uid: 1000, gid: 1000 };
      const image = Image.registry('busybox:1.37', { user, command: ['httpd', '-f'], probeWith: 'wget' });
      const web = new WebApp(stack, 'web', { image, port: 8080 });
      web.mount(new DataVolume(stack, 'data'), { at: '/data' });
    }).map(({ id }) => id);
    expect(ids).toEqual(['folder-not-writable']);
  });
});
