/**
 * A server whose names and password are variables: the commonest way to write one.
 */
import { recognize } from '../../../../lib/import/recognize';
import { parseCompose, text, Variable } from '../../../../lib/languages/compose';

function judged(environment: string) {
  const { project } = parseCompose(`
services:
  db: { image: "postgres:17", environment: ${environment}, volumes: ["data:/var/lib/postgresql/data"] }
volumes: { data: }`);
  return recognize({ name: 'shop', project, environments: [], look: () => 'missing' });
}

describe('A server with variables', () => {
  it('is a Database with the same variables', () => {
    const { servers } = judged(
      '{ POSTGRES_DB: "${DB:-shop}", POSTGRES_USER: "${DB_USER:?}", POSTGRES_PASSWORD: "${PW}" }',
    );
    expect(servers).toMatchObject([
      {
        database: Variable.withDefault('DB', 'shop'),
        user: Variable.required('DB_USER'),
        password: { variable: 'PW' },
      },
    ]);
  });

  it('is one where a list names what the host has', () => {
    const { servers } = judged('[POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD]');
    expect(servers).toMatchObject([{ database: Variable.of('POSTGRES_DB'), user: Variable.of('POSTGRES_USER') }]);
  });

  it('loses the default of its password, which is told', () => {
    const { servers, remarks } = judged('{ POSTGRES_PASSWORD: "${PW:-secret}" }');
    expect(servers).toMatchObject([{ password: { kind: 'environment', variable: 'PW' } }]);
    expect(remarks.map(({ what }) => what)).toContain(
      'PW has no default any more, because a password in a file of the project is none: set it, in .env say.',
    );
    expect(JSON.stringify(servers)).not.toContain('secret"');
  });

  it('is told of with all that it gains, and what changes', () => {
    const { remarks } = judged('{ POSTGRES_USER: "${DB_USER}", POSTGRES_PASSWORD: "${PW}" }');
    expect(remarks.map(({ what }) => what)).toEqual([
      'Gains no capabilities, a user who is not root, a log that does not grow for ever, a health check, limits, and a network that only its clients join.',
      'Its names stay variables (${DB_USER}), so its clients keep their own variables, and `connect` does not know them.',
      'Has a memory limit of 1g now, and had none: say `memory` if it needs more.',
    ]);
  });

  it('is none where a variable is only a part of a name', () => {
    const { servers, notRecognized } = judged('{ POSTGRES_DB: "shop_${STAGE}", POSTGRES_PASSWORD: "${PW}" }');
    expect(servers).toEqual([]);
    expect(notRecognized).toEqual([{ service: 'db', why: 'POSTGRES_DB is a text with a variable in it' }]);
    expect(text`x`).toBe('x');
  });
});
