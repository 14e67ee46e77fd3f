/** A circle of connections names the line that opens it again; a construct outside of a stack is named, not its part. */
import { Image, WebApp } from '../../../constructs';
import { App, generate, Service } from '../../../lib';
import { newStack } from '../tree';

const image = Image.registry('acme/web:1', { probeWith: 'curl', command: ['web'] });

describe('services that wait for each other', () => {
  it('are told to connect without waiting, at the connection that closes the circle', () => {
    const stack = newStack();
    const web = new WebApp(stack, 'web', { image, port: 3000 });
    const api = new WebApp(stack, 'api', { image, port: 3001 });
    web.connect(api);
    api.connect(web);
    const found = generate(stack.node.root as App).diagnostics.find(({ id }) => id === 'service-cycle');
    expect(found?.remedy).toMatch(
      /^Let "api" connect to "web" without waiting: pass \{ wait: false \} to that connect\(\) \(circle\.test\.ts:14:\d+\)\.$/,
    );
  });

  it('keep the other remedy where no connection takes part', () => {
    const stack = newStack();
    const [one, two] = ['one', 'two'].map((id) => new Service(stack, id, { image: 'a:1' })) as [Service, Service];
    one.startAfter(two, 'service_started');
    two.startAfter(one, 'service_started');
    const found = generate(stack.node.root as App).diagnostics.find(({ id }) => id === 'service-cycle');
    expect(found?.remedy).toContain('Remove one of these dependencies');
  });
});

it('names the app that stands in no stack, and not its network', () => {
  expect(() => new WebApp(new App(), 'web', { image, port: 3000 })).toThrow('"web" stands in no Stack');
});
