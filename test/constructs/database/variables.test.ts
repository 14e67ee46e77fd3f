/**
 * A Database whose names only the deploying host knows.
 */
import { Database, Engine, Image, Worker } from '../../../constructs';
import { Service, Variable } from '../../../lib';
import { composeOf, generated } from '../../lib/tree';

const NAME = Variable.withDefault('DB', 'shop');
const USER = Variable.required('DB_USER');

describe('A Database with variables for names', () => {
  it.each([
    [Engine.postgres('17'), ['--username=${DB_USER:?}', '--dbname=${DB:-shop}']],
    [Engine.mariadb('11.8'), ['--user=${DB_USER:?}', '--database=${DB:-shop}']],
  ])('asks the server with what the host says', (engine, words) => {
    const { services } = composeOf((stack) => new Database(stack, 'db', { engine, database: NAME, user: USER })) as {
      services: { db: { healthcheck: { test: string[] }; environment: Record<string, string> } };
    };
    expect(services.db.healthcheck.test).toEqual(expect.arrayContaining(words));
    expect(Object.values(services.db.environment)).toEqual(expect.arrayContaining(['${DB:-shop}', '${DB_USER:?}']));
  });

  it('is copied with what its container says', () => {
    let dump: readonly string[] = [];
    composeOf((stack) => {
      dump = new Database(stack, 'db', { engine: Engine.postgres('17'), database: NAME, user: USER }).dumpCommand;
    });
    expect(dump).toEqual(['sh', '-c', 'exec pg_dump --username="$POSTGRES_USER" --format=custom "$POSTGRES_DB"']);
  });

  it('cannot tell clients about itself, and says so', () => {
    const { diagnostics } = generated((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: NAME });
      new Service(stack, 'web', { image: 'busybox:1.37' }).connect(db);
    });
    expect(diagnostics.map(({ id }) => id)).toEqual(['database-name-hidden']);
  });

  it('lets others start after it, who need no name for that', () => {
    const { diagnostics } = generated((stack) => {
      const db = new Database(stack, 'db', { engine: Engine.postgres('17'), database: NAME });
      const image = Image.registry('busybox:1.37', { user: { uid: 1000, gid: 1000 } });
      new Worker(stack, 'queue', { image, command: ['work'] }).startAfter(db);
    });
    expect(diagnostics.map(({ id }) => id)).toEqual([]);
  });
});
