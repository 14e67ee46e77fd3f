/** An image that is built here is never asked for at Docker Hub, and one with a registry is pulled. */
import { Image, WebApp } from '../../../constructs';
import { App, Environment, generate, Stack } from '../../../lib';

function policyIn(environment: Environment, built = true): unknown {
  const app = new App({ root: '/srv/shop' });
  const stack = new Stack(app, 'shop', { environment });
  const image = built
    ? Image.phoenix({ source: '.', app: 'shop' })
    : Image.registry('acme/shop:1', { probeWith: 'wget' });
  const web = new WebApp(stack, 'web', { image, port: 4000 });
  return generate(app).stacks[0]?.assembly.project.services?.[web.service.name]?.pull_policy;
}

describe('the image of a construct', () => {
  it('is built, and never pulled, where no registry has it', () => {
    expect(policyIn(Environment.development())).toBe('never');
    expect(policyIn(Environment.production({ domain: 'shop.example' }))).toBe('never');
  });

  it('is pulled where a registry is to have it, and where it was built elsewhere', () => {
    expect(policyIn(Environment.production({ domain: 'shop.example', registry: 'ghcr.io/acme' }))).toBeUndefined();
    expect(policyIn(Environment.development(), false)).toBeUndefined();
  });
});
