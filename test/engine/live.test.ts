/**
 * Code that a person edits while it runs, on the engine: what containers see of it, what they keep of the image, and whom the
 * files belong to that they write.
 */
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, DataVolume, Image, Job, type Stack, WebApp } from 'compose-constructs';
import { type ComposeProject, freePort, lock, Sources, until } from './support';

const PERSON = { uid: 1234, gid: 1234 };
const sources = new Sources('live');
const file = (...names: string[]): string => join(sources.folder, 'app', ...names);
let stack: ComposeProject;
let debug: number;

const server = (word: string): string => `
const { createServer } = require('node:http');
const { appendFileSync, readFileSync } = require('node:fs');
const answers = {
  '/': () => '${word} ' + require('./lib/part.js'),
  '/package': () => require('kept').word,
  '/tool': () => require('tool').word,
  '/mounted': () => readFileSync('lib/mounted.json', 'utf8'),
  '/settings': () => readFileSync('lib/config/settings.json', 'utf8'),
  '/write': () => appendFileSync('written.txt', 'x'),
};
createServer(({ url }, response) => {
  try { response.end(String(answers[url]())); } catch (error) { response.statusCode = 500; response.end(String(error)); }
}).listen(process.env.PORT);
`;

function build(scope: Stack): void {
  const web = new WebApp(scope, 'web', {
    image: Image.node({ source: './app', command: ['node', 'server.js'], development: true }),
    port: 3000,
    live: { user: PERSON, debug },
  });
  const settings = new Config(scope, 'settings', { file: './settings.json' });
  web.readConfig(settings, { at: '/app/lib/config/settings.json' });
  web.mount('./settings.json', { at: '/app/lib/mounted.json', readOnly: true });
  web.mount(new DataVolume(scope, 'uploads'), { at: '/app/uploads' });
  new Job(scope, 'register', { like: web, command: ['node', 'register.js'] }).startAfter(web);
  web.task('look', ['cat', 'later.txt']);
}

beforeAll(async () => {
  debug = await freePort();
  sources.put({
    'app/package.json': JSON.stringify({
      name: 'app',
      version: '1.0.0',
      dependencies: { kept: 'file:kept' },
      devDependencies: { tool: 'file:tool' },
    }),
    'app/tool/package.json': JSON.stringify({ name: 'tool', version: '1.0.0', main: 'index.js' }),
    'app/tool/index.js': `exports.word = process.env.NODE_ENV;`,
    'app/kept/package.json': JSON.stringify({ name: 'kept', version: '1.0.0', main: 'index.js' }),
    'app/kept/index.js': `exports.word = 'of the image';`,
    'app/server.js': server('first'),
    'app/register.js': `console.log('registered ' + require('./lib/part.js'));`,
    'app/lib/part.js': `module.exports = 'part';`,
    'settings.json': '{"of":"the stack"}',
  });
  await lock(join(sources.folder, 'app'), 'npm');
  for (const name of ['', 'lib']) chownSync(file(name), PERSON.uid, PERSON.gid);
  stack = sources.synthesize('live-under-test', build);
  await stack.up('--build');
});

afterAll(async () => {
  await stack?.remove();
  sources.remove();
});

/** What the app answers. */
async function get(path: string): Promise<string> {
  const ask = `fetch('http://127.0.0.1:3000${path}').then((r) => r.text()).then((t) => process.stdout.write(t), (e) => process.exit(1))`;
  const { stdout } = await stack.exec('web', ['node', '-e', ask]);
  return stdout;
}

it('an edit is seen, in place again and again, and by a rename', async () => {
  expect(await get('/')).toBe('first part');
  for (const word of ['second', 'third']) {
    writeFileSync(file('server.js'), server(word));
    await until('the edit', async () => (await get('/')) === `${word} part`);
  }
  writeFileSync(file('server.js.new'), server('fourth'));
  renameSync(file('server.js.new'), file('server.js'));
  await until('the rename', async () => (await get('/')) === 'fourth part');
});

it('packages are those of the image, and the folder of the person stays empty', async () => {
  expect(await get('/package')).toBe('of the image');
  expect(await get('/tool')).toBe('development');
  expect(statSync(file('node_modules')).uid).toBe(PERSON.uid);
  expect(existsSync(file('node_modules', 'kept'))).toBe(false);
});

it('a setting lies over the source, which has none there, and what the engine needs for it belongs to the person', async () => {
  expect(await get('/settings')).toBe('{"of":"the stack"}');
  expect(await get('/mounted')).toBe('{"of":"the stack"}');
  expect(readFileSync(file('lib', 'config', 'settings.json'), 'utf8')).toBe('');
  for (const name of ['lib/config', 'lib/config/settings.json', 'uploads']) {
    expect([name, statSync(file(name)).uid]).toEqual([name, PERSON.uid]);
  }
});

it('a setting of the source stays as it is below the one of the stack', async () => {
  writeFileSync(file('lib', 'config', 'settings.json'), '{"of":"the source"}');
  await stack.compose(['up', '--detach', '--wait', '--force-recreate']);
  expect(await get('/settings')).toBe('{"of":"the stack"}');
  expect(readFileSync(file('lib', 'config', 'settings.json'), 'utf8')).toBe('{"of":"the source"}');
});

it('files that the app writes belong to the person, and its volume is writable', async () => {
  await get('/write');
  expect(statSync(file('written.txt')).uid).toBe(PERSON.uid);
  const { code } = await stack.exec('web', ['touch', '/app/uploads/cat']);
  expect(code).toBe(0);
  expect(existsSync(file('uploads', 'cat'))).toBe(false);
});

it('jobs and tasks see the same source', async () => {
  expect(await stack.logs('register')).toContain('registered part');
  writeFileSync(file('later.txt'), 'later');
  expect((await stack.run('web-look')).stdout.trim()).toBe('later');
});

it('the debugger listens on the loopback address of the host', async () => {
  expect((await stack.compose(['port', 'web', String(debug)])).stdout.trim()).toBe(`127.0.0.1:${debug}`);
  const answer = await until('the debugger', async () =>
    (await fetch(`http://127.0.0.1:${debug}/json/version`)).json(),
  );
  expect(JSON.stringify(answer)).toContain('node.js');
});

it('a package that is added is there after the next build', async () => {
  writeFileSync(file('kept', 'index.js'), `exports.word = 'of a new image';`);
  await stack.up('--build');
  expect(await get('/package')).toBe('of a new image');
});
