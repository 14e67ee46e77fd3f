import { settings } from './lib/settings';

const port = settings('{');
console.error(port);
