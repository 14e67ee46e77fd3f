import { App, Environment, Service, Stack } from 'compose-constructs';
// once there was: import './old';

const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Service(stack, 'web', { image: 'nginx:1.27' });
