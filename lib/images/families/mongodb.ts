/**
 * MongoDB: the official image, https://hub.docker.com/_/mongo, and where the images that are made of it keep data.
 *
 * @module
 */
import type { ComposeText } from '../../languages/compose';
import { shellWord } from '../../languages/shell';
import { MONGODB_LOGIN, mongodbClient, mongodbConfig } from '../client-mongodb';
import { type DatabaseFacts, type DatabaseFamily, type DatabaseLogin, type OwnedDatabase, wordWith } from '../database';
import { parseReference } from '../facts';
import { argumentsAfter, type DataImage, namedFolders, type ServerArgument } from '../family';

const PROGRAMS = ['mongod'];

/** https://github.com/docker-library/official-images/blob/master/library/mongo */
const VERSION = /^([7-9](?:\.\d+)?)(?:\.\d+)?(?:-[a-z0-9.]+)?$/;

export const mongodb: DatabaseFamily = {
  id: 'mongodb',
  product: 'MongoDB',
  repository: 'mongo',
  versions: '"8.0", "8.0.29" or "7.0"',
  example: '8.0',
  facts: (tag) => {
    const [, line] = VERSION.exec(tag) ?? [];
    return line === undefined ? undefined : factsOf(tag, line);
  },
  isOld: (tag) => /^[2-6]\b/.test(tag),
  dataOf,
  elsewhere: ['/var/lib/mongo', '/var/lib/mongodb', '/bitnami/mongodb'],

  // https://github.com/docker-library/docs/blob/master/mongo/content.md#environment-variables
  variables: {
    database: ['MONGO_INITDB_DATABASE'],
    user: ['MONGO_INITDB_ROOT_USERNAME'],
    password: ['MONGO_INITDB_ROOT_PASSWORD'],
  },
  usual: {},
  isSteady: true,
  decisive: /^(PATH|HOME|LD_.*|GLIBC_TUNABLES)$/,
  naming: {
    pattern: /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    characters: 'letters, digits and "_"',
    // https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions
    longest: 63,
    taken: { database: /^(admin|local|config)$/, user: /^(?!)/ },
  },
  programs: PROGRAMS,
  argumentsOf,
  leadsElsewhere: ({ name }) =>
    /^(port|bind_ip.*|dbpath|config|f|auth|noauth|keyFile|replSet|unixSocketPrefix)$/.test(name),
  whyNotProbe: (command) =>
    /^(echo\s+["']?db\.\w+\(["']?ping["']?\)(\.ok)?["']?\s*\|\s*)?(mongo|mongosh)\b[^;&|]*ping[^;&|]*(\|\|\s*(exit\s+1|false))?$/.test(
      command,
    )
      ? undefined
      : 'its health check asks for more than a ping does',
};

function factsOf(version: string, line: string): DatabaseFacts {
  return {
    reference: `mongo:${version}`,
    release: `MongoDB ${line}`,
    port: 27017,
    // https://www.mongodb.com/docs/manual/reference/connection-string/
    scheme: 'mongodb',
    // every user is one of the database `admin` here
    urlQuery: '?authSource=admin',
    urlWords: {
      // https://docs.spring.io/spring-boot/reference/data/nosql.html#data.nosql.mongodb
      spring: ['SPRING_DATA_MONGODB_URI', 'SPRING_MONGODB_URI'],
      // https://www.mongodb.com/docs/drivers/php/laravel-mongodb/current/fundamentals/connection/
      laravel: ['MONGODB_URI'],
      // https://www.mongodb.com/docs/mongoid/current/configuration/
      rails: ['MONGODB_URI'],
      dotnet: ['ConnectionStrings__MongoDB'],
      symfony: ['MONGODB_URL'],
    },
    // https://github.com/docker-library/mongo/blob/master/Dockerfile-linux.template
    user: { name: 'mongodb', uid: 999, gid: 999 },
    // the second volume that it declares is for clusters of its own kind, and stays empty
    tmpfs: ['/tmp', '/data/configdb'],
    dataPath: '/data/db',
    folder: '/data/db',
    declared: ['/data/db', '/data/configdb'],
    // it waits 15 seconds for others of its set: https://www.mongodb.com/docs/manual/reference/command/shutdown/
    stopGrace: '1m',
    isFirstProcess: true,
    program: 'mongod',
    // mongosh is a program of Node, which takes a second on a quiet machine
    probeTimeout: '20s',
    command: (settings) => {
      const words = Object.entries(settings).flatMap(([name, value]) =>
        value === '' ? [`--${name}`] : [`--${name}`, value],
      );
      return words.length === 0 ? [] : ['mongod', ...words];
    },
    prepare,
    // The server of the first start listens to 127.0.0.1 alone and asks for no password. So the container asks at its
    // own address. https://github.com/docker-library/mongo/blob/master/docker-entrypoint.sh
    probe: () => [
      'sh',
      '-c',
      `exec mongosh --quiet --norc --host "$(hostname)" --eval ${shellWord(`${MONGODB_LOGIN}; if (db.runCommand({ ping: 1 }).ok !== 1) quit(1)`)}`,
    ],
    dump: (login) => tool('mongodump', login, ['--archive', wordWith('--db=', login.database)]),
    restore: (login) =>
      tool('mongorestore', login, ['--archive', '--drop', wordWith('--nsInclude=', login.database, '.*')]),
    client: mongodbClient,
  };
}

/** The users of further databases. They are users of `admin`, too, so that every URL has one form. */
function prepare(databases: readonly OwnedDatabase[]): string {
  const own = databases.map(({ database, user, passwordFile }) => ({ database, user, passwordFile }));
  const script = `${MONGODB_LOGIN};
const admin = db.getSiblingDB('admin');
for (const { database, user, passwordFile } of ${JSON.stringify(own)}) {
  const pwd = require('fs').readFileSync(passwordFile, 'utf8').replace(/\\n+$/, '');
  const roles = [{ role: 'dbOwner', db: database }];
  if (admin.getUser(user)) admin.updateUser(user, { pwd, roles });
  else admin.createUser({ user, pwd, roles });
}`;
  return [
    'shell() { mongosh --quiet --norc --host "$(hostname)" --eval "$1"; }',
    `until shell ${shellWord(`${MONGODB_LOGIN}; quit(0)`)} >/dev/null 2>&1; do sleep 1; done`,
    `shell ${shellWord(script)} >/dev/null`,
  ].join('\n');
}

/** A tool in the server's container. */
function tool(
  program: string,
  { user, passwordFile }: DatabaseLogin,
  args: readonly ComposeText[],
): readonly ComposeText[] {
  const file = passwordFile === undefined ? '"$MONGO_INITDB_ROOT_PASSWORD_FILE"' : shellWord(passwordFile);
  const script = `exec ${program} --config=${mongodbConfig(file)} "$@"`;
  return ['bash', '-c', script, program, wordWith('--username=', user), '--authenticationDatabase=admin', ...args];
}

/** Options in full: `--name=value`, `--name value` and `--name`; https://www.mongodb.com/docs/manual/reference/program/mongod/#options */
function argumentsOf(words: readonly string[]): readonly ServerArgument[] {
  const read: ServerArgument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, name, attached] = /^--?([A-Za-z]\w*)(?:=(.*))?$/s.exec(word) ?? [];
    const next = words[index + 1];
    const isSeparate = attached === undefined && next !== undefined && !next.startsWith('-');
    if (name === undefined) read.push({ word });
    else read.push({ name, value: (isSeparate ? words[++index] : attached) ?? '' });
  }
  return read;
}

function dataOf(reference: string): DataImage | undefined {
  const { repository, tag } = parseReference(reference);
  if (/^bitnami(legacy|secure)?\/mongodb$/.test(repository)) {
    // https://github.com/bitnami/containers/blob/main/bitnami/mongodb/8.0/debian-12/rootfs/opt/bitnami/scripts/mongodb-env.sh
    const folders = {
      dataPath: '/bitnami/mongodb',
      folder: '/bitnami/mongodb/data/db',
      declared: ['/bitnami/mongodb'],
    };
    return { ...folders, name: repository, named: () => [] };
  }
  // the official image under any registry, and the maker's own: https://hub.docker.com/r/mongodb/mongodb-community-server
  const isMade = /(^|\/)mongo$|^mongodb\/mongodb-(community|enterprise)-server$/.test(repository);
  if (!isMade) return undefined;
  const [, line] = VERSION.exec(tag) ?? [];
  return {
    dataPath: '/data/db',
    folder: '/data/db',
    declared: ['/data/db', '/data/configdb'],
    name: ['MongoDB', line].filter((part) => part !== undefined).join(' '),
    ...(/^(library\/)?mongo$/.test(repository) && { construct: 'Database' }),
    named: ({ command }) => {
      const args = argumentsOf(argumentsAfter(PROGRAMS, command) ?? []);
      // a settings file may name one, too
      if (args.some((one) => 'name' in one && /^(f|config)$/.test(one.name))) return undefined;
      const path = args.flatMap((one) => ('name' in one && one.name === 'dbpath' ? [one.value] : [])).at(-1);
      return namedFolders([{ by: '--dbpath', path }]);
    },
  };
}
