/** A construct inside of a text: an error where the text came about, whatever it is a part of. */
import { Construct } from 'constructs';
import { Database, DataVolume, Engine, Image, SecretFile, WebApp } from '../../../constructs';
import { Artifact, Config, type Diagnostic, Network, Service, type Stack, text, Variable, Volume } from '../../../lib';
import { diagnosticsOf, lineOf } from '../tree';

const image = 'busybox:1.37';
const found = (build: (stack: Stack) => unknown): Diagnostic[] =>
  diagnosticsOf(build).filter(({ id }) => id === 'construct-in-string');

function database(stack: Stack): Database {
  return new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' });
}

describe('a construct in a text', () => {
  it('is told with its path, the property that is a name, and the line of the text', () => {
    const told = found((stack) => {
      const url = `postgres://${database(stack)}`; // ← text
      new Service(stack, 'web', { image, environment: { DATABASE_URL: url } });
    });
    expect(told).toMatchObject([
      {
        severity: 'error',
        message: 'A text of environment.DATABASE_URL of web has the construct "shop/db" in it, which is no text.',
        path: 'shop/web',
        location: { line: lineOf(__filename, 'text') },
      },
    ]);
    expect(told[0]?.remedy).toContain('`service.name`');
  });

  it.each<[string, (stack: Stack) => unknown]>([
    ['a Service', (stack) => new Service(stack, 'db', { image })],
    ['a Network', (stack) => new Network(stack, 'net')],
    [
      'a Volume',
      (stack) => new Volume(stack, 'data').accept('unused-element', 'a test') ?? stack.node.findChild('data'),
    ],
    ['a DataVolume', (stack) => new DataVolume(stack, 'data')],
    ['a SecretFile', (stack) => new SecretFile(stack, 'key')],
    ['an Artifact', (stack) => new Artifact(stack, 'conf', { file: 'a', render: () => '' })],
    ['the stack', (stack) => stack],
  ])('is %s, too', (_, make) => {
    const told = found((stack) => {
      new Service(stack, 'web', { image, command: ['serve', `--with=${make(stack)}`] });
    });
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toContain('command.1 of web');
    expect(told[0]?.remedy).toMatch(/(name|file)` into the text/);
  });

  it.each<[string, (stack: Stack, db: Service) => unknown]>([
    [
      'a template with variables',
      (stack, db) => new Service(stack, 'web', { image: text`${Variable.required('R')}/${db as never}:1` }),
    ],
    ['a key', (stack, db) => new Service(stack, 'web', { image, labels: { [`traefik.http.${db}`]: 'true' } })],
    ['a joined list', (stack, db) => new Service(stack, 'web', { image, command: ['nc', [db, 80].join(':')] })],
    ['an override', (stack, db) => new Service(stack, 'web', { image }).override('environment.DB', `${db}`)],
    ['a config', (stack, db) => new Config(stack, 'motd', { content: `db = ${db}` })],
    ['a generated file', (stack, db) => new Artifact(stack, 'conf', { file: 'conf', render: () => `db ${db}` })],
    ['the path of one', (stack, db) => new Artifact(stack, 'conf', { file: `${db}.conf`, render: () => '' })],
    ['properties of the stack', (stack, db) => new Service(stack, 'web', { image, container_name: `${db}` })],
  ])('is found in %s', (_, build) => {
    expect(found((stack) => build(stack, new Service(stack, 'db', { image })))).toMatchObject([{ severity: 'error' }]);
  });

  it('of a class of the user is found, if it extends ours', () => {
    class Mail extends WebApp {}
    const told = found((stack) => {
      const app = new Mail(stack, 'mail', { image: Image.registry('mail:1'), port: 25 });
      new Service(stack, 'web', { image, environment: { SMTP: `smtp://${app}` } });
    });
    expect(told).toHaveLength(1);
  });
});

describe('no construct in a text', () => {
  it('is a name, or a text that was only printed', () => {
    const told = found((stack) => {
      const db = new Service(stack, 'db', { image });
      String(db);
      new Service(stack, 'web', { image, environment: { HOST: db.name, PATHS: 'shop/db', NOTE: '[construct]' } });
    });
    expect(told).toEqual([]);
  });

  it('is one of another app', () => {
    const texts: string[] = [];
    diagnosticsOf((stack) => texts.push(`${new Service(stack, 'db', { image })}`));
    expect(found((stack) => new Service(stack, 'web', { image, environment: { NOTE: texts[0] ?? '' } }))).toEqual([]);
  });

  it('is a construct of another library, which says what it likes', () => {
    const told = found((stack) => {
      new Service(stack, 'web', { image, environment: { NOTE: `${new Construct(stack, 'own')}` } });
    });
    expect(told).toEqual([]);
  });
});
