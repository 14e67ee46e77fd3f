import { App } from 'compose-constructs';
setTimeout(() => { throw new Error('too late'); }, 5);
new App();
