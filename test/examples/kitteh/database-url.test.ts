import { inspect } from 'node:util';
import fc from 'fast-check';

interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const {
  parseDatabaseUrl,
}: { parseDatabaseUrl(text: string): Address } = require('../../../examples/kitteh/app/postgres/url.js');

const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.includes('\0'));

describe('DATABASE_URL', () => {
  it('carries any user, password and database when they are percent-encoded', () => {
    fc.assert(
      fc.property(text, text, text, fc.integer({ min: 1, max: 65535 }), (user, password, database, port) => {
        const [u, p, d] = [user, password, database].map(encodeURIComponent);
        // A database of dots is a path to every URL parser.
        fc.pre(!/^\.{1,2}$/.test(database));
        expect(parseDatabaseUrl(`postgres://${u}:${p}@db:${port}/${d}`)).toEqual({
          host: 'db',
          port,
          user,
          password,
          database,
        });
      }),
    );
  });

  it('has port 5432, no password and both names of the scheme by default', () => {
    expect(parseDatabaseUrl('postgresql://kitteh@db/kitteh?sslmode=disable')).toEqual({
      host: 'db',
      port: 5432,
      user: 'kitteh',
      password: '',
      database: 'kitteh',
    });
    expect(parseDatabaseUrl('postgres://u@[::1]:5433/d').host).toBe('::1');
  });

  it.each([
    ['start with postgres://', 'kitteh:s3cret@db'],
    ['not a URL', 'kitteh s3cret@db'],
    ['not a URL', ''],
    ['not a URL', 'postgres://u:s3cret@db:99999/d'],
    ['not a URL', 'postgres://u:s3cret/@db:5432/d'],
    ['start with postgres://', 'mysql://u:s3cret@db/d'],
    ['host is missing', 'postgres:///d'],
    ['host is missing', 'postgres://u:s3cret@d%20b/d'],
    ['user is missing', 'postgres://:s3cret@db/d'],
    ['database is missing', 'postgres://u:s3cret@db'],
    ['database is missing', 'postgres://u:s3cret@db/'],
    ['port must not be 0', 'postgres://u:s3cret@db:0/d'],
    ['the password has a %', 'postgres://u:s3cret%@db/d'],
    ['NUL', 'postgres://u:s3cret%00@db/d'],
    ['NUL', 'postgres://u%00x:s3cret@db/d'],
    ['does not speak TLS', 'postgres://u:s3cret@db/d?sslmode=require'],
    ['the only parameter', 'postgres://u:s3cret@db/d?host=other'],
    ['%23', 'postgres://u:s3cret@db/d#x'],
  ])('is refused with a message about "%s", never with the password, when it is %s', (message, url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(message);
    let shown = '';
    try {
      parseDatabaseUrl(url);
    } catch (error) {
      shown = inspect(error, { showHidden: true, depth: 9 });
    }
    expect(shown).toContain('DATABASE_URL cannot be used');
    expect(shown).not.toContain('s3cret');
  });
});
