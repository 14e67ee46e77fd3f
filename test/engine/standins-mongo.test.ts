/** What our constructs count on in the image of MongoDB: https://github.com/docker-library/mongo. It holds for the stand-in, too. */
import { imageConfig, images, locked, sandbox, until } from './support';

const image = 'mongo:8.0';
const box = sandbox();
beforeAll(() => images(image));

const user = ['--user', '999:999', '--tmpfs', '/tmp', '--tmpfs', '/data/configdb'];
const password = (name: string): readonly string[] => ['--env', `MONGO_INITDB_ROOT_PASSWORD${name}`];
const root = ['--env', 'MONGO_INITDB_ROOT_USERNAME=oms'];

/** A script of the shell, as the user of the server, at the address that other containers use. */
const shell = (id: string, script: string) =>
  box.exec(id, [
    ...['sh', '-c', 'exec mongosh --quiet --norc --host "$(hostname)" -u oms -p "p w" --eval "$1"', 'sh'],
    script,
  ]);
const listens = (id: string) => until('a login', async () => (await shell(id, '1')).code === 0);

it('declares two volumes and one port, and has the home of its server beside the data', async () => {
  expect(await imageConfig(image)).toMatchObject({
    Volumes: { '/data/db': {}, '/data/configdb': {} },
    ExposedPorts: { '27017/tcp': {} },
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['mongod'],
    Env: expect.arrayContaining(['HOME=/data/db']),
  });
});

it('has the shell, the tools and jq, and neither Node nor a client for HTTP', async () => {
  const all = ['mongod', 'mongosh', 'mongodump', 'mongorestore', 'jq', 'bash', 'gosu', 'node', 'npm', 'curl', 'wget'];
  expect(await box.commandsOf(image, all)).toEqual(all.slice(0, 7));
});

it('runs as 999:999 without capabilities, read-only but for its data, and takes the password from a file', async () => {
  const data = ['--volume', `${await box.volume()}:/data/db`];
  const file = [...box.file('p w\n', 0o444, '/run/secrets/db'), ...password('_FILE=/run/secrets/db')];
  const id = await box.start([...locked, ...user, ...data, ...root, ...file], image);
  await listens(id);
  expect((await shell(id, "db.getSiblingDB('a').b.insertOne({ n: 1 }).acknowledged")).stdout.trim()).toBe('true');
  const { stdout } = await box.exec(id, [
    'sh',
    '-c',
    'exec mongosh --quiet --norc --eval "db.getSiblingDB(\'a\').b.findOne()" 2>&1',
  ]);
  expect(stdout).toMatch(/requires authentication/);
});

it('runs scripts of the first start in the database that is named, before it listens to others', async () => {
  const script = box.file("db.made.insertOne({ by: 'script' })", 0o444, '/docker-entrypoint-initdb.d/a.js');
  const name = ['--env', 'MONGO_INITDB_DATABASE=events'];
  const id = await box.start([...root, ...password('=p w'), ...name, ...script], image);
  await listens(id);
  expect((await shell(id, "db.getSiblingDB('events').made.findOne().by")).stdout.trim()).toBe('script');
});

it('refuses a user without a password, and a password in two places', async () => {
  expect((await box.run(root, image)).code).not.toBe(0);
  const file = box.file('x', 0o444, '/run/secrets/db');
  const twice = [...password('=a'), ...password('_FILE=/run/secrets/db')];
  expect((await box.run([...root, ...file, ...twice], image)).code).not.toBe(0);
});
