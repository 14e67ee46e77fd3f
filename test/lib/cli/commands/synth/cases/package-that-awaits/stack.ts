import { App } from 'compose-constructs';
import { value } from 'awaiting';
new App();
console.error(value);
