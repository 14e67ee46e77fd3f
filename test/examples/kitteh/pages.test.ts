import { spawnSync } from 'node:child_process';
import path from 'node:path';

// The app's pages, rendered by the app's own modules in a process of their own: they are ECMAScript modules.

const APP = path.resolve(__dirname, '../../../examples/kitteh/app');

/** Runs a module in the folder of the app. @returns what it logged with console.log */
function inApp(script: string): string {
  const program = ['--input-type=module', '--eval', script];
  const { stdout, stderr, status } = spawnSync(process.execPath, program, { cwd: APP, encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
  return stdout;
}

const gallery = (title: string) =>
  inApp(`
    import { Assets } from './assets.js';
    import { Pages } from './pages.js';
    const kitteh = { id: 7, file: 'a.png', title: ${JSON.stringify(title)}, created_at: new Date(0) };
    const pages = new Pages(new Assets('http://assets.example'), 'http://images.example');
    console.log(pages.gallery([kitteh], 7));
  `);

describe('the gallery', () => {
  it('shows a hostile title as text', () => {
    const page = gallery(`"><script>alert('1')</script>&amp;`);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('alt="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;"');
    expect(page).toContain('dir="auto">&quot;&gt;&lt;script&gt;');
  });

  it('describes an image without a title, and links to older ones', () => {
    const page = gallery('');
    expect(page).toContain('<img src="http://images.example/a.png" alt="A cat without a name"');
    expect(page).toContain('<a href="/?before=7">');
  });
});

describe("the page's links to the assets", () => {
  it('are plain until the manifest can be read, then carry its digests and keep them', () => {
    const shown = inApp(`
      import { createServer } from 'node:http';
      import { Assets } from './assets.js';
      let manifest;
      const server = createServer((request, response) => {
        response.writeHead(manifest && request.url === '/manifest.json' ? 200 : 404);
        response.end(manifest ?? '{"app.css":"not-found.css"}');
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      const assets = new Assets('https://assets.example', 'http://127.0.0.1:' + server.address().port);
      for (manifest of [undefined, '{"app.css":"app-1.css"}', 'not JSON']) {
        const result = await assets.refresh().then(() => 'read', () => 'not read');
        console.log(result, assets.url('app.css'), assets.url('app.js'));
      }
      server.close();
    `);
    expect(shown.trim().split('\n')).toEqual([
      'not read https://assets.example/app.css https://assets.example/app.js',
      'read https://assets.example/app-1.css https://assets.example/app.js',
      'not read https://assets.example/app-1.css https://assets.example/app.js',
    ]);
  });
});
