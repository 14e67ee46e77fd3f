/**
 * A password that has gone into a file may stand in other places, too: clients' texts of every kind.
 */
import { holdersOf } from '../../../../lib/import/recognize/passwords';
import { text, Variable } from '../../../../lib/languages/compose';

/** What is said of a service of this form. */
function said(service: object, password = 'S3cr.t'): readonly string[] {
  return holdersOf('db', password, [{ services: { web: service } }]).map(({ what }) => what);
}

const env = (value: unknown): object => ({ environment: { CONNECTION: value } });

describe('The password of a database', () => {
  it.each([
    'postgres://shop:S3cr.t@db/shop',
    'Server=db;User Id=shop;Password=S3cr.t;',
    'Server=db;PWD=S3cr.t',
    'jdbc:postgresql://db/shop?user=shop&password=S3cr.t',
    'jdbc:postgresql://db/shop?user=shop&password=S3cr.t&ssl=true',
    'host=db user=shop password=S3cr.t dbname=shop',
    "host=db password='S3cr.t'",
    '{"host": "db", "password": "S3cr.t"}',
    'shop:S3cr.t@tcp(db:3306)/shop',
    '--db-password S3cr.t --verbose',
    'mysqldump -uroot -pS3cr.t shop',
    'curl -u shop:S3cr.t http://db',
    'PGPASSWORD=S3cr.t psql -h db',
    'host: db\npassword: S3cr.t\n',
  ])('is found in %j', (value) => {
    expect(said(env(value))).toEqual(['Still holds the password of db, in CONNECTION.']);
    expect(said({ environment: [`CONNECTION=${value}`] })).toEqual(['Still holds the password of db, in CONNECTION.']);
  });

  it.each([
    'postgres://shop:S3cr.tx@db/shop',
    'Password=S3crxt',
    'password=xS3cr.t',
    'S3cr.t',
    'name=S3cr.t',
    '/srv/S3cr.t',
  ])('is not in %j', (value) => {
    expect(said(env(value))).toEqual([]);
  });

  it('is found in words of a command, which is called by its name', () => {
    expect(said({ command: ['serve', '--password', 'S3cr.t'] })).toEqual([
      'Still holds the password of db, in command.',
    ]);
    expect(said({ command: ['serve', '--password=S3cr.t'] })).toEqual(['Still holds the password of db, in command.']);
    expect(said({ healthcheck: { test: ['CMD-SHELL', 'mysqladmin ping -pS3cr.t'] } })).toEqual([
      'Still holds the password of db, in healthcheck.test.',
    ]);
    expect(said({ command: ['serve', 'S3cr.t'] })).toEqual([]);
  });

  it('is found by the name of a variable, in its default, and as URLs spell it', () => {
    expect(said({ environment: { DB_PASS: 'S3cr.t', NAME: 'S3cr.t' } })).toEqual([
      'Still holds the password of db, in DB_PASS.',
    ]);
    const value = text`${Variable.withDefault('URL', 'postgres://shop:S3cr.t@db/shop')}`;
    expect(said(env(value))).toEqual(['Still holds the password of db, in CONNECTION.']);
    expect(said(env('postgres://shop:a%2Fb@db/shop'), 'a/b')).toEqual([
      'Still holds the password of db, in CONNECTION.',
    ]);
  });
});
