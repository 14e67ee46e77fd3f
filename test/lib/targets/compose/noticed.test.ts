/** Marks of what services read, so that Compose notices a change: where they stand, and that they are the same everywhere. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  App,
  Artifact,
  Config,
  Environment,
  generate,
  Secret,
  Service,
  Stack,
  type StackProps,
  text,
  Variable,
} from '../../../../lib';

const image = 'busybox:1.37';
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'noticed-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (file: string, content: string): void => writeFileSync(join(root, file), content);

/** The marks of the service `web`. */
function marksOf(build: (web: Service, stack: Stack) => void, props: Partial<StackProps> = {}, more = {}): unknown {
  const app = new App({ root });
  const stack = new Stack(app, 'shop', { environment: Environment.development(), ...props });
  build(new Service(stack, 'web', { image, ...more }), stack);
  const { stacks, diagnostics } = generate(app);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { labels, env_file, deploy } = parse(stacks[0]?.files.get('compose.yaml')?.content ?? '').services.web;
  return { ...(labels && { labels }), ...(env_file && { env_file }), ...(deploy && { deploy }) };
}

const digests = [{ path: './.digests/web.env', required: false }];

describe('a service that reads', () => {
  it('nothing has no mark', () => {
    expect(marksOf(() => {})).toEqual({});
  });

  it('a file of the project has its digest, whatever the line ends of the checkout', () => {
    put('motd', 'a\nb\n');
    const read = (): unknown =>
      marksOf((web, stack) => web.readConfig(new Config(stack, 'motd', { file: './motd' }), { at: '/motd' }));
    const first = read();
    expect(first).toEqual({ labels: { 'compose-constructs.files': expect.stringMatching(/^[0-9a-f]{8}$/) } });
    put('motd', 'a\r\nb\r\n');
    expect(read()).toEqual(first);
    put('motd', 'a\nc\n');
    expect(read()).not.toEqual(first);
  });

  it('a file that is mounted has its digest, if the container cannot write it', () => {
    put('motd', 'a');
    mkdirSync(join(root, 'folder'));
    const labels = { 'compose-constructs.files': expect.any(String) };
    expect(marksOf((web) => web.mount('./motd', { at: '/motd', readOnly: true }))).toEqual({ labels });
    expect(marksOf(() => {}, {}, { volumes: ['./motd:/motd:ro'] })).toEqual({ labels });
    expect(marksOf((web) => web.mount('./motd', { at: '/motd' }))).toEqual({});
    expect(marksOf((web) => web.mount('./folder', { at: '/folder', readOnly: true }))).toEqual({});
    expect(marksOf((web) => web.mount('/etc/hostname', { at: '/name', readOnly: true }))).toEqual({});
  });

  it('a secret has an env file that may be missing, whether the secret is here or not', () => {
    const read = (file: string) => (web: Service, stack: Stack) => {
      web.readSecret(new Secret(stack, 'key', { file }));
    };
    put('key', 'x');
    expect(marksOf(read('./key'))).toEqual({ env_file: digests });
    expect(marksOf(read('./nothing'))).toEqual({ env_file: digests });
    expect(marksOf(read('/etc/shop/key'))).toEqual({ env_file: digests });
    expect(marksOf(read('./key'), { oldestCompose: '2.23' })).toEqual({});
    expect(marksOf(read('./key'), { oldestCompose: '2.24' })).toEqual({ env_file: digests });
    expect(marksOf(read('./key'), {}, { env_file: 'own.env' })).toEqual({ env_file: ['../../own.env', ...digests] });
  });

  it('a variable in a config has its reference, where no container shows it', () => {
    const content = text`a ${Variable.withDefault('A', 'x')} b ${Variable.required('B')} ${Variable.withDefault('A', 'x')}`;
    const marks = marksOf(
      (web, stack) => {
        web.readConfig(new Config(stack, 'one', { content }), { at: '/one' });
        web.readConfig(new Config(stack, 'two', { environment: 'C' }), { at: '/two' });
      },
      {},
      { deploy: { labels: ['own=1'] } },
    );
    expect(marks).toEqual({
      labels: { 'compose-constructs.files': expect.any(String) },
      deploy: { labels: ['own=1', 'compose-constructs.values=${A:-x}|${B:?}|${C-}'] },
    });
  });

  it('a secret from the environment, or a generated file, has none of these', () => {
    const marks = marksOf((web, stack) => {
      web.readSecret(new Secret(stack, 'key', { environment: 'KEY' }));
      const file = new Artifact(stack, 'file', { file: 'web/motd', render: () => 'x' });
      web.readConfig(new Config(stack, 'motd', { file }), { at: '/motd' });
    });
    expect(marks).toEqual({ labels: { 'compose-constructs.configs': expect.any(String) } });
  });

  it('anything has no mark in a stack that does without', () => {
    put('motd', 'a');
    const marks = marksOf(
      (web, stack) => {
        web.readSecret(new Secret(stack, 'key', { file: './key' }));
        web.readConfig(new Config(stack, 'motd', { file: './motd' }), { at: '/motd' });
      },
      { noticesChanges: false },
    );
    expect(marks).toEqual({});
  });
});

describe('a config that Git ignores', () => {
  const read = (web: Service, stack: Stack): void =>
    web.readConfig(new Config(stack, 'local', { file: './local.json' }), { at: '/local' });

  it('is of one machine: no digest of it is in the output, and the output is the same without it', () => {
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    put('.gitignore', 'local.json\n');
    put('local.json', '{"password":"hunter2"}');
    const here = marksOf(read);
    expect(here).toEqual({ env_file: digests });
    rmSync(join(root, 'local.json'));
    expect(marksOf(read)).toEqual(here);
  });

  it('is told from others outside of the repository', () => {
    const repository = join(root, 'repository');
    mkdirSync(repository);
    execFileSync('git', ['init', '--quiet'], { cwd: repository });
    writeFileSync(join(repository, '.gitignore'), 'local.json\n');
    writeFileSync(join(repository, 'local.json'), '{}');
    put('shared.json', '{}');
    root = repository;
    const marks = marksOf((web, stack) => {
      read(web, stack);
      web.readConfig(new Config(stack, 'shared', { file: '../shared.json' }), { at: '/shared' });
    });
    root = join(repository, '..');
    expect(marks).toEqual({ env_file: digests, labels: { 'compose-constructs.files': expect.any(String) } });
  });
});
