/**
 * How a client of MongoDB copies a database. It is the user that the image makes first, who may do everything.
 *
 * @module
 */
import type { ComposeText } from '../languages/compose';
import { wordWith } from './database';
import type { ClientLogin, DatabaseClientFacts } from './database-client';

/** Logs in as the user of the server, in a script of mongosh: https://www.mongodb.com/docs/mongodb-shell/write-scripts/ */
export const MONGODB_LOGIN =
  "db.getSiblingDB('admin').auth(process.env.MONGO_INITDB_ROOT_USERNAME, require('fs').readFileSync(process.env.MONGO_INITDB_ROOT_PASSWORD_FILE, 'utf8').replace(/\\n+$/, ''))";

/**
 * The file of settings of a tool, as a word of bash: so the password stands in no argument. JSON is YAML, and the image
 * has jq. https://www.mongodb.com/docs/database-tools/mongodump/#std-option-mongodump.--config
 *
 * @param file a word of a shell
 */
export const mongodbConfig = (file: string): string =>
  `<(printf 'password: %s\\n' "$(printf %s "$(cat ${file})" | jq -Rs .)")`;

/** A collection that neither the server made nor a view is: https://www.mongodb.com/docs/manual/reference/system-collections/ */
const COLLECTION =
  "const name = own.getCollectionNames().find((one) => !one.startsWith('system.')); if (name) print(name)";

export const mongodbClient: DatabaseClientFacts = {
  reachesAll: true,
  // the archive is not compressed unless one asks: https://www.mongodb.com/docs/database-tools/mongodump/#std-option-mongodump.--archive
  dump: (login) => tool(login, 'mongodump', [wordWith('--db=', login.database)]),
  // without the last option it goes on after an error: https://www.mongodb.com/docs/database-tools/mongorestore/
  restore: (login) => tool(login, 'mongorestore', [nsInclude(login), '--stopOnError']),
  content: (login) => shell(login, COLLECTION),
  clear: (login) => shell(login, 'if (own.dropDatabase().ok !== 1) quit(1)'),
};

const nsInclude = ({ database }: ClientLogin): ComposeText => wordWith('--nsInclude=', database, '.*');

function tool(
  { host, user, passwordIn }: ClientLogin,
  program: string,
  args: readonly ComposeText[],
): readonly ComposeText[] {
  const address = [`--host=${host}`, wordWith('--username=', user), '--authenticationDatabase=admin'];
  const script = `exec ${program} --config=${mongodbConfig(`"$${passwordIn}"`)} "$@"`;
  return ['bash', '-c', script, program, ...address, '--quiet', '--archive', ...args];
}

/**
 * A script of the shell with the database as `own`. The home of the image is read-only in a client. The shell prints the
 * value of the last expression, unless it has none.
 */
function shell({ host, database }: ClientLogin, script: string): readonly ComposeText[] {
  const whole = `${MONGODB_LOGIN}; const own = db.getSiblingDB(process.env.OWN); ${script}; void 0`;
  const run = 'OWN=$1 HOME=/tmp exec mongosh --quiet --norc --host "$2" --eval "$3"';
  return ['sh', '-c', run, 'sh', wordWith('', database), host, whole];
}
