import { App } from 'compose-constructs';
new App();
new App();
