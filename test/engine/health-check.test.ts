/**
 * How a container is asked over HTTP: by each program, of apps that know their names, that send visitors away, and that
 * listen to one address only.
 */
import { HealthCheck, Image, type RegistryImageProps, type Stack, WebApp } from 'compose-constructs';
import { attempt, type ComposeProject, images, Sources, sandbox } from './support';

const app = `
const { hostname } = require('node:os');
const serve = (port, address) => require('node:http').createServer(answer).listen(port, address);
const known = ({ headers }) => headers.host === 'shop.example';
function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://x');
  // as Django and Rails do where a name is not theirs
  if (pathname === '/named') response.statusCode = known(request) ? 200 : 400;
  else if (pathname === '/') response.writeHead(302, { location: 'https://shop.example/login', 'access-control-allow-origin': '*' });
  else if (pathname === '/loop') response.writeHead(308, { location: '/loop' });
  else if (pathname === '/plain') response.statusCode = request.headers.host === 'localhost:3000' ? 200 : 421;
  else if (decodeURIComponent(request.url) === decodeURIComponent("/it's\`a\`$(x)?a=%41&b[1]=*")) response.statusCode = 204;
  else response.statusCode = Number(pathname.slice(1)) || 404;
  response.end('HTTP/1.1 200 OK');
}
serve(3000);
serve(3001, '127.0.0.1'); // which nobody else reaches
serve(3002, hostname()); // as Next.js does unless told otherwise
`;

const clients = ['bash', 'curl', 'node', 'python', 'wget', 'wget of BusyBox'] as const;
type Client = (typeof clients)[number];

const box = sandbox();
let sources: Sources;
let stack: ComposeProject;
let container: string;

function build(scope: Stack): void {
  const image = Image.node({ source: './app', command: ['node', 'app.js'], packages: ['curl', 'python3', 'wget'] });
  const web = new WebApp(scope, 'web', {
    image,
    port: 3000,
    healthCheck: HealthCheck.http('/named', { host: 'shop.example' }),
  });
  const { reference } = web.image;
  // the variables that would lead the question astray
  const environment = { HOSTNAME: '0.0.0.0', http_proxy: 'http://192.0.2.1:9', HTTP_PROXY: 'http://192.0.2.1:9' };
  const also = (id: string, probeWith: NonNullable<RegistryImageProps['probeWith']>, path = '/') =>
    new WebApp(scope, id, {
      image: Image.registry(reference, { probeWith, command: ['node', 'app.js'] }),
      port: 3000,
      healthCheck: HealthCheck.http(path),
      environment,
    });
  for (const client of ['bash', 'curl', 'node', 'python', 'wget'] as const) {
    const away = also(`${client}-away`, client);
    // an app that nobody connects to has no network, and so no address but the loopback one
    also(`${client}-alone`, client, '/200');
    web.connect(away);
  }
}

beforeAll(async () => {
  await images('busybox:1.37');
  sources = new Sources('health-checks');
  const lock = { name: 'app', lockfileVersion: 3, requires: true, packages: { '': { name: 'app' } } };
  sources.put({
    'app/package.json': JSON.stringify({ name: 'app' }),
    'app/package-lock.json': JSON.stringify(lock),
    'app/app.js': app,
  });
  stack = sources.synthesize('health-checks', build);
  await stack.up('--build');
  container = (await stack.inspect('web'))[0]?.Id ?? '';
});

afterAll(async () => {
  await stack?.remove();
  await attempt('docker', ['image', 'rm', '--force', 'health-checks-web:development']);
  sources?.remove();
});

/** Whether the app is healthy by what a program asks. */
async function isHealthy(client: Client, path: string, host = 'localhost:3000', port = 3000): Promise<boolean> {
  const probeWith = client === 'wget of BusyBox' ? 'wget' : client;
  const words = Image.registry('a/b:1', { probeWith }).probe?.(port, path, host) ?? [];
  const { code } =
    client === 'wget of BusyBox'
      ? await box.run(['--network', `container:${container}`], 'busybox:1.37', ...words)
      : await stack.exec('web', words);
  return code === 0;
}

it('lets the whole stack start: apps that know their name, send visitors away, or have no network', async () => {
  const states = (await stack.ps()).map(({ Health }) => Health);
  expect(states).toEqual(Array.from({ length: 11 }, () => 'healthy'));
});

describe.each(clients)('an app that is asked with %s', (client) => {
  it('is healthy with a status below 400, and a redirect is not followed', async () => {
    for (const path of ['/200', '/204', '/', '/loop'])
      expect([path, await isHealthy(client, path)]).toEqual([path, true]);
    for (const path of ['/400', '/404', '/421', '/500', '/503']) {
      expect([path, await isHealthy(client, path)]).toEqual([path, false]);
    }
  });

  it('is asked for the name that it knows', async () => {
    expect(await isHealthy(client, '/named', 'shop.example')).toBe(true);
    expect(await isHealthy(client, '/named')).toBe(false);
    expect(await isHealthy(client, '/plain')).toBe(true);
  });

  it('is asked at the address that others use', async () => {
    expect(await isHealthy(client, '/200', 'localhost', 3001)).toBe(false);
    expect(await isHealthy(client, '/200', 'localhost', 3002)).toBe(true);
    expect(await isHealthy(client, '/200', 'localhost', 3999)).toBe(false);
  });

  it('gets the very path, whatever a shell would make of it', async () => {
    expect(await isHealthy(client, "/it's`a`$(x)?a=%41&b[1]=*")).toBe(true);
  });
});
