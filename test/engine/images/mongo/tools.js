// Stand-ins for mongodump and mongorestore, with the options that this project uses. The archive is a line of
// extended JSON for a collection and for each document. The real one has a format of its own.
'use strict';
const { readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { once } = require('node:events');
const { parseArgs } = require('node:util');
const { MongoClient } = require('mongodb');
const { EJSON } = require('bson');

const text = { type: 'string' };
const flag = { type: 'boolean' };
const [verb, ...args] = process.argv.slice(2);
const { values } = parseArgs({
  args,
  options: {
    config: text, host: text, username: text, authenticationDatabase: text, db: text, nsInclude: text,
    archive: flag, drop: flag, quiet: flag, stopOnError: flag,
  },
});

async function write(line) {
  if (!process.stdout.write(`${EJSON.stringify(line, { relaxed: false })}\n`)) await once(process.stdout, 'drain');
}

async function dump(db) {
  for (const { name, options } of await db.listCollections().toArray()) {
    if (name.startsWith('system.')) continue;
    const indexes = (await db.collection(name).indexes()).filter((index) => index.name !== '_id_');
    await write({ name, options, indexes });
    for await (const document of db.collection(name).find()) await write({ document });
  }
}

async function restore(db) {
  let collection;
  let batch = [];
  const flush = async () => {
    if (batch.length > 0) await collection.insertMany(batch);
    batch = [];
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const { name, options, indexes, document } = EJSON.parse(line, { relaxed: false });
    if (name === undefined) {
      batch.push(document);
      if (batch.length >= 500) await flush();
      continue;
    }
    await flush();
    if (values.drop) await db.dropCollection(name).catch(() => undefined);
    collection = await db.createCollection(name, options);
    for (const { v, key, ...rest } of indexes) await collection.createIndex(key, rest);
  }
  await flush();
}

async function main() {
  // the file is YAML; ours is one line of JSON
  const [, password] = /^password: (.*)$/m.exec(readFileSync(values.config, 'utf8'));
  const auth = { username: values.username, password: JSON.parse(password) };
  const client = new MongoClient(`mongodb://${values.host ?? '127.0.0.1'}:27017/`, {
    auth,
    authSource: values.authenticationDatabase,
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const db = client.db(values.db ?? values.nsInclude?.replace(/\.\*$/, ''));
    await (verb === 'dump' ? dump(db) : restore(db));
  } finally {
    await client.close();
  }
}

main().catch((error) => {
  console.error(`Failed: ${error.message}`);
  process.exitCode = 1;
});
