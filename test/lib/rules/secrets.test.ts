/** Rules about values that containers read: blank files, and copies that need a writable root. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, Secret, Service, type Stack } from '../../../lib';
import { freshRoot, image, messages, said } from './support';

describe('a secret file of the author', () => {
  const root = freshRoot();
  const told = (content: string): string[] => {
    writeFileSync(join(root, 'key'), content);
    return messages('secret-blank', (stack) => new Secret(stack, 'key', { file: './key' }), root);
  };

  it.each(['', '\n', ' \t\r\n'])('is told where it holds %j', (content) => {
    expect(told(content)).toEqual([
      `The file of secret "key" is "${join(root, 'key')}", which holds nothing, or nothing but white space.`,
    ]);
  });

  it.each(['x', ' x\n', ' '.repeat(65)])('is good where it holds %j', (content) => {
    expect(told(content)).toEqual([]);
  });

  it('is told where Docker made an empty folder in its place', () => {
    mkdirSync(join(root, 'folder'));
    const build = (stack: Stack) => new Secret(stack, 'key', { file: './folder' });
    expect(messages('secret-blank', build, root)).toEqual([
      `The file of secret "key" is "${join(root, 'folder')}", which is an empty folder.`,
    ]);
    writeFileSync(join(root, 'folder/inside'), 'x');
    expect(messages('secret-blank', build, root)).toEqual([]);
  });

  it('is left to others where it is generated, missing, a folder, or on the server', () => {
    const build = (stack: Stack): void => {
      new Secret(stack, 'made', { file: './made', generate: { length: 32 } });
      new Secret(stack, 'gone', { file: './gone' });
      new Secret(stack, 'folder', { file: '.' });
      new Secret(stack, 'server', { file: '/dev/null' });
    };
    writeFileSync(join(root, 'made'), '');
    expect(said('secret-blank', build, root)).toEqual([]);
  });
});

describe('a service that reads what Compose copies', () => {
  const stripe = (stack: Stack): Secret => new Secret(stack, 'stripe', { environment: 'STRIPE_KEY' });
  const motd = (stack: Stack): Config => new Config(stack, 'motd', { content: 'Welcome' });
  const web = (stack: Stack): Service => new Service(stack, 'web', { image, read_only: true });

  it('loses its read-only root, and synth says so once', () => {
    const build = (stack: Stack): void => {
      const service = web(stack);
      service.readSecret(stripe(stack));
      service.readSecret(new Secret(stack, 'other', { environment: 'OTHER' }));
    };
    expect(messages('root-writable', build)).toEqual([
      'The root file system of service "web" is writable, because Compose copies the secret "stripe" from the environment into it.',
    ]);
    expect(messages('read-only-copy', build)).toEqual([]);
  });

  it('loses it for a config with content, too', () => {
    const build = (stack: Stack): void => web(stack).readConfig(motd(stack), { at: '/etc/motd' });
    expect(messages('root-writable', build)).toEqual([
      'The root file system of service "web" is writable, because Compose copies the config "motd", which is no file, into it.',
    ]);
    expect(messages('read-only-copy', build)).toEqual([]);
  });

  it('may lose it where that was accepted', () => {
    const build = (stack: Stack): void => {
      const service = web(stack);
      service.readSecret(stripe(stack));
      service.accept('root-writable', 'the key is in the shell of the CI');
    };
    expect(messages('root-writable', build)).toEqual([]);
    expect(messages('acceptance-unused', build)).toEqual([]);
  });

  it('had none to lose', () => {
    const build = (stack: Stack): void => {
      new Service(stack, 'web', { image }).readSecret(stripe(stack));
    };
    expect(messages('root-writable', build)).toEqual([]);
  });

  it('keeps it where Compose copies nothing', () => {
    const build = (stack: Stack): void => {
      const service = web(stack);
      stripe(stack);
      service.readSecret(new Secret(stack, 'file', { file: '/etc/key' }));
      service.readConfig(new Config(stack, 'config', { file: '/etc/motd' }), { at: '/etc/motd' });
    };
    expect(messages('root-writable', build)).toEqual([]);
    expect(messages('read-only-copy', build)).toEqual([]);
  });

  it('is an error where its author insists on a read-only root: Compose starts none', () => {
    const build = (stack: Stack): void => {
      const service = web(stack);
      service.readConfig(motd(stack), { at: '/etc/motd' });
      service.override('read_only', true);
    };
    expect(said('read-only-copy', build)).toMatchObject([
      {
        severity: 'error',
        message:
          'Service "web" has a read-only root, and Compose cannot copy the config "motd" into it, which has `content`.',
      },
    ]);
  });
});
