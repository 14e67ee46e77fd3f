/**
 * The original system of the OMS example, from its Compose file: nine services of 2016, imported, over the data that the
 * original left. The parts are as small as they can be; what Compose reads of them is what the original says.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { write } from 'compose-constructs';
import { importProject } from '../../lib/import';
import { generationOf } from '../lib/import/write/run';
import { type ComposeProject, compose, freePort, images, request, Sources, until } from './support';

const CORE = `server {
  listen 80 default_server;
  root /var/www/public;
  index index.php;
  location / { try_files $uri $uri/ /index.php$is_args$args; }
  location ~ \\.php$ {
    try_files $uri =404;
    fastcgi_pass php-upstream;
    include fastcgi_params;
    fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
  }
}
`;
const EVENTS = `server {
  listen 8083;
  root /usr/app;
  location /api/ { proxy_pass http://omsevents:8082/; }
  location /frontend/ { expires off; }
}
`;
const REACHES = `<?php foreach (['postgres' => 5432, 'mongodb' => 27017] as $host => $port) echo $host, @fsockopen($host, $port, $no, $why, 3) ? ' yes ' : ' no ';`;
const SERVER = `const { readFileSync } = require('fs');
const config = JSON.parse(readFileSync('/usr/app/oms-events/lib/config/configFile.json', 'utf8'));
require('http').createServer((_, answer) => answer.end(config.name + ' ' + readFileSync('/root/api-key', 'utf8'))).listen(config.port);
`;

let sources: Sources;
let ports: readonly number[];
let folder: string;
let before: ComposeProject;
let after: ComposeProject;

const files = ([http, https, ssh, admin, frontend]: readonly number[]): Readonly<Record<string, string>> => ({
  'oms-core/public/index.php': REACHES,
  'oms-core/public/a.css': 'style',
  'oms-events/server.js': SERVER,
  'oms-events/lib/config/configFile.json': '{}',
  'oms-events-frontend/index.html': 'front end',
  'docker/api-key': 'key of the core',
  'docker/omsevents/configFile.json': '{ "port": 8082, "name": "events" }',
  'docker/omscore/Dockerfile': 'FROM busybox:1.37\nCMD ["true"]\n',
  'docker/workspace/Dockerfile': 'FROM php:8.4-fpm-trixie\nARG PUID\nCMD ["sleep", "infinity"]\n',
  'docker/php-fpm/Dockerfile-70': 'FROM php:8.4-fpm-trixie\nARG INSTALL_XDEBUG\n',
  'docker/omscore-nginx/Dockerfile': `FROM nginx:1.30
ARG PHP_UPSTREAM=php-fpm
COPY core.conf /etc/nginx/conf.d/default.conf
RUN echo "upstream php-upstream { server $PHP_UPSTREAM:9000; }" >/etc/nginx/conf.d/upstream.conf
`,
  'docker/omscore-nginx/core.conf': CORE,
  'docker/postgres/Dockerfile': 'FROM postgres:17\n',
  'docker/pgadmin/Dockerfile': 'FROM busybox:1.37\nCMD ["httpd", "-f", "-p", "5050"]\n',
  'docker/mongo/Dockerfile': 'FROM mongo:8.0\nVOLUME /data/db /data/configdb\n',
  'docker/omsevents/Dockerfile':
    'FROM node:22-bookworm-slim\nEXPOSE 8082\nCMD ["node", "/usr/app/oms-events/server.js"]\n',
  'docker/omsevents-frontend/Dockerfile': 'FROM nginx:1.30\nCOPY events.conf /etc/nginx/conf.d/default.conf\n',
  'docker/omsevents-frontend/events.conf': EVENTS,
  'docker/docker-compose.yml': `version: '2'
services:
  omscore-data:
    build: ./omscore
    volumes: [ '../oms-core:/var/www' ]
  omscore:
    build: { context: ./workspace, args: [ COMPOSER_GLOBAL_INSTALL=false, PUID=1000, PGID=1000, TZ=UTC ] }
    ports: [ '${ssh}:22' ]
    volumes_from: [ omscore-data ]
    extra_hosts: [ 'dockerhost:10.0.75.1' ]
    tty: true
  php-fpm:
    build: { context: ./php-fpm, dockerfile: Dockerfile-70, args: [ INSTALL_XDEBUG=false ] }
    expose: [ '9000' ]
    volumes_from: [ omscore-data ]
    links: [ omscore ]
    extra_hosts: [ 'dockerhost:10.0.75.1' ]
    environment: [ PHP_IDE_CONFIG=serverName=laravel ]
  omscore-nginx:
    build: { context: ./omscore-nginx, args: [ PHP_UPSTREAM=php-fpm ] }
    ports: [ '${http}:80', '${https}:443' ]
    volumes_from: [ omscore-data ]
    volumes: [ './logs/nginx/:/var/log/nginx' ]
    links: [ php-fpm ]
  postgres:
    build: ./postgres
    expose: [ '5432' ]
    volumes: [ 'postgres:/var/lib/postgresql/data' ]
    environment: { POSTGRES_DB: homestead, POSTGRES_USER: homestead, POSTGRES_PASSWORD: secret }
  pgadmin:
    build: ./pgadmin
    ports: [ '${admin}:5050' ]
    links: [ postgres ]
  mongodb:
    build: ./mongo
    volumes: [ 'mongodb:/data/db' ]
  omsevents:
    build: ./omsevents
    volumes:
      - ../oms-events-frontend:/usr/app/frontend
      - ../oms-events:/usr/app/oms-events:ro
      - ./omsevents/configFile.json:/usr/app/oms-events/lib/config/configFile.json:ro
      - ./api-key:/root/api-key:ro
    links: [ mongodb ]
  omsevents-frontend:
    build: ./omsevents-frontend
    ports: [ '${frontend}:8083' ]
    volumes: [ '../oms-events-frontend:/usr/app/frontend:ro' ]
    links: [ omsevents ]
volumes:
  postgres: { driver: local }
  mongodb: { driver: local }
`,
});

/** Starts everything; a container for data ends at once, which `--wait` takes for a failure. */
const start = (stack: ComposeProject, ...args: readonly string[]): Promise<unknown> =>
  stack.compose(['up', '--detach', '--quiet-pull', ...args]);
const rows = (stack: ComposeProject, sql: string): Promise<string> =>
  stack
    .exec('postgres', ['psql', '--host=127.0.0.1', '-qAtU', 'homestead', 'homestead', '-c', sql])
    .then(({ stdout, stderr }) => (stdout || stderr).trim());

beforeAll(async () => {
  await images('nginx:1.30', 'php:8.4-fpm-trixie', 'postgres:17', 'mongo:8.0', 'node:22-bookworm-slim', 'busybox:1.37');
  sources = new Sources('oms-import');
  ports = await Promise.all([1, 2, 3, 4, 5].map(() => freePort()));
  sources.put(files(ports));
  folder = join(sources.folder, 'docker');
  before = compose(join(folder, 'docker-compose.yml'));
  await start(before, '--build');
  await until('a row in the original', async () => {
    await rows(before, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS n');
    return (await rows(before, 'SELECT n FROM kept')) === '42';
  });
  await before.down();
});
afterAll(async () => {
  await after?.remove();
  await before?.remove();
  sources.remove();
});

/** Imports the file as it is now. @returns the program, and what stays a service and why */
function imported(): { readonly program: string; readonly why: readonly string[] } {
  const asked = { files: ['docker-compose.yml'], cwd: folder, folder, name: 'docker' };
  const { source = '', notRecognized, secretFiles } = importProject({ ...asked, recognize: true, modernize: true });
  for (const { file, value } of secretFiles) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), value);
  }
  return { program: source, why: notRecognized.map(({ service, why }) => `${service}: ${why}`) };
}

it('becomes a program in the words of today, with a Database over the volume that is there', () => {
  const { program, why } = imported();
  expect(program.match(/new Service\(/g)).toHaveLength(8);
  expect(program).toContain("new Database(this, 'postgres', {");
  expect(program).toContain("name: text`${Variable.of('COMPOSE_PROJECT_NAME')}_postgres`");
  expect(program).not.toMatch(/links|volumes_from|version|'secret'/);
  expect(why).toEqual(['mongodb: it makes no user, and a Database has one']);
  const { diagnostics } = write(generationOf(program, folder));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('starts over the data of the original, and its parts reach each other as they did', async () => {
  after = compose(join(folder, 'synth.out/docker'), { name: before.name });
  await start(after, '--build');
  const [http = 0, , , admin = 0, frontend = 0] = ports;
  const answer = (port: number, path: string): Promise<string> =>
    until(`${path} at ${port}`, async () => {
      const { status, text } = await request(port, path);
      return status === 200 && text;
    });
  await until('the databases', async () => (await answer(http, '/')) === 'postgres yes mongodb yes ');
  expect(await answer(http, '/a.css')).toBe('style');
  expect(await answer(frontend, '/api/')).toBe('events key of the core');
  expect(await answer(frontend, '/frontend/index.html')).toBe('front end');
  expect((await request(admin, '/')).status).toBe(404);
  expect(await rows(after, 'SELECT n FROM kept')).toBe('42');
});
