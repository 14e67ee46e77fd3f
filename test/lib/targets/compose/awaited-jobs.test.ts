import { Image, Job, Service, type Stack, Worker } from 'compose-constructs';
import { synth } from '../../../constructs/support';

const image = Image.registry('ghcr.io/acme/web:1.4', { command: ['/web'] });
const job = (stack: Stack, profiles?: readonly string[]) =>
  new Job(stack, 'import', { image, command: ['/import'], ...(profiles && { profiles }) });
const worker = (stack: Stack, profiles?: readonly string[]) =>
  new Worker(stack, 'queue', { image, ...(profiles && { profiles }) });

/** The services of a stack that never have a container. */
function waiting(build: (stack: Stack) => unknown): readonly string[] {
  const { section, ids } = synth(build);
  expect(ids).toEqual([]);
  const services = Object.entries(section('services'));
  return services.flatMap(([name, { deploy }]) => (isEmpty(deploy) ? [name] : []));
}

function isEmpty(deploy: unknown): boolean {
  return typeof deploy === 'object' && deploy !== null && 'replicas' in deploy && deploy.replicas === 0;
}

describe('`docker compose up --wait` takes a job that ended well for a failure unless a service waits for it', () => {
  it('so one waits that has no container, no network, and an image that is there', () => {
    const { section, file } = synth((stack) => job(stack));
    expect(section('services')['import-done']).toEqual({
      image: 'ghcr.io/acme/web:1.4',
      network_mode: 'none',
      deploy: { replicas: 0 },
      depends_on: { import: { condition: 'service_completed_successfully' } },
    });
    expect(Object.keys(section('services'))).toEqual(['import', 'import-done']);
    expect(section('networks')).toEqual({});
    expect(file('compose.yaml')).toMatch(/# Never has a container\..*\n {2}import-done:/);
  });

  it('but none where another service does', () => {
    expect(waiting((stack) => worker(stack).startAfter(job(stack)))).toEqual([]);
  });

  it('unless that one need not be there', () => {
    expect(waiting((stack) => worker(stack, ['nightly']).startAfter(job(stack)))).toEqual(['import-done']);
    expect(waiting((stack) => worker(stack, ['a']).startAfter(job(stack, ['a', 'b'])))).toEqual(['import-done']);
    expect(waiting((stack) => worker(stack, ['a', 'b']).startAfter(job(stack, ['a'])))).toEqual([]);
  });

  it('and in the profiles of the job', () => {
    const { section } = synth((stack) => job(stack, ['a', 'b']));
    expect(section('services')['import-done']).toMatchObject({ profiles: ['a', 'b'] });
  });

  it('under a name that nobody has', () => {
    const named = waiting((stack) => {
      new Service(stack, 'import-done', { image: 'acme/report:2' });
      job(stack);
    });
    expect(named).toEqual(['import-done-']);
  });

  it('while a service of which nobody knows that it ends stays alone', () => {
    expect(waiting((stack) => new Service(stack, 'tool', { image: 'acme/tool:1', restart: 'no' }))).toEqual([]);
  });
});
