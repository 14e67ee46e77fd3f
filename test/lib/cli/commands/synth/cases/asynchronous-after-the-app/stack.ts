import { App, Environment, Service, Stack } from 'compose-constructs';

const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Service(stack, 'web', { image: 'nginx:1.27' });
setTimeout(() => {
  const late = new Stack(app, 'shop-dev', { environment: Environment.development() });
  new Service(late, 'web', { image: 'nginx:1.27' });
}, 20);
