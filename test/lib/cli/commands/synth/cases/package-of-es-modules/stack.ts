import { App, Environment, Service, Stack } from 'compose-constructs';
import { image } from './image.js';
import { tag } from './tag.js';
import upper from 'only-esm';
import lower from 'compiled';
import named, { three } from 'plain';

const app = new App();
const stack = new Stack(app, 'shop', { environment: Environment.development() });
new Service(stack, upper('web'), { image: lower(`${image}:${tag}`) });
if (named.three !== three) throw new Error('interop');
