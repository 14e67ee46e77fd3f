import { App, Environment, Service, Stack, text, Variable } from 'compose-constructs';

const app = new App();
const environment = Environment.development();
const shop = new Stack(app, 'shop', { environment, envFile: ['.env', 'more files/.env'] });
const tag = Variable.required('TAG');
new Service(shop, 'web', { image: text`acme/shop:${tag}` });
new Service(shop, 'reindex', { image: text`acme/shop:${tag}`, profiles: ['task'] });
const part = new Stack(app, 'part', { environment, fragment: true });
new Service(part, 'web', { image: 'acme/shop:1', depends_on: ['db'] });
