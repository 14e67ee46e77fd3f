import * as fc from 'fast-check';
import { masked } from '../../../../../lib/cli/commands/check/masked';

describe('a line of the output in a log', () => {
  it.each([
    ['-      POSTGRES_PASSWORD: hunter2', '-      POSTGRES_PASSWORD: ***'],
    ['+      - DB_PASS=hunter2', '+      - DB_PASS=***'],
    ['-    command: [app, --token=abc, --port=80]', '-    command: [app, --token=***, --port=80]'],
    ['-    command: app --password hunter2', '-    command: app --password ***'],
    ['   "apiKey": "a b,c"', '   "apiKey": ***'],
    ['-ENV SECRET_KEY_BASE abc', '-ENV SECRET_KEY_BASE ***'],
    ['-DATABASE_URL: postgres://shop:hunter2@db/shop', '-DATABASE_URL: postgres://shop:***@db/shop'],
    ['-    proxy_set_header Authorization: Bearer abc', '-    proxy_set_header Authorization: ***'],
    [`-${'QUJD'.repeat(16)}`, '-***'],
  ])('has stars for what may be a secret: %s', (line, expected) => {
    expect(masked(line)).toBe(expected);
  });

  it.each([
    '-    image: nginx:1.27',
    '       POSTGRES_PASSWORD_FILE: /run/secrets/db-password',
    '     secrets:',
    '       - source: db-password',
    '       DB_PASSWORD: ${DB_PASSWORD:?}',
    '  export DB_PASSWORD="$(cat /run/secrets/db-password)"',
    '     secrets: [db-password, key-base]',
    '       secret: db-password',
    'https://example.org:8080/path@v1',
  ])('stays as it is where there is none: %s', (line) => {
    expect(masked(line)).toBe(line);
  });

  it('shows no value of a variable that is called a password', () => {
    const value = fc
      .stringMatching(/^[A-Za-z0-9!#%*+?^_~]{8,40}$/)
      .filter((text) => !/^(true|false|null|none)$/.test(text));
    const name = fc.constantFrom('DB_PASSWORD', 'api_key', 'SECRET_KEY_BASE', 'GITHUB_TOKEN', 'smtp.passwd');
    const form = fc.constantFrom(
      (n: string, v: string) => `${n}: ${v}`,
      (n: string, v: string) => `- ${n}=${v}`,
      (n: string, v: string) => `"${n}": "${v}"`,
      (n: string, v: string) => `--${n} ${v}`,
    );
    fc.assert(
      fc.property(name, value, form, (n, v, write) => {
        expect(masked(`-  ${write(n, v)}`)).not.toContain(v);
      }),
    );
  });
});
