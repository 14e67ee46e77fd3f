const { App, Environment, Service, Stack } = require('compose-constructs');

const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Service(stack, 'web', { image: 'nginx:1.27' });
