/**
 * A stack with a proxy of ours and a plain nginx, side by side: same image, same limits, same backends.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  App,
  Artifact,
  Config,
  DataVolume,
  Environment,
  generate,
  HealthCheck,
  hardened,
  Image,
  Network,
  ReverseProxy,
  Service,
  Stack,
  StaticSite,
  WebApp,
  write,
} from '../../index';
import { plainProxy, plainSite } from './plain';

/** Answers `/small` with a few bytes and everything else with 100 kB. */
const BACKEND = `
const large = Buffer.alloc(100_000, 'x');
require('node:http').createServer((request, response) => {
  response.setHeader('Content-Type', 'application/octet-stream');
  response.end(request.url === '/small' ? 'ok' : large);
}).listen(3000);
`;

const ALIVE = "fetch('http://127.0.0.1:3000/small').then(() => process.exit(0), () => process.exit(1))";

export interface Ports {
  readonly ours: number;
  readonly plain: number;
}

/** Writes the stack into a folder. @returns the folder of its compose.yaml */
export function writeStack(root: string, name: string, ports: Ports): string {
  put(root, {
    'backend.js': BACKEND,
    'site/package.json': JSON.stringify({ name: 'site', scripts: { build: 'cp -r source dist' } }),
    'site/package-lock.json': JSON.stringify({ name: 'site', lockfileVersion: 3, packages: { '': { name: 'site' } } }),
    'site/source/file.bin': 'x'.repeat(10_000),
  });
  const app = new App({ root });
  const stack = new Stack(app, name, { environment: Environment.production({ name: 'bench', domain: 'bench.test' }) });
  const files = new DataVolume(stack, 'files');
  const web = new WebApp(stack, 'web', {
    image: Image.registry('node:22-bookworm-slim', { user: { uid: 1000, gid: 1000 }, folders: ['/home/node'] }),
    command: ['sh', '-c', "head -c 10000 /dev/zero | tr '\\0' x >/home/node/file.bin && exec node /backend.js"],
    port: 3000,
    healthCheck: HealthCheck.command(['node', '-e', ALIVE]),
  });
  web.mount('./backend.js', { at: '/backend.js', readOnly: true });
  web.mount(files, { at: '/home/node' });
  const site = new StaticSite(stack, 'site', { image: Image.files({ source: './site' }) });

  const proxy = new ReverseProxy(stack, 'proxy', { publish: { port: ports.ours } });
  proxy.host('app.test').forward('/', web);
  proxy.host('files.test').files('/', files);
  proxy.host('site.test').forward('/', site);

  const other = nginx(stack, 'plain-site', `${name}-site:bench`, plainSite, [site.network]);
  const plain = nginx(
    stack,
    'plain',
    'nginx:1.30',
    plainProxy,
    [new Network(stack, 'plain-public'), web.network, site.network],
    ports.plain,
  );
  plain.mount(files.volume, { at: '/srv/files', readOnly: true });
  // it looks its upstreams up when it starts
  for (const upstream of [web.service, other]) plain.startAfter(upstream, 'service_started');
  const generation = generate(app);
  if (generation.diagnostics.length > 0) throw new Error(JSON.stringify(generation.diagnostics, null, 2));
  write(generation);
  return join(root, 'synth.out', name);
}

function nginx(
  stack: Stack,
  id: string,
  image: string,
  configuration: string,
  networks: readonly Network[],
  port?: number,
): Service {
  const service = new Service(stack, id, {
    image,
    user: '1000:1000',
    ...(port !== undefined && { ports: [{ target: 8080, published: String(port), host_ip: '127.0.0.1' }] }),
    ...hardened(stack, { memory: '256m' }),
  });
  const file = new Artifact(stack, `${id}-file`, { file: `${id}/nginx.conf`, render: () => configuration });
  service.readConfig(new Config(stack, `${id}-config`, { file }), { at: '/etc/nginx/nginx.conf' });
  for (const network of networks) service.join(network);
  return service;
}

function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}
