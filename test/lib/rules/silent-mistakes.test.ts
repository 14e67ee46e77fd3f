/**
 * Mistakes that Compose takes without a word: each once as it was made, and once something that looks like it and is right.
 */
import {
  App,
  Config,
  Environment,
  generate,
  Network,
  Service,
  type ServiceProps,
  Stack,
  text,
  Variable,
  Volume,
} from '../../../lib';
import { image, messages } from './support';

/** What a rule says of a service with these properties. */
const told = (rule: string, props: ServiceProps): number =>
  messages(rule, (stack) => new Service(stack, 'web', { image, ...props })).length;

const sh = (script: string): ServiceProps => ({ command: ['sh', '-c', script] });
const test = (check: string | string[]): ServiceProps => ({ healthcheck: { test: check } });

const BROKEN: readonly (readonly [rule: string, props: ServiceProps])[] = [
  ['value-refused', { restart: 'allways' }],
  ['value-refused', { restart: 'always:3' }],
  ['value-refused', { cap_add: ['NET_ADMINS'] }],
  ['value-refused', { security_opt: ['no-new-privilege:true'] }],
  ['value-refused', { stop_signal: 'SIGKIL' }],
  ['value-refused', { working_dir: 'app' }],
  ['value-refused', { volumes: ['/srv:data'] }],
  ['value-refused', { tmpfs: 'run:size=1m' }],
  ['value-refused', { pid: 'hosts' }],
  ['value-refused', { ulimits: { nofiles: 1024 } }],
  ['value-refused', { sysctls: { 'vm.max_map_count': 262144 } }],
  ['value-refused', { mem_limit: '512' }],
  ['value-refused', { mem_limit: '1g', memswap_limit: '512m' }],
  ['value-refused', { deploy: { resources: { limits: { memory: '1g' }, reservations: { memory: '2g' } } } }],
  ['value-refused', { logging: { driver: 'json-file', options: { max_size: '10m' } } }],
  ['value-refused', { healthcheck: { test: 'ready', interval: '5us' } }],
  ['value-refused', { hostname: 'h'.repeat(65) }],
  ['value-refused', { mac_address: '02:42:ac' }],
  ['port-unreachable', { ports: ['8080:80'], network_mode: 'none' }],
  ['tls-missing', { ports: ['443:80'] }],
  ['tls-missing', { ports: [{ target: 8080, published: '443' }] }],
  ['database-published', { ports: ['5432:5432'] }],
  ['database-published', { ports: ['6379'] }],
  ['database-published', { ports: [{ target: 27017, published: '27018', host_ip: '0.0.0.0' }] }],
  ['database-published', { ports: ['[::]:9200:9200'] }],
  ['secret-in-clear', { environment: { POSTGRES_PASSWORD: 'example' } }],
  ['secret-in-clear', { environment: ['API_KEY=4f3c2b1a'] }],
  ['secret-in-clear', { environment: { smtpPassword: 'hunter2' } }],
  ['secret-in-clear', { environment: { DATABASE_URL: 'postgres://shop:hunter2@db/shop' } }],
  ['secret-in-clear', { environment: { DATABASE_URL: text`redis://:hunter2@${Variable.required('HOST')}` } }],
  ['secret-in-clear', { environment: { CONNECTION: 'Server=db;User=shop;Password=hunter2' } }],
  ['secret-in-clear', { environment: { JDBC: 'jdbc:postgresql://db/shop?user=shop&password=hunter2' } }],
  ['secret-in-clear', { build: { context: '.', args: { NPM_TOKEN: 'npm_4f3c2b1a' } } }],
  ['secret-in-clear', { command: ['redis-server', '--requirepass', 'hunter2'] }],
  ['secret-in-clear', { command: ['serve', '--admin-password=hunter2'] }],
  ['host-exposed', { volumes: ['/:/host:ro'] }],
  ['host-exposed', { volumes: ['/var/run/docker.sock:/var/run/docker.sock'] }],
  ['host-exposed', { volumes: [{ type: 'bind', source: '/root/', target: '/x' }] }],
  ['host-exposed', { network_mode: 'host' }],
  ['health-never-fails', test('curl -f http://localhost || exit 0')],
  ['health-never-fails', test(['CMD-SHELL', 'pg_isready; true'])],
  ['health-never-fails', test(['CMD', '/bin/true'])],
  ['script-quoted', sh("'exec 3<>/dev/tcp/db/5432'")],
  ['script-quoted', test(['CMD', 'bash', '-c', '"exec web"'])],
  ['script-quoted', test(['CMD', 'curl', '-f', 'http://localhost', '||', 'exit', '1'])],
  ['script-quoted', { command: ['migrate', '&&', 'serve'] }],
  ['dollar-doubled', sh('echo $$(date)')],
  ['dollar-doubled', test(['CMD-SHELL', 'pg_isready -U $$POSTGRES_USER'])],
  ['dollar-doubled', { entrypoint: ['/bin/sh', '-ec'], command: ['exec web --id $${HOSTNAME}'] }],
  ['quotes-kept', { environment: { NAME: Variable.withDefault('Y', '"a b"') } }],
  ['quotes-kept', { environment: [text`NAME=${Variable.withDefault('Y', "'a'")}`] }],
  ['quotes-kept', { environment: ['TZ="Europe/Berlin"'] }],
  ['value-lost', { environment: { URL: `http://${{}}:80` } }],
  ['value-lost', { environment: { URL: `http://${undefined}:80` } }],
  ['value-lost', { environment: { URL: `http://${Promise.resolve()}:80` } }],
  ['value-lost', { environment: { URL: `http://${() => 'db'}:80` } }],
  ['value-lost', { environment: [text`URL=http://${undefined as never}:${Variable.required('P')}`] }],
  ['value-lost', { image: `web:${undefined}` }],
  ['value-lost', { image: `web:${false}` }],
  ['value-lost', { environment: { URL: `redis://${true}:6379` } }],
];

describe('a mistake that Compose takes', () => {
  it('is told outside of services, too', () => {
    const build = (stack: Stack): void => {
      new Service(stack, 'web', { image }).readConfig(new Config(stack, 'motd', { content: `port = ${{}}` }), {
        at: '/etc/motd',
      });
    };
    expect(messages('value-lost', build)).toEqual([expect.stringContaining('Config "motd" says "[object Object]"')]);
  });

  it.each(BROKEN)('is told: %s for %j', (rule, props) => {
    expect(told(rule, props)).toBe(1);
  });
});

const RIGHT: readonly (readonly [rule: string, props: ServiceProps])[] = [
  ['value-refused', { restart: 'on-failure:5' }],
  ['value-refused', { restart: text`${Variable.required('RESTART')}` }],
  ['value-refused', { cap_add: ['net_admin', 'CAP_CHOWN'], cap_drop: ['all'] }],
  ['value-refused', { security_opt: ['no-new-privileges', 'seccomp=./profile.json', 'label:disable'] }],
  ['value-refused', { stop_signal: 'sigint' }],
  ['value-refused', { stop_signal: 'SIGRTMIN+3' }],
  ['value-refused', { working_dir: 'C:\\app' }],
  ['value-refused', { tmpfs: ['/run:size=1m'] }],
  ['value-refused', { pid: 'service:db' }],
  ['value-refused', { sysctls: ['net.core.somaxconn=1024', 'kernel.shmmax=1'] }],
  ['value-refused', { mem_limit: '6m', memswap_limit: -1 }],
  ['value-refused', { logging: { driver: 'gelf', options: { whatever: '1' } } }],
  ['value-refused', { healthcheck: { test: 'ready', interval: '0s' } }],
  ['port-unreachable', { ports: ['8080:80'] }],
  ['port-unreachable', { network_mode: 'none' }],
  ['tls-missing', { ports: ['443:443', '443:8443/udp', '8443:443', '4430:80'] }],
  ['tls-missing', { ports: [{ target: 80, published: Variable.required('PORT') }] }],
  ['database-published', { ports: ['127.0.0.1:5432:5432', '[::1]:6379:6379', '10.0.0.5:3306:3306', '5432:80'] }],
  ['database-published', { ports: [text`${Variable.required('ADDRESS')}:5432:5432`] }],
  ['database-published', { expose: ['5432'] }],
  ['secret-in-clear', { environment: { POSTGRES_PASSWORD_FILE: '/run/secrets/db', PASSWORD_MIN_LENGTH: '12' } }],
  ['secret-in-clear', { environment: { DB_PASSWORD: '', API_KEY: Variable.required('API_KEY'), TOKEN: null } }],
  ['secret-in-clear', { environment: ['DB_PASSWORD', text`SECRET=${Variable.required('SECRET')}`] }],
  ['secret-in-clear', { environment: { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes', MYSQL_RANDOM_ROOT_PASSWORD: 'true' } }],
  ['secret-in-clear', { environment: { PWD: '/app', TOKEN_TTL: '3600', SECRET_NAME: 'db', PUBLIC_TOKEN: 'pk_1' } }],
  ['secret-in-clear', { environment: { SECRET_KEY: '/run/secrets/key', AWS_ACCESS_KEY_ID: 'AKIA', COMPASS: 'north' } }],
  ['secret-in-clear', { environment: { DATABASE_URL: text`postgres://shop:${Variable.required('PW')}@db` } }],
  ['secret-in-clear', { environment: { URL: 'http://db:5432/a@b', MAIL: 'smtp://user@mail:25', BYPASS: 'all' } }],
  ['secret-in-clear', { command: ['serve', '--password-file', '/run/secrets/key', '--token', '--verbose'] }],
  ['host-name-underscore', { environment: { URL: 'http://my_other:80', TEXT: 'my_app' } }],
  ['host-exposed', { volumes: ['/etc/localtime:/etc/localtime:ro', '/srv/data:/data', './etc:/etc/app'] }],
  ['health-never-fails', test('curl -f http://localhost || exit 1')],
  ['health-never-fails', test('test -f /ready || exit 1; exit 0')],
  ['health-never-fails', test(['CMD', 'echo-server', '--check'])],
  ['health-never-fails', { healthcheck: { disable: true } }],
  ['script-quoted', sh('"$HOME/run" --name "a b"')],
  ['script-quoted', sh('a && b || c')],
  ['script-quoted', { command: ['expr', '2', '>', '1'] }],
  ['script-quoted', test(['CMD-SHELL', 'curl -f http://localhost || exit 1'])],
  ['dollar-doubled', sh('echo $$ >/run/web.pid; kill $$')],
  ['dollar-doubled', { environment: { PASSWORD: 'pa$$word' } }],
  ['dollar-doubled', { command: ['web', '--pattern', '$$name'] }],
  ['quotes-kept', { environment: { JSON: '"text"', NAME: Variable.withDefault('Y', 'a b') } }],
  ['quotes-kept', { environment: ['LIST="a","b"', 'SIGN="'] }],
  ['quotes-kept', { command: ['sh', '-c', text`echo ${Variable.withDefault('Y', '"a b"')}`] }],
  ['value-lost', { command: ['web', '--strict', 'false'], environment: { MODE: 'undefined-behaviour', ON: 'true' } }],
  ['value-lost', { image: 'acme/undefinedbehaviour:1' }],
  ['value-lost', { command: ['node', '-e', "if (String(x) === '[object Object]') y()"] }],
];

describe('what looks like such a mistake', () => {
  it.each(RIGHT)('is no finding: %s for %j', (rule, props) => {
    expect(told(rule, props)).toBe(0);
  });
});

describe('a service with an underscore', () => {
  const called = (environment: NonNullable<ServiceProps['environment']>): number =>
    messages('host-name-underscore', (stack) => {
      new Service(stack, 'my_app', { image, networks: { default: { aliases: ['my-app'] } } });
      new Service(stack, 'web', { image, environment });
    }).length;

  it('is told where an address calls it by that name, and not by another one', () => {
    expect(called({ URL: 'http://my_app:80/path', OTHER: 'redis://my_app' })).toBe(1);
    expect(called([text`URL=http://my_app:${Variable.required('PORT')}`])).toBe(1);
    expect(called({ URL: 'http://my-app:80', HOST: 'my_app', PATH: 'http://web/my_app' })).toBe(0);
  });
});

/** What a rule says of a service with these variables, beside databases with ports of the host. */
function calledWith(
  rule: string,
  environment: NonNullable<ServiceProps['environment']>,
  more: Partial<ServiceProps> = {},
): number {
  return messages(rule, (stack) => {
    new Service(stack, 'db', { image: 'ghcr.io/acme/postgres:17', ports: ['127.0.0.1:5433:5432'] });
    new Service(stack, 'cache', {
      image: 'valkey/valkey:8.1',
      ports: ['127.0.0.1:6380:6380'],
      command: ['--port', '6380'],
    });
    new Service(stack, 'api', { image, ports: ['8080:3000'], expose: ['8081'] });
    new Service(stack, 'web', { image, environment, ...more });
  }).length;
}

describe('a service at its port of the host', () => {
  it.each<NonNullable<ServiceProps['environment']>>([
    { URL: 'postgres://shop@db:5433/shop' },
    ['JDBC=jdbc:postgresql://db:5433/shop'],
    { DB_HOST: 'db', DB_PORT: 5433 },
    { API: 'http://api:8080/' },
  ])('is told: %j', (environment) => {
    expect(calledWith('port-of-host', environment)).toBe(1);
  });

  it.each<NonNullable<ServiceProps['environment']>>([
    { URL: 'postgres://db:5432', API: 'http://api:3000', CACHE: 'redis://cache:6380' },
    { URL: 'http://localhost:8080', OTHER: 'http://shop.example:8080', NEXT: 'http://api:8081' },
    [text`URL=postgres://db:${Variable.required('PORT')}`],
    { DB_HOST: 'db', API_PORT: '8080' },
  ])('is not told: %j', (environment) => {
    expect(calledWith('port-of-host', environment)).toBe(0);
  });
});

describe('a database at localhost', () => {
  it.each<NonNullable<ServiceProps['environment']>>([
    { URL: 'postgres://shop@localhost:5432/shop' },
    { URL: 'redis://127.0.0.1' },
    ['DB_HOST=localhost'],
    { PGHOST: '127.0.0.1' },
  ])('is told: %j', (environment) => {
    expect(calledWith('localhost-called', environment)).toBe(1);
  });

  it.each<[NonNullable<ServiceProps['environment']>, Partial<ServiceProps>]>([
    [{ API_URL: 'http://localhost:3000', HOST: 'localhost', SMTP_HOST: 'localhost' }, {}],
    [{ URL: 'mysql://localhost', MONGO_HOST: 'localhost' }, {}],
    [{ URL: 'postgres://db/localhost' }, {}],
    [{ URL: 'postgres://localhost:5432' }, { network_mode: 'service:db' }],
    [{ URL: 'postgres://localhost:6432' }, { expose: ['6432'] }],
  ])('is not told: %j %j', (environment, more) => {
    expect(calledWith('localhost-called', environment, more)).toBe(0);
  });
});

describe('a published port', () => {
  const published = (...networks: readonly (readonly [name: string, internal: boolean])[]): string[] =>
    messages('port-unreachable', (stack) => {
      const db = new Service(stack, 'db', { image, ports: ['127.0.0.1:5433:5432'] });
      for (const [name, internal] of networks) db.join(new Network(stack, name, internal ? Network.closed : {}));
    });

  it('is told where every network of its service is internal, with the remedy', () => {
    expect(published(['back', true])).toEqual([
      'Service "db" publishes a port that nobody reaches: its network "back" is internal.',
    ]);
    expect(published(['back', true], ['more', true])).toHaveLength(1);
    expect(published(['back', true], ['front', false])).toEqual([]);
  });

  it('is told where the network of the whole project is internal', () => {
    const built = (internal: boolean): string[] =>
      messages('port-unreachable', (stack) => {
        new Network(stack, 'default', { internal });
        new Service(stack, 'db', { image, ports: ['5432'] });
      });
    expect(built(true)).toHaveLength(1);
    expect(built(false)).toEqual([]);
  });
});

describe('what no service uses', () => {
  it('is told: a volume and a config', () => {
    const unused = messages('unused-element', (stack) => {
      new Service(stack, 'web', { image, volumes: ['data:/data'] });
      new Volume(stack, 'data');
      new Volume(stack, 'dta');
      new Config(stack, 'motd', { content: 'hi' });
    });
    expect(unused).toEqual(['No service uses the volume "dta".', 'No service uses the config "motd".']);
  });

  it('is nothing to tell while an error may be the reason, or a variable hides what is used', () => {
    const hidden = messages('unused-element', (stack) => {
      new Volume(stack, 'data');
      new Service(stack, 'web', { image, volumes: [text`${Variable.required('DATA')}:/data`] });
    });
    expect(hidden).toEqual([]);
    const wrong = messages('unused-element', (stack) => {
      new Volume(stack, 'data');
      new Service(stack, 'web', { volumes: ['data:/data'] });
    });
    expect(wrong).toEqual([]);
  });

  it('is nothing to tell where another environment of the project uses it', () => {
    const app = new App();
    for (const [id, environment] of [
      ['shop-dev', Environment.development()],
      ['shop', Environment.production({ domain: 'shop.example' })],
    ] as const) {
      const stack = new Stack(app, id, { name: 'shop', folder: id, environment });
      const cache = new Volume(stack, 'cache');
      const web = new Service(stack, 'web', { image });
      if (environment.isDevelopment) web.mount(cache, { at: '/cache' });
    }
    expect(generate(app).diagnostics).toEqual([]);
  });
});
