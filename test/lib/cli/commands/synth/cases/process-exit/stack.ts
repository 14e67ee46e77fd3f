import { App } from 'compose-constructs';
new App();
process.exit(0);
