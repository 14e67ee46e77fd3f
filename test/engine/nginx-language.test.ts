import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  type Argument,
  block,
  capture,
  checkNginx,
  comment,
  directive,
  dollarVariable,
  escapeRegex,
  expression,
  ifBlock,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  printNginx,
  regex,
  variable,
} from '../../lib/languages/nginx';

const IMAGE = 'nginx:1.27';
const folders: string[] = [];
const containers: string[] = [];

function docker(...args: readonly string[]): string {
  try {
    return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  } catch (error) {
    // execFileSync adds the output to the error it throws.
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`docker ${args[0]} failed (an engine with the image ${IMAGE} is needed): ${stderr || message}`);
  }
}

function writeConfiguration(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-language-'));
  folders.push(folder);
  writeFileSync(join(folder, 'nginx.conf'), text);
  return join(folder, 'nginx.conf');
}

/** What `nginx -t` says, and whether it is content. */
function testConfiguration(nodes: readonly NginxNode[]): { readonly ok: boolean; readonly output: string } {
  const file = writeConfiguration(printNginx(nodes));
  const script = 'nginx -t 2>&1; echo "exit=$?"';
  const output = docker(
    'run',
    '--rm',
    '-v',
    `${file}:/etc/nginx/nginx.conf:ro`,
    '--entrypoint',
    'sh',
    IMAGE,
    '-c',
    script,
  );
  return { ok: output.endsWith('exit=0'), output };
}

function http(...nodes: readonly NginxNode[]): readonly NginxNode[] {
  return [block('events', [], []), block('http', [], nodes)];
}

/** Starts nginx and returns its address. */
async function serve(nodes: readonly NginxNode[]): Promise<string> {
  const file = writeConfiguration(printNginx(nodes));
  const id = docker('run', '--detach', '-p', '127.0.0.1::80', '-v', `${file}:/etc/nginx/nginx.conf:ro`, IMAGE);
  containers.push(id);
  const address = `http://${docker('port', id, '80/tcp').split('\n')[0]}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (docker('inspect', '--format', '{{.State.Running}}', id) !== 'true') {
      throw new Error(
        `nginx stopped: ${execFileSync('sh', ['-c', `docker logs ${id} 2>&1 | tail -3`], { encoding: 'utf8' })}`,
      );
    }
    try {
      await read(`${address}/ready`);
      return address;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('nginx did not answer within five seconds');
}

/** The body, byte by byte. The path is sent as it is, which fetch would not do. */
function read(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const [, host, port, path] = /^http:\/\/([^:]+):(\d+)(.*)$/.exec(url) ?? [];
    get({ host, port, path }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    }).on('error', reject);
  });
}

/** Text made to hurt: every character that means something to the tokenizer, next to each other. */
const nasty = fc.string({
  unit: fc.constantFrom(
    ...'"\'\\ \t\n\r;{}#$()~*?[]|^%&<>@=+,.-_/:atnr019',
    '${',
    '}${x}',
    '\\n',
    '\u0085',
    '\u2028',
    'é',
    '\u{1f600}',
    '\u0001',
    '\u001b',
    '\u007f',
  ),
  maxLength: 40,
});
const anything = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !text.includes('\0'));
const texts = fc.array(fc.oneof(nasty, anything), { minLength: 250, maxLength: 250 });

const EDGES = [
  '',
  ' ',
  '"',
  "'",
  '\\',
  '\\\\',
  '\\n',
  '\\t',
  '\\"',
  "\\'",
  'a\\',
  '"\'',
  '$',
  '$$',
  '${',
  '$host',
  '${host}',
  '$1',
  '#',
  '#a',
  'a#',
  ';',
  '}',
  '{',
  'a;',
  'a}',
  'on',
  '\n',
  '\r\n',
  '\t',
  '\\\n',
  '\\\t',
  "it's",
  'say "x"',
  '"x',
  'x"',
  '~',
  '~*a',
  'default',
  'include',
  'hostnames',
  'volatile',
  '\\default',
  'x)',
  ')',
  '(',
  '\ufeff',
  '\u2028',
];

afterAll(() => {
  for (const id of containers) docker('rm', '--force', '--volumes', id);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Ways for a text to reach nginx; each location answers with the text, or with `yes`. */
function ways(
  text: string,
  index: number,
): { readonly http: readonly NginxNode[]; readonly server: readonly NginxNode[] } {
  const literal = variable(`literal_${index}`);
  const looked = variable(`looked_${index}`);
  const answer = (path: string, argument: Argument) => location({ exact: path }, [directive('return', 200, argument)]);
  return {
    http: [
      block('geo', [literal], [mapDefault(text)]),
      map(literal, looked, [mapDefault('no'), mapEntry(text, expression`yes ${text} ${literal}`)]),
    ],
    server: [
      answer(`/data/${index}`, text),
      answer(`/literal/${index}`, literal),
      answer(`/expression/${index}`, expression`${text}${literal}${text}`),
      answer(`/looked/${index}`, looked),
      location({ exact: `/path/${index}/${text}` }, [directive('return', 200, 'yes')]),
      location({ prefixOverRegex: `/prefix/${index}/${text}` }, [directive('return', 200, 'yes')]),
      location(regex(`^/regex/${index}/${escapeRegex(text)}\\z`), [directive('return', 200, 'yes')]),
      location({ exact: `/if/${index}` }, [
        ifBlock({ variable: literal, notEquals: expression`${text}` }, [directive('return', 200, 'no')]),
        ifBlock({ variable: literal, equals: text }, [directive('return', 200, 'yes')]),
      ]),
    ],
  };
}

function urlEnd(way: string, text: string): string {
  return way === 'path' || way === 'prefix' || way === 'regex' ? `/${encodeURIComponent(text)}` : '';
}

async function expectTextsBack(strings: readonly string[]): Promise<void> {
  const parts = strings.map(ways);
  const address = await serve(
    http(
      directive('variables_hash_max_size', 65536),
      directive('map_hash_bucket_size', 16384),
      directive('default_type', 'text/plain'),
      dollarVariable(),
      ...parts.flatMap((part) => part.http),
      block('server', [], [directive('listen', 80), ...parts.flatMap((part) => part.server)]),
    ),
  );
  const wrong: unknown[] = [];
  for (const [index, text] of strings.entries()) {
    const expected: Record<string, string> = {
      data: text,
      literal: text,
      expression: text + text + text,
      looked: `yes ${text} ${text}`,
      if: 'yes',
      // nginx resolves "//", "/./" and "/../" in a path before it looks for a location.
      ...(/[/.]/.test(text) ? {} : { path: 'yes', prefix: 'yes', regex: 'yes' }),
    };
    await Promise.all(
      Object.entries(expected).map(async ([way, body]) => {
        const got = await read(`${address}/${way}/${index}${urlEnd(way, text)}`);
        if (got !== body) wrong.push({ way, text, got });
      }),
    );
  }
  expect(wrong).toEqual([]);
}

describe('a real nginx', () => {
  it('reads every edge case back as the same text', () => expectTextsBack(EDGES));

  it('reads arbitrary text back as the same text, in one start for hundreds of strings', () =>
    // One start is dear, so a failure is reported as it is and not shrunk.
    fc.assert(fc.asyncProperty(texts, expectTextsBack), { numRuns: 1, endOnFailure: true }));

  it('reads the longest arguments that are printed, wherever its buffer ends', async () => {
    const longest = ['a'.repeat(4094), `${' '.repeat(4091)}b`, `${'"'.repeat(2045)}'`, 'é'.repeat(2046)];
    const strings = longest.flatMap((text) => Array.from({ length: 40 }, () => text));
    const address = await serve(
      http(
        block(
          'server',
          [],
          [
            directive('listen', 80),
            ...strings.flatMap((text, index) => [
              // Locations of growing length move the next argument through the buffer.
              location({ exact: `/data/${index}/${'x'.repeat(index * 23)}` }, [directive('return', 200, text)]),
            ]),
            location(`/${'p'.repeat(4093)}`, [directive('return', 200, 'long path')]),
          ],
        ),
      ),
    );
    for (const [index, text] of strings.entries()) {
      expect(await read(`${address}/data/${index}/${'x'.repeat(index * 23)}`)).toBe(text);
    }
    expect(await read(`${address}/${'p'.repeat(4093)}`)).toBe('long path');
  });

  it('takes comments of any content and length for comments', () => {
    const evil = 'x\n} server { listen 1; }\r\nreturn 200;\u2028"\'{\\';
    const nodes = http(
      comment(evil, comment('é'.repeat(9000), block('server', [], [comment('#', directive('listen', 80))]))),
    );
    expect(testConfiguration(nodes)).toMatchObject({ ok: true });
  });

  it('gets captures, named captures and regular expressions as they were written', async () => {
    const address = await serve(
      http(
        dollarVariable(),
        block(
          'server',
          [],
          [
            directive('listen', 80),
            directive('server_name', regex('^(?<sub>[a-z]{2,3})\\.test$'), 'localhost'),
            location(regex('^/re/(\\d{2})-([^/;{}"\' ]+)$'), [
              directive('return', 200, expression`${capture(1)}0|${capture(2)}|${'$5'}|${variable('uri')}s`),
            ]),
            location('/old/', [
              directive('rewrite', regex('^/OLD/(.*)$', { ignoreCase: true }), expression`/new/${capture(1)}`, 'last'),
            ]),
            location('/new/', [directive('return', 200, expression`new ${variable('uri')}`)]),
          ],
        ),
      ),
    );
    expect(await read(`${address}/re/42-a%5Cb`)).toBe('420|a\\b|$5|/re/42-a\\bs');
    expect(await read(`${address}/old/x`)).toBe('new /new/x');
  });
});

describe('the traps that are reported', () => {
  const root = (...nodes: readonly NginxNode[]) => http(block('server', [], [directive('listen', 80), ...nodes]));
  const ids = (nodes: readonly NginxNode[]) => checkNginx(nodes).map(({ id }) => id);

  it('a swallowed directive passes nginx -t', () => {
    const nodes = root(directive('server_name', 'localhost', 'access_log', '/logs/assets.log'));
    expect(ids(nodes)).toEqual(['swallowed-directive']);
    expect(testConfiguration(nodes)).toMatchObject({ ok: true });
  });

  it.each([
    ['80', '0.0.0.0:80'],
    ['80', '*:80'],
    ['127.0.0.1', '127.0.0.1:80'],
    ['[::1]', '[::1]:80'],
  ])('servers on %s and %s with one name are two of which nginx ignores one', (first, second) => {
    const server = (listen: string) =>
      block('server', [], [directive('listen', listen), directive('server_name', 'Kitt.eh')]);
    const nodes = http(server(first), server(second));
    expect(ids(nodes)).toEqual(['duplicate-server']);
    const result = testConfiguration(nodes);
    expect(result).toMatchObject({ ok: true });
    expect(result.output).toContain('conflicting server name "kitt.eh"');
  });

  it('an address of its own makes a server another one, for nginx too', () => {
    const server = (listen: string) =>
      block('server', [], [directive('listen', listen), directive('server_name', 'kitt.eh')]);
    const nodes = http(server('80'), server('127.0.0.1:80'), server('[::]:80'), server('8080'));
    expect(ids(nodes)).toEqual([]);
    expect(testConfiguration(nodes).output).not.toContain('conflicting');
  });

  it('an alias with a slash that its location lacks serves files from beside the folder', async () => {
    const traversal = root(location('/i', [directive('alias', '/etc/nginx/')]));
    expect(ids(traversal)).toEqual(['alias-traversal']);
    expect(await read(`${await serve(traversal)}/i../hostname`)).toMatch(/^[0-9a-f]{12}\n$/);

    const sibling = root(location('/i/', [directive('alias', '/etc/host')]));
    expect(ids(sibling)).toEqual(['alias-missing-slash']);
    expect(await read(`${await serve(sibling)}/i/name`)).toMatch(/^[0-9a-f]{12}\n$/);

    const right = root(location('/i/', [directive('alias', '/etc/nginx/')]));
    expect(ids(right)).toEqual([]);
    expect(await read(`${await serve(right)}/i../hostname`)).toContain('404');
  });

  it('a host name in proxy_pass keeps nginx from starting while nobody has that name', () => {
    const nodes = root(location('/', [directive('proxy_pass', 'http://nobody.invalid:4000')]));
    expect(ids(nodes)).toEqual(['static-upstream']);
    expect(testConfiguration(nodes).output).toContain('host not found in upstream');
  });

  it('a host name in a variable without a resolver passes nginx -t and answers 502', async () => {
    const up = variable('up');
    const nodes = root(
      location('/', [directive('set', up, 'nobody.invalid'), directive('proxy_pass', expression`http://${up}:4000`)]),
    );
    expect(ids(nodes)).toEqual(['resolver-missing']);
    expect(await read(`${await serve(nodes)}/`)).toContain('502 Bad Gateway');
  });

  it("a header of a location takes the server's headers away", async () => {
    const nodes = root(
      directive('add_header', 'X-Outer', 'outer', 'always'),
      location('/', [directive('add_header', 'X-Inner', 'inner', 'always'), directive('return', 200, 'x')]),
      location('/plain', [directive('return', 200, 'x')]),
    );
    expect(ids(nodes)).toEqual(['headers-not-inherited']);
    const address = await serve(nodes);
    expect((await fetch(`${address}/`)).headers.get('x-outer')).toBeNull();
    expect((await fetch(`${address}/plain`)).headers.get('x-outer')).toBe('outer');
  });

  it('an if in a location takes its try_files away', async () => {
    const nodes = root(
      location('/', [
        directive('try_files', '/nothing', '=418'),
        ifBlock(variable('arg_x'), [directive('set', variable('seen'), 'yes')]),
      ]),
    );
    expect(ids(nodes)).toEqual(['if-in-location']);
    const address = await serve(nodes);
    expect(await read(`${address}/x`)).toBe('');
    expect(await read(`${address}/x?x=1`)).toContain('404 Not Found');
  });
});
