import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Environment, Service, Stack, type StackProps } from 'compose-constructs';
import type { Construct } from 'constructs';
import { Flavour } from './flavour';
import { redis } from './lib/redis.js';
import * as lib from './lib';
import legacy = require('./legacy');
import images from './images.json' with { type: 'json' };

function sealed<T extends abstract new (...args: never[]) => unknown>(target: T, _context: ClassDecoratorContext<T>): T {
  return target;
}

namespace Tags {
  export const web: string = `1.27-${Flavour.Small}`;
}

@sealed
class Shop extends Stack {
  readonly #names = ['web'] as const;
  constructor(scope: Construct, id: string, private readonly settings: StackProps & { readonly tag: string }) {
    super(scope, id, settings);
    for (const name of this.#names) new Service(this, name, { image: `nginx:${this.settings.tag}` });
    new Service(this, 'cache', { image: redis satisfies string });
    new Service(this, 'db', { image: lib.postgres! });
    new Service(this, 'tools', { image: legacy.busybox });
    new Service(this, 'memory', { image: images.memcached });
  }
}

if (join(__dirname, 'stack.ts') !== fileURLToPath(import.meta.url)) throw new Error('import.meta.url');
if (import.meta.dirname !== __dirname || import.meta.filename !== __filename) throw new Error('import.meta.dirname');
if (this !== undefined && (function (this: unknown) { return this; })() !== undefined) throw new Error('strict');

const app = new App();
new Shop(app, 'shop', { environment: Environment.development(), tag: Tags.web });
