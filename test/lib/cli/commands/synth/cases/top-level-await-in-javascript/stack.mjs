import { App } from 'compose-constructs';
await Promise.resolve();
new App();
