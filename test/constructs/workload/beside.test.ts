import { HealthCheck, Image, SecretFile, Service, type ServiceProps, type Stack } from 'compose-constructs';
import { type Properties, synth, web } from '../support';

const first = ['/bin/sh', '/usr/local/bin/with-secrets'];

/** A service with a variable made of a secret. */
function service(props: Partial<ServiceProps>, variable: string | false = 'KEY'): Properties {
  const build = (stack: Stack): void => {
    const own = new Service(stack, 'own', { image: 'busybox:1.37', entrypoint: [], command: ['serve'], ...props });
    own.readSecret(new SecretFile(stack, 'key'), variable === false ? {} : { variable });
  };
  return synth(build).service('own');
}

describe('the health check of a program that has a variable made of a secret', () => {
  const of = (healthCheck: HealthCheck): unknown => {
    const { service } = synth((stack) =>
      web(stack, { healthCheck }).readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' }),
    );
    return service('web')['healthcheck'];
  };

  it('has that variable if it is a command', () => {
    expect(of(HealthCheck.command(['node', 'check.js']))).toMatchObject({
      test: ['CMD', ...first, 'node', 'check.js'],
    });
  });

  it('needs it not if it asks over HTTP', () => {
    expect(JSON.stringify(of(HealthCheck.http('/')))).not.toContain('with-secrets');
  });

  it.each<[string, ServiceProps['healthcheck'], unknown]>([
    ['a list', { test: ['CMD', 'check', '--all'] }, ['CMD', ...first, 'check', '--all']],
    ['a line', { test: 'check | grep ok' }, ['CMD', ...first, '/bin/sh', '-c', 'check | grep ok']],
    ['a line in a list', { test: ['CMD-SHELL', 'check $A'] }, ['CMD', ...first, '/bin/sh', '-c', 'check $$A']],
    ['none', { test: ['NONE'] }, ['NONE']],
  ])('has it in a Service, too: %s', (_, healthcheck, test) => {
    if (!healthcheck) throw new Error('every case has one');
    expect(service({ healthcheck: { interval: '5s', ...healthcheck } })['healthcheck']).toEqual({
      interval: '5s',
      test,
    });
    expect(JSON.stringify(service({ healthcheck }, false))).not.toContain('with-secrets');
  });

  it('is what an override says', () => {
    const { service } = synth((stack) => {
      const app = web(stack, { healthCheck: HealthCheck.command(['check']) });
      app.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
      app.service.override('healthcheck.test', ['CMD', 'own']);
    });
    expect(service('web')['healthcheck']).toMatchObject({ test: ['CMD', 'own'] });
  });
});

describe('a hook of a service that has a variable made of a secret', () => {
  it('has that variable, too', () => {
    const hooks = { post_start: [{ command: ['warm', 'up'], user: 'root' }], pre_stop: [{ command: 'drain --now' }] };
    expect(service(hooks)).toMatchObject({
      post_start: [{ command: [...first, 'warm', 'up'], user: 'root' }],
      pre_stop: [{ command: [...first, 'drain', '--now'] }],
    });
    expect(service(hooks, false)).toMatchObject({ ...hooks, pre_stop: [{ command: ['drain', '--now'] }] });
  });
});

it('a task starts with the script, and is asked nothing', () => {
  const { service } = synth((stack) => {
    const app = web(stack, {
      image: Image.registry('a/b:1', { command: ['/b'] }),
      healthCheck: HealthCheck.command(['/b', 'ok']),
    });
    app.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' });
    app.task('report', ['/b', 'report']);
  });
  expect(service('web-report')).toMatchObject({ entrypoint: first, command: ['/b', 'report'] });
  expect(service('web-report')['healthcheck']).toBeUndefined();
});
