/** Two checkouts of one repository on one machine: what starts or ends in one is nothing to the other. */
import { join } from 'node:path';
import { App, Environment, generate, Image, SecretFile, Service, Stack, Worker, write } from 'compose-constructs';
import { type ComposeProject, compose, freePort, request, Sources, until } from './support';

const image = 'busybox:1.37';
const folders: Sources[] = [];
afterAll(() => {
  for (const folder of folders) folder.remove();
});

/** The same `stack.ts` in a folder of its own, as `synth` writes it there. */
function checkout(id: string, port: number, instance?: string): ComposeProject & { readonly port: number } {
  const folder = new Sources('checkout');
  folders.push(folder);
  const app = new App({ root: folder.folder });
  const environment = Environment.development(instance === undefined ? {} : { instance });
  const stack = new Stack(app, id, { environment });
  const program = Image.registry(image, { user: { uid: 1000, gid: 1000 } });
  const worker = new Worker(stack, 'worker', { image: program, command: ['sleep', '600'] });
  worker.readSecret(new SecretFile(stack, 'key'));
  new Service(stack, 'web', {
    image,
    init: true,
    command: ['httpd', '-f', '-p', '80', '-h', '/etc'],
    ports: [`127.0.0.1:${environment.hostPort(port)}:80`],
  });
  expect(write(generate(app)).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const project = compose(join(folder.folder, 'synth.out', id), { name: stack.name });
  return Object.assign(project, { port: environment.hostPort(port) });
}

const idsOf = async (project: ComposeProject): Promise<string> => (await project.compose(['ps', '--quiet'])).stdout;
const answers = async (port: number): Promise<boolean> => (await request(port, '/hostname')).status === 200;

describe('two checkouts of one repository', () => {
  it('are one project without an instance: the second recreates the containers of the first', async () => {
    const id = `one${process.pid}`;
    const [one, other] = [checkout(id, await freePort()), checkout(id, await freePort())];
    await one.up();
    const before = await idsOf(one);
    await other.up();
    expect(await idsOf(one)).not.toBe(before);
    await other.down('--volumes');
    expect(await idsOf(one)).toBe('');
  });

  it('run side by side with one: neither recreates, stops or removes anything of the other', async () => {
    const id = `two${process.pid}`;
    const port = await freePort();
    const [main, review] = [checkout(id, port), checkout(id, port, 'review')];
    await main.up();
    const before = await idsOf(main);
    await review.up();
    expect(await idsOf(main)).toBe(before);
    for (const { port: own } of [main, review]) await until(`something answers at ${own}`, () => answers(own));

    const secret = ['cat', '/run/secrets/key'];
    const [own, others] = [await main.exec('worker', secret), await review.exec('worker', secret)];
    expect(own).toMatchObject({ code: 0 });
    expect(own.stdout).not.toBe(others.stdout);

    await review.down('--volumes');
    expect(await idsOf(main)).toBe(before);
    expect(await answers(main.port)).toBe(true);
    expect(await main.exec('worker', secret)).toMatchObject({ code: 0, stdout: own.stdout });
  });
});
