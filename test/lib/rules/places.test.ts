import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type App,
  Config,
  type Element,
  Environment,
  intend,
  Network,
  reachableOnlyFrom,
  Secret,
  Service,
  Stack,
  Volume,
} from '../../../lib';
import { rules } from '../../../lib/rules';
import { lineOf } from '../tree';
import { freshRoot, image, said } from './support';

const root = freshRoot();
writeFileSync(join(root, 'private'), '');
chmodSync(join(root, 'private'), 0o600);

/** One override that breaks each rule, of an element in a stack that is right without it. */
const BREAKS: readonly (readonly [rule: string, breaks: (stack: Stack) => void])[] = [
  ['host-port-taken', (stack) => onWeb(stack).override('ports.-', '8080:81')], // ← host-port-taken
  ['mount-target-taken', (stack) => onWeb(stack).override('volumes.-', '/elsewhere:/var/tmp')], // ← mount-target-taken
  ['mount-inside-read-only', (stack) => onWeb(stack).override('volumes.-', '/tmp:/site/new')], // ← mount-inside-read-only
  ['data-path', (stack) => onWeb(stack, 'postgres:17').override('volumes.0', 'own:/var/lib/postgresql')], // ← data-path
  ['volume-of-image', (stack) => onWeb(stack, 'smallstep/step-ca:0.30.2').override('volumes.0', 'own:/home/step/a')], // ← volume-of-image
  ['volume-not-writable', (stack) => onWeb(stack).override('volumes.0', 'own:/data')], // ← volume-not-writable
  ['stacks-share-port', (stack) => onAnother(stack).override('ports.0', '8080:80')], // ← stacks-share-port
  ['build-folder-missing', (stack) => onWeb(stack).override('build', './none')], // ← build-folder-missing
  ['secret-unreadable', (stack) => onWeb(stack).override('secrets', ['key'])], // ← secret-unreadable
  ['secret-blank', (stack) => blank(stack).override('file', './private')], // ← secret-blank
  ['root-writable', (stack) => copied(stack).override('read_only', false)], // ← root-writable
  ['read-only-copy', (stack) => copied(stack, 'file').override('secrets', ['shell'])], // ← read-only-copy
  ['files-unreadable', (stack) => served(stack).override('user', '2:2')], // ← files-unreadable
  ['health-unknown', (stack) => onWeb(stack).override('depends_on.db', { condition: 'service_healthy' })], // ← health-unknown
  ['host-setting', (stack) => indexed(stack).override('image', 'search:1')], // ← host-setting
  ['image-unpinned', (stack) => onWeb(stack).override('image', 'nginx')], // ← image-unpinned
  ['variable-names-itself', (stack) => onWeb(stack).override('environment.0', 'MODE=MODE')], // ← variable-names-itself
  ['value-refused', (stack) => onWeb(stack).override('restart', 'allways')], // ← value-refused
  ['port-unreachable', (stack) => onWeb(stack).override('network_mode', 'none')], // ← port-unreachable
  ['tls-missing', (stack) => onWeb(stack).override('ports.0', '443:80')], // ← tls-missing
  ['database-published', (stack) => onWeb(stack).override('ports.0', '5432:5432')], // ← database-published
  ['secret-in-clear', (stack) => onWeb(stack).override('environment.0', 'DB_PASSWORD=hunter2')], // ← secret-in-clear
  ['host-name-underscore', (stack) => named(stack).override('environment.0', 'URL=http://my_app/')], // ← host-name-underscore
  ['port-of-host', (stack) => calling(stack).override('environment.0', 'URL=postgres://db:5433')], // ← port-of-host
  ['localhost-called', (stack) => calling(stack).override('environment.0', 'DB_HOST=localhost')], // ← localhost-called
  ['host-exposed', (stack) => onWeb(stack).override('volumes.-', '/etc:/host/etc:ro')], // ← host-exposed
  ['health-never-fails', (stack) => onWeb(stack).override('healthcheck.test', 'true')], // ← health-never-fails
  ['script-quoted', (stack) => onWeb(stack).override('command', ['sh', '-c', "'exec web'"])], // ← script-quoted
  ['dollar-doubled', (stack) => onWeb(stack).override('command', ['sh', '-c', 'echo $$HOME'])], // ← dollar-doubled
  ['quotes-kept', (stack) => onWeb(stack).override('environment.0', 'MODE="fast"')], // ← quotes-kept
  ['value-lost', (stack) => onWeb(stack).override('image', `web:${undefined}`)], // ← value-lost
  ['reach-wider', (stack) => promised(stack).override('networks.backend', {})], // ← reach-wider
  ['unused-element', (stack) => new Volume(beside(stack), 'old')], // ← unused-element
  ['source-missing', (stack) => onWeb(stack).override('volumes.-', './none:/none')], // ← source-missing
];

function onWeb(stack: Stack, from = image): Element {
  new Volume(stack, 'own');
  new Volume(stack, 'site');
  new Secret(stack, 'key', { file: './private' });
  new Service(stack, 'db', { image });
  const web = new Service(stack, 'web', {
    image: from,
    user: '54321:54321',
    ports: ['8080:80'],
    volumes: ['own:/var/tmp', 'site:/site:ro'],
    environment: ['MODE=fast'],
    depends_on: { db: { condition: 'service_started' } },
  });
  web.override('stop_signal', 'SIGQUIT'); // has nothing to do with any of them
  return web;
}

/** A service beside one that nobody may reach. */
function promised(stack: Stack): Element {
  const backend = new Network(stack, 'backend');
  const db = new Service(stack, 'db', { image });
  db.join(backend);
  reachableOnlyFrom(db, []);
  return new Service(stack, 'web', { image, networks: { default: null } });
}

/** The same, beside a service with an underscore. */
function named(stack: Stack): Element {
  new Service(stack, 'my_app', { image });
  return onWeb(stack);
}

/** A service in a stack that comes after it. */
function onAnother(stack: Stack): Element {
  onWeb(stack);
  const other = new Stack(stack.node.root as App, 'other', { environment: Environment.development() }); // it stands in one
  return new Service(other, 'web', { image, ports: ['8081:80'] });
}

/** Where what a rule finds stands. */
const PATHS: Readonly<Record<string, string>> = {
  'unused-element': 'shop/old',
  'stacks-share-port': 'other/web',
  'host-setting': 'server/web',
};

/** A service of another environment, whose volume is that of a search engine. */
function indexed(stack: Stack): Element {
  const environment = Environment.production({ domain: 'shop.test' });
  const other = new Stack(stack.node.root as App, 'server', { environment }); // it stands in one
  const volume = new Volume(other, 'indexes');
  const web = new Service(other, 'web', { image, volumes: ['indexes:/data'] });
  intend(web, { kind: 'data', volume: volume.name, engine: { product: 'opensearch', version: '3.8.0' } });
  return web;
}

/** The same, where its database is one that is known. */
function calling(stack: Stack): Element {
  const web = onWeb(stack);
  const db = stack.node.findChild('db') as Service; // `onWeb` made it
  db.merge({ image: 'postgres:17', ports: ['127.0.0.1:5433:5432'] });
  return web;
}

/** A stack that has a service. */
function beside(stack: Stack, id = 'web'): Stack {
  new Service(stack, id, { image });
  return stack;
}

/** A service that Compose copies a secret into, or one whose root is read-only and which reads a file. */
function copied(stack: Stack, secret = 'shell'): Element {
  new Secret(stack, 'shell', { environment: 'KEY' });
  new Secret(stack, 'file', { file: '/key' });
  return new Service(stack, 'web', { image, secrets: [secret], ...(secret === 'file' && { read_only: true }) });
}

function blank(stack: Stack): Element {
  return new Secret(beside(stack, 'other'), 'web', { file: '/key' });
}

/** The same, where visitors get files that another service writes. */
function served(stack: Stack): Element {
  const web = onWeb(stack);
  const answer = { by: 'volume', volume: 'own', folder: '/data' } as const;
  intend(web, { kind: 'route', proxy: 'web', host: 'shop.test', path: '/', url: 'http://shop.test/', answer });
  new Service(stack, 'writer', { image, user: '54321:54321', volumes: ['own:/data'] });
  return web;
}

describe('what breaks a rule', () => {
  it.each(BREAKS)('is found where it was written, in an override: %s', (rule, breaks) => {
    expect(said(rule, breaks, root)).toMatchObject([
      { path: PATHS[rule] ?? 'shop/web', location: { line: lineOf(__filename, rule) } },
    ]);
  });

  it('is found so for every rule', () => {
    expect(BREAKS.map(([rule]) => rule).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  it('is found in the file of a secret and of a config, too', () => {
    const build = (stack: Stack): void => {
      new Secret(stack, 'key', { file: '/there' }).override('file', './none'); // ← secret
      new Config(stack, 'motd', { file: '/there' }).override('file', './none'); // ← config
    };
    const lines = said('source-missing', build, root).map(({ location }) => location?.line);
    expect(lines).toEqual([lineOf(__filename, 'secret'), lineOf(__filename, 'config')]);
  });
});
