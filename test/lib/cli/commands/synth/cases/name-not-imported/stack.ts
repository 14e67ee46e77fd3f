import { App, Environment, Stack } from 'compose-constructs';

const stack = new Stack(new App(), 'shop', { environment: Environment.development() });
// @ts-expect-error: the case
new Service(stack, 'web', { image: 'nginx:1.30' });
