import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Artifact, Config, Secret, Service, type ServiceProps, type Stack } from '../../../lib';
import { lineOf } from '../tree';
import { freshRoot, image, messages, said } from './support';

describe('a folder to build from', () => {
  const root = freshRoot();
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, 'file'), '');
  const missing = (context: string): string[] =>
    messages('build-folder-missing', (stack) => new Service(stack, 'web', { build: { context } }), root);

  it('that does not exist is an error', () => {
    const [diagnostic] = said(
      'build-folder-missing',
      (stack) => {
        new Service(stack, 'web', { build: { context: './nothing' } }); // ← web
      },
      root,
    );
    expect(diagnostic).toMatchObject({
      severity: 'error',
      message: `Service "web" is built from the folder "${join(root, 'nothing')}", which does not exist.`,
      path: 'shop/web',
      location: { line: lineOf(__filename, 'web') },
    });
  });

  it('that is a file is an error', () => {
    expect(missing('./file')).toEqual([
      `Service "web" is built from the folder "${join(root, 'file')}", which is a file.`,
    ]);
  });

  it('below a file is an error', () => {
    expect(missing('./file/app')).toEqual([
      `Service "web" is built from the folder "${join(root, 'file/app')}", which does not exist.`,
    ]);
  });

  it.each(['./app', '.', 'app/../app'])('that exists is fine: %s', (context) => {
    expect(missing(context)).toEqual([]);
  });

  it.each(['https://github.com/acme/shop.git', 'git@github.com:acme/shop.git', '/opt/of/the/deploying/host', '~/shop'])(
    'that is not on this machine is not looked for: %s',
    (context) => {
      expect(missing(context)).toEqual([]);
    },
  );
});

describe('a file that a container is to read', () => {
  const root = freshRoot();
  writeFileSync(join(root, 'there'), '');
  const missing = (build: (stack: Stack) => unknown): string[] => messages('source-missing', build, root);
  const using =
    (path: string) =>
    (stack: Stack): void => {
      new Secret(stack, 'key', { file: path });
      new Config(stack, 'motd', { file: path });
      const volumes = [{ type: 'bind', source: path, target: '/data' }] as const;
      new Service(stack, 'web', { image, volumes, env_file: [{ path }] });
    };

  it('and does not exist is a warning, because it may come later', () => {
    const path = join(root, 'nothing');
    expect(missing(using('./nothing'))).toEqual([
      `The file of secret "key" is "${path}", which does not exist.`,
      `The file of config "motd" is "${path}", which does not exist.`,
      `An env_file of service "web" is "${path}", which does not exist.`,
      `The mounted path of service "web" is "${path}", which does not exist.`,
    ]);
    expect(said('source-missing', using('./nothing'), root).map(({ severity }) => severity)).not.toContain('error');
  });

  it('and lies below a file does not exist either', () => {
    expect(missing(using('./there/below'))).toHaveLength(4);
  });

  it.each(['./there', '/etc/of/the/deploying/host', '~/key'])('is fine otherwise: %s', (path) => {
    expect(missing(using(path))).toEqual([]);
  });

  it('is not missed where synth makes it, or where it need not be', () => {
    const build = (stack: Stack): void => {
      new Secret(stack, 'key', { file: 'secrets/key', generate: { length: 32 } });
      const motd = new Artifact(stack, 'made', { file: 'made', render: () => '' });
      new Config(stack, 'motd', { file: motd });
      new Service(stack, 'web', { image, env_file: [{ path: './nothing', required: false }] });
    };
    expect(missing(build)).toEqual([]);
  });
});

describe('the file of a secret', () => {
  const root = freshRoot();
  const owner = String(process.getuid?.() ?? 0);
  /** A user who is neither the owner of the file nor root. */
  const other = owner === '4321' ? '4322' : '4321';
  writeFileSync(join(root, 'key'), 'secret');

  const warned = (mode: number, props: ServiceProps, generated = false): string[] => {
    chmodSync(join(root, 'key'), mode);
    return messages(
      'secret-unreadable',
      (stack) => {
        const key = new Secret(stack, 'key', { file: 'key', ...(generated && { generate: { length: 32 } }) });
        new Service(stack, 'web', { image, ...props }).readSecret(key);
      },
      root,
    );
  };

  it('that the user of a service may not read is a warning', () => {
    expect(warned(0o600, { user: `${other}:${other}` })).toEqual([
      `Service "web" runs as user ${other}, who may not read the file of secret "key" (mode 0600).`,
    ]);
  });

  it('is fine for root, for its owner, for its group, and for everybody where all may read it', () => {
    expect(warned(0o600, { user: '0:0' })).toEqual([]);
    expect(warned(0o600, { user: 'root' })).toEqual([]);
    expect(warned(0o644, { user: other })).toEqual([]);
    expect(warned(0o640, { user: `${other}:${process.getgid?.() ?? 0}` })).toEqual([]);
    expect(warned(0o640, { user: `${other}:${other}` })).toHaveLength(1);
    if (owner !== '0') expect(warned(0o600, { user: owner })).toEqual([]);
  });

  it('is not judged where the user is not known, or where synth makes it', () => {
    expect(warned(0o600, {})).toEqual([]);
    expect(warned(0o600, { user: other }, true)).toEqual([]);
  });

  it('is not judged where it is missing, or on the deploying host', () => {
    const build = (file: string) => (stack: Stack) => {
      new Service(stack, 'web', { image, user: other }).readSecret(new Secret(stack, 'key', { file }));
    };
    expect(messages('secret-unreadable', build('nothing'), root)).toEqual([]);
    expect(messages('secret-unreadable', build('/etc/shadow'), root)).toEqual([]);
  });
});
