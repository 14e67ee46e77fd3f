import { Database, Engine, Image, Job, type JobProps, SecretFile } from 'compose-constructs';
import { development, node, postgres, production, synth, web } from '../support';

const job = (props: Partial<JobProps> = {}, environment = development) =>
  synth(
    (stack) =>
      new Job(stack, 'tidy', {
        image: node,
        command: ['node', 'tidy.js'],
        schedule: '0 3 * * *',
        ...props,
      } as JobProps), // of either kind
    { environment },
  );

describe('a job with a schedule', () => {
  it('is a container of its own image that waits, and comes back on a server', () => {
    const { service, ids, file } = job({ timeZone: 'Europe/Berlin' }, production);
    expect(ids).toEqual([]);
    expect(service('tidy')).toMatchObject({
      entrypoint: ['/bin/sh', '/usr/local/bin/on-schedule', 'run'],
      command: ['node', 'tidy.js'],
      environment: { TZ: 'Europe/Berlin' },
      healthcheck: { test: ['CMD', '/bin/sh', '/usr/local/bin/on-schedule', 'healthy'] },
      restart: 'unless-stopped',
      stop_signal: 'SIGTERM',
      read_only: true,
    });
    expect(service('tidy')['tmpfs']).toContain('/run/schedule');
    expect(file('tidy/on-schedule.sh')).toContain("zone='Europe/Berlin'");
  });

  it('has UTC unless its author says something else', () => {
    expect(job().file('tidy/on-schedule.sh')).toContain("zone='UTC'");
  });

  it('is not waited for at the start, so no service waits for its end', () => {
    expect(Object.keys(job().section('services'))).toEqual(['tidy']);
  });

  it('reads its secrets anew before each run', () => {
    const { service } = synth((stack) => {
      const tidy = new Job(stack, 'tidy', { image: node, command: ['node', 'tidy.js'], schedule: '15m' });
      tidy.connect(postgres(stack));
    });
    expect(service('tidy')['entrypoint']).toEqual([
      ...['/bin/sh', '/usr/local/bin/on-schedule', 'run'],
      ...['/bin/sh', '/usr/local/bin/with-secrets'],
    ]);
  });

  it('can be like another workload, with both of its scripts', () => {
    const { service, ids } = synth((stack) => {
      const app = web(stack, { timeZone: 'Asia/Tokyo' });
      app.connect(new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' }));
      const tidy = new Job(stack, 'tidy', { like: app, command: ['node', 'tidy.js'], schedule: '@daily' });
      tidy.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
    });
    expect(ids).toEqual([]);
    expect(service('tidy')).toMatchObject({
      entrypoint: [
        ...['/bin/sh', '/usr/local/bin/on-schedule', 'run'],
        ...['/bin/sh', '/usr/local/bin/with-secrets', '/bin/sh', '/usr/local/bin/with-own-secrets'],
      ],
      environment: { TZ: 'Asia/Tokyo' },
      depends_on: { db: { condition: 'service_healthy' } },
    });
  });

  it('is recorded, with the command that runs it at once', () => {
    const [stack] = job({ timeZone: 'Europe/Berlin' }).generation.stacks;
    expect(stack?.assembly.intents.jobs).toEqual([]);
    expect(stack?.assembly.intents.schedules).toMatchObject([
      {
        service: 'tidy',
        times: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        now: ['on-schedule', 'now'],
      },
    ]);
    const [interval] = job({ schedule: '6h' }).generation.stacks;
    expect(interval?.assembly.intents.schedules[0]).not.toHaveProperty('timeZone');
    const words = stack?.commands.jobs.get('tidy')?.flat();
    expect(words?.slice(-4)).toEqual(['exec', 'tidy', 'on-schedule', 'now']);
  });

  it.each<[string, Partial<JobProps>, string]>([
    ['times that are none', { schedule: '0 25 * * *' }, 'schedule-invalid'],
    ['a time zone that is none', { timeZone: 'Berlin' }, 'time-zone-unknown'],
    ['a signal that runs ignore', { stopSignal: 'SIGINT' }, 'schedule-stop-signal'],
    ['half a retry', { retries: 0.5 }, 'number-invalid'],
    [
      'an image without a shell',
      { image: Image.registry('gcr.io/distroless/nodejs22-debian12:nonroot') },
      'schedule-without-shell',
    ],
    ['an unknown command', { image: Image.registry('acme/tidy:1'), command: undefined } as object, 'command-unknown'],
  ])('is told of %s', (_, props, id) => {
    expect(job(props).ids).toEqual([`${id}: shop/tidy`]);
  });

  it('takes an image with a shell of a family without one', () => {
    expect(job({ image: Image.registry('gcr.io/distroless/nodejs22-debian12:debug') }).ids).toEqual([]);
  });

  it('gives a run the signal of its author', () => {
    const { file, service, ids } = job({ stopSignal: 'SIGUSR1', stopGracePeriod: '2m' });
    expect(ids).toEqual([]);
    expect(file('tidy/on-schedule.sh')).toContain('attend USR1 "$@"');
    expect(service('tidy')).toMatchObject({ stop_signal: 'SIGTERM', stop_grace_period: '2m' });
  });
});
