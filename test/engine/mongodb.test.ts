/**
 * A Database of MongoDB, its own commands, and a Backup of it. Where the official image cannot be had, a stand-in serves: the
 * real mongosh with FerretDB. That one has no transactions, decimals and roles (so no further databases), and its copies are no
 * archives of MongoDB.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Backup, BackupTarget, Database, Engine, SecretSource } from 'compose-constructs';
import { attempt, type ComposeProject, images, Sources } from './support';

const PASSWORD = `p%40 'a"b\\c$1\`d;/?#[é]&=+:@`;

let sources: Sources;
let stack: ComposeProject;
let db: Database;

beforeAll(async () => {
  await images('mongo:8.0', 'restic/restic:0.18.1');
  sources = new Sources('mongodb');
  sources.put({ password: `${PASSWORD}\n` });
  mkdirSync(join(sources.folder, 'backups'));
  stack = sources.synthesize('mongodb-under-test', (scope) => {
    db = new Database(scope, 'db', {
      engine: Engine.mongodb('8.0'),
      database: 'events',
      user: 'oms',
      password: SecretSource.file('password'),
    });
    new Backup(scope, 'backup', { of: [db], to: BackupTarget.folder('./backups') });
  });
  await stack.up();
});

afterAll(async () => {
  await stack?.remove();
  sources.remove();
});

/** Runs a script of the shell as a client does, from another container of the database's network. */
async function shell(script: string, password = PASSWORD): Promise<string> {
  const url = `mongodb://oms:${encodeURIComponent(password)}@db:27017/events?authSource=admin`;
  const network = ['--network', `${stack.name}_db-private`];
  const args = ['run', '--rm', ...network, 'mongo:8.0', 'mongosh', '--quiet', '--norc', url, '--eval', script];
  const { code, stdout, stderr } = await attempt('docker', args);
  if (code !== 0) throw new Error(stderr || stdout);
  return stdout.trim();
}

const FILL = `for (let n = 0; n < 1200; n++) db.cats.insertOne({ _id: n, name: 'cät "' + n, at: new Date(n), big: NumberLong('9007199254740993') });
  db.cats.createIndex({ name: 1 }, { unique: true }); db.createCollection('empty');`;
const CONTENT = `print(EJSON.stringify([db.getCollectionNames().sort(), db.cats.getIndexes().map(({ key, unique }) => [key, unique]), db.cats.find().sort({ _id: 1 }).toArray()], { relaxed: false }))`;

it('admits its user from other containers, and nobody with another password or none', async () => {
  expect(await shell('print(db.getName())')).toBe('events');
  await expect(shell('db.cats.findOne()', 'wrong')).rejects.toThrow(/Authentication failed/i);
  const bare = ['run', '--rm', '--network', `${stack.name}_db-private`, 'mongo:8.0'];
  const { stdout, stderr } = await attempt('docker', [
    ...bare,
    ...['mongosh', '--quiet', '--norc', 'mongodb://db:27017/events', '--eval', 'db.cats.findOne()'],
  ]);
  expect(stdout + stderr).toMatch(/requires authentication/);
});

it('is copied and brought back by its two commands', async () => {
  await shell(FILL);
  const before = await shell(CONTENT);
  const copy = await stack.exec('db', db.dumpCommand);
  expect({ code: copy.code, stderr: copy.code === 0 ? '' : copy.stderr }).toEqual({ code: 0, stderr: '' });
  await shell('db.cats.deleteMany({ _id: { $gt: 5 } })');
  const { code, stderr } = await stack.exec('db', db.restoreCommand, { input: copy.stdout });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(await shell(CONTENT)).toBe(before);
});

describe('a backup', () => {
  const task = async (name: string, ...args: readonly string[]): Promise<{ code: number; text: string }> => {
    const { code, stdout, stderr } = await stack.run(`backup-${name}`, args);
    return { code, text: stdout + stderr };
  };

  it('brings every document back when all volumes are gone, and overwrites nothing unasked', async () => {
    const before = await shell(CONTENT);
    expect(await task('now')).toMatchObject({ code: 0, text: expect.stringContaining('is complete') });
    expect(await task('restore')).toMatchObject({ code: 1, text: expect.stringContaining('not empty: db (has cats)') });
    await shell('db.cats.drop(); db.dogs.insertOne({})');
    expect((await task('restore', '--replace')).code).toBe(0);
    expect(await shell(CONTENT)).toBe(before);
    await stack.down('--volumes');
    const restored = await task('restore');
    expect([restored.code, restored.text]).toEqual([0, expect.stringContaining('Restored: databases/db')]);
    await stack.up();
    expect(await shell(CONTENT)).toBe(before);
  });

  it('leaves no anonymous volume behind', async () => {
    const [client] = await stack.inspect('backup-dump-db');
    expect(client?.Mounts.filter(({ Name }) => Name?.match(/^[0-9a-f]{64}$/))).toEqual([]);
  });
});

it('keeps what it has confirmed when it is killed', async () => {
  await shell('db.kept.insertOne({ _id: 1 })');
  const [{ Id } = { Id: '' }] = await stack.inspect('db');
  await attempt('docker', ['kill', '--signal', 'KILL', Id]);
  await stack.up();
  expect(await shell('print(db.kept.countDocuments())')).toBe('1');
});
