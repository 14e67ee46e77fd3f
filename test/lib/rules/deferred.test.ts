/** A value that only the deploying host knows may stand anywhere, and no rule stumbles over it. */
import { Service, type ServiceProps, Variable, Volume } from '../../../lib';
import { image, messages } from './support';

const WHOLE: ServiceProps = {
  image,
  command: ['sh', '-c', 'serve'],
  entrypoint: ['/bin/sh'],
  environment: { URL: 'http://db:5432/shop', DB_HOST: 'db', PASSWORD: 'x' },
  ports: ['127.0.0.1:8080:80', { target: 5432, published: '5433', host_ip: '0.0.0.0', protocol: 'tcp' }],
  expose: ['3000', 5432],
  volumes: ['data:/data:ro', { type: 'volume', source: 'data', target: '/more', read_only: true }],
  tmpfs: ['/tmp:size=1m'],
  networks: { default: { aliases: ['www'] } },
  healthcheck: { test: ['CMD', 'true'], interval: '5s', retries: 3, disable: false },
  restart: 'always',
  user: '1000:1000',
  read_only: true,
  cap_add: ['CHOWN'],
  security_opt: ['no-new-privileges:true'],
  mem_limit: '512m',
  deploy: { resources: { limits: { memory: '1g', cpus: '1' }, reservations: { memory: '1g' } }, replicas: 2 },
  ulimits: { nofile: { soft: 1, hard: 2 } },
  logging: { driver: 'json-file', options: { 'max-size': '10m' } },
  extra_hosts: { host: '127.0.0.1' },
  build: { context: '.', args: { TOKEN: 'x' }, dockerfile_inline: 'FROM scratch' },
  stop_signal: 'SIGTERM',
  working_dir: '/app',
  network_mode: 'bridge',
  labels: { team: 'web' },
};

/** Where each value of a tree stands. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))];
}

const places = placesIn(WHOLE).filter((path) => path.length > 0);

test.each(places.map((path) => [path.join('.'), path] as const))(
  'a rule reads on where %s is a variable',
  (_, path) => {
    const failed = messages('lowering-failed', (stack) => {
      new Volume(stack, 'data');
      new Service(stack, 'db', { image, ports: ['5432:5432'] });
      new Service(stack, 'web', WHOLE).override(path, Variable.required('CHOSEN'));
    });
    expect(failed).toEqual([]);
  },
);
