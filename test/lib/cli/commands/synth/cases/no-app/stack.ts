import { App } from 'compose-constructs';
export const make = () => new App();
