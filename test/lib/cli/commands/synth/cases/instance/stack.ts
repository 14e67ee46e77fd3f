import { App, Environment, Service, Stack } from 'compose-constructs';

const app = new App();
const environment = Environment.development();
const stack = new Stack(app, 'shop', { environment });
new Service(stack, 'web', { image: 'nginx:1.27', ports: [`127.0.0.1:${environment.hostPort(8080)}:80`] });
