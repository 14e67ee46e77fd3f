import { App } from 'compose-constructs';
import { web } from '@shop/settings/web';
new App();
console.error(web);
