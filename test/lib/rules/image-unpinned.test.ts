import { Service } from '../../../lib';
import { messages, said } from './support';

const told = (image: string): number =>
  messages('image-unpinned', (stack) => new Service(stack, 'web', { image })).length;

describe('an image without a version', () => {
  it('is a warning that names service and image', () => {
    const [diagnostic] = said('image-unpinned', (stack) => new Service(stack, 'db', { image: 'postgres' }));
    expect(diagnostic).toMatchObject({
      severity: 'warning',
      path: 'shop/db',
      message: expect.stringContaining('"postgres"'),
    });
  });

  it.each(['redis', 'redis:latest', 'registry.test:5000/acme/web', 'acme/web:latest'])('is seen in %s', (image) => {
    expect(told(image)).toBe(1);
  });

  it.each(['redis:8.1', 'registry.test:5000/acme/web:1', `acme/web@sha256:${'a'.repeat(64)}`])(
    'is not seen in %s',
    (image) => {
      expect(told(image)).toBe(0);
    },
  );

  it('is nothing to tell of an image that is built here', () => {
    const build = { context: 'https://github.com/acme/web.git' };
    expect(messages('image-unpinned', (stack) => new Service(stack, 'web', { image: 'web', build }))).toEqual([]);
  });
});
