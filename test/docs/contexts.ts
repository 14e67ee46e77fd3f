/**
 * What a snippet of the documentation continues: `<!-- context: shop -->` above a block puts it inside of that program.
 *
 * A whole program needs no context. Names of the package are imported for the snippet.
 */
import { join } from 'node:path';
import { exportedNames, importOf } from './faces';

export interface Context {
  readonly before: string;
  readonly after: string;
  /** Files that the program builds from. */
  readonly files: readonly string[];
}

const APP = (folder: string): string[] => [`${folder}/package.json`, `${folder}/package-lock.json`];

const CONTEXTS: Readonly<Record<string, Context>> = {
  /** In the constructor of a stack that has a database, a volume, two apps, a site, a proxy and a secret. */
  shop: {
    before: `class Shop extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const db = new Database(this, 'given-db', { engine: Engine.postgres('17'), database: 'shop' });
    const uploads = new DataVolume(this, 'given-uploads');
    const web = new WebApp(this, 'given-web', { image: Image.node({ source: './web' }), port: 3000 });
    const api = new WebApp(this, 'given-api', { image: Image.node({ source: './api' }), port: 4000 });
    const docs = new StaticSite(this, 'given-docs', { image: Image.files({ source: './docs' }) });
    const proxy = new ReverseProxy(this, 'given-proxy');
    const key = new SecretFile(this, 'given-key');
    const reader = new Service(this, 'given-reader', { image: 'busybox:1.37' }); // a snippet need not use everything
    reader.mount(uploads, { at: '/uploads', readOnly: true });
    reader.readSecret(key);
    void [db, uploads, web, api, docs, proxy, key];
    {`,
    after: `    }
  }
}
new Shop(new App(), 'shop', { environment: Environment.development() });`,
    files: [...APP('web'), ...APP('api'), ...APP('docs')],
  },
  /** In the constructor of an empty stack for production. */
  production: {
    before: `class Shop extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    {`,
    after: `    }
  }
}
new Shop(new App(), 'shop', { environment: Environment.production({ domain: 'shop.example' }) });`,
    files: APP('web'),
  },
  /** After a stack class of which the snippet makes something. */
  app: {
    before: `class Shop extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    new WebApp(this, 'web', { image: Image.node({ source: './web' }), port: 3000 });
  }
}`,
    after: '',
    files: APP('web'),
  },
};

const NAMES = new Set([...exportedNames(join(__dirname, '../../index.ts')), 'Construct']);

/** The whole program around a snippet; the snippet's own imports go to the top. */
export function inContext(name: string, snippet: string): { readonly text: string; readonly files: readonly string[] } {
  const context = CONTEXTS[name];
  if (!context) throw new Error(`there is no context ${name}`);
  const lines = snippet.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const body = lines.map((line) => (line.startsWith('import ') ? '' : line)).join('\n');
  const inside = `${context.before}\n${body}\n${context.after}`;
  const own = new Set(imports.join(' ').match(/\w+/g));
  const given = new Set([...NAMES].filter((exported) => exported !== 'Construct' && !own.has(exported)));
  const construct = own.has('Construct') ? '' : `import { Construct } from 'constructs';`;
  // one line, so that the snippet's lines are easy to find again
  const head = [importOf(given, inside, 'compose-constructs'), construct, ...imports].join(' ');
  return { text: `${head}\n${inside}\nexport {};\n`, files: context.files };
}
