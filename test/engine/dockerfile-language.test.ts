import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  and,
  arg,
  checkDockerfile,
  cmd,
  command,
  comment,
  copy,
  type DockerfileOptions,
  entrypoint,
  env,
  expose,
  expression,
  glob,
  healthcheck,
  ignorePath,
  label,
  pipe,
  printDockerfile,
  printDockerignore,
  redirect,
  run,
  type Stage,
  stage,
  stopsignal,
  user,
  variable,
  volume,
  workdir,
} from '../../lib/languages/dockerfile';

const folders: string[] = [];
const images: string[] = [];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'dockerfile-language-'));
  folders.push(path);
  return path;
}

function docker(args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync('docker', args, { input, encoding: 'utf8', maxBuffer: 1e9 });
  if (error !== undefined) throw new Error(`docker is needed for this test: ${error.message}`);
  if (status !== 0)
    throw new Error(`docker ${args.slice(0, 2).join(' ')} failed: ${stderr.slice(-3000)}\n${input.slice(0, 3000)}`);
  return stdout.trim();
}

interface Config {
  readonly Env: readonly string[];
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Cmd: readonly string[] | null;
  readonly Entrypoint: readonly string[] | null;
  readonly WorkingDir: string;
  readonly User: string;
  readonly Volumes: Readonly<Record<string, object>> | null;
  readonly ExposedPorts: Readonly<Record<string, object>>;
  readonly StopSignal: string;
  readonly Healthcheck: { readonly Test: readonly string[]; readonly Interval: number; readonly Retries: number };
}

/** Builds the stages and returns what the image is configured to. */
function configOf(stages: readonly Stage[], options: DockerfileOptions = {}, context = folder()): Config {
  const id = docker(['build', '--quiet', '--file', '-', context], printDockerfile(stages, options));
  images.push(id);
  // The shape is that of the engine's API: https://docs.docker.com/reference/api/engine/
  return JSON.parse(docker(['image', 'inspect', '--format', '{{json .Config}}', id])) as Config;
}

/** Builds the stages and returns a folder with the files of the last one. */
function filesOf(stages: readonly Stage[], context = folder()): string {
  const out = folder();
  docker(['build', '--quiet', '--output', `type=local,dest=${out}`, '--file', '-', context], printDockerfile(stages));
  return out;
}

function variablesOf(config: Config): Record<string, string> {
  return Object.fromEntries(
    config.Env.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}

const SIGNS = [
  '"',
  "'",
  '\\',
  '$',
  '${',
  '$X',
  '${X}',
  '}',
  '`',
  ' ',
  '\t',
  '\r',
  '\u000b',
  '#',
  '=',
  ',',
  ';',
  '&',
  '|',
  '<',
  '<<',
  '<<EOF',
  '>',
  '(',
  ')',
  '*',
  '?',
  '[',
  ']',
  '!',
  '~',
  '^',
  '-',
  '--',
  '{',
  '%',
  ':',
  '.',
  'a',
  'n',
  '0',
  'é',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\u{1f600}',
  '\u0001',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u0081',
  '\u0088',
];
const EDGES = [
  '',
  ' ',
  '\t',
  '\\',
  '\\\\',
  'a\\',
  'a \\',
  '"',
  "'",
  "''",
  '\'"',
  '$',
  '$$',
  '$PATH',
  '${PATH}',
  '${PATH:-x}',
  '${',
  '\\$PATH',
  "it's $5",
  '["a"]',
  '[]',
  '#',
  '# escape=`',
  '<<EOF',
  '--x',
  'a=b',
  '=',
  ' a ',
  '\ufeffa',
  '\ufffd',
  '\u00a0',
  'a\u0085',
  '\r',
  'a\r',
  '!',
  '~',
  '~/x',
  '*',
  'if',
  '{',
  '2',
  '&&',
  '\\n',
];
const MANY_LINES = [
  '\n',
  'a\nb',
  '\n\n',
  'EOF',
  'EOF\n',
  'x\nEOF\ny',
  'x\nEOF\r\ny\nEOF2\nz',
  '\\\n',
  "'\n'",
  '#!/bin/x\n',
  'a \\\n b',
  '\r\n',
];

const sign = fc.constantFrom(...SIGNS);
const withoutNul = (text: string) => !text.includes('\0');
const line = fc
  .oneof(fc.string({ unit: sign, maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 30 }))
  .filter((text) => withoutNul(text) && !text.includes('\n'));
const lines = fc.oneof(line, fc.string({ unit: fc.oneof(sign, fc.constant('\n')), maxLength: 20 }));

/** One build is dear, so one run has many strings, and a failure is reported as it is and not shrunk. */
const ONCE = { numRuns: 1, endOnFailure: true } as const;

function many<T>(value: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(value, { minLength: length, maxLength: length });
}

/** Keys `V0`, `V1`, … */
function keyed<T>(values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value, index) => [`V${index}`, value]));
}

afterAll(() => {
  if (images.length > 0) docker(['image', 'rm', '--force', ...images]);
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

describe('values on one line', () => {
  const check = (texts: readonly string[]) => {
    const config = configOf([
      stage({ from: 'scratch' }, [
        arg('FROM_ARG', texts[0] ?? ''),
        env({ X: 'wrong', ...keyed(texts) }),
        env(
          Object.fromEntries(
            texts.map((text, index) => [`E${index}`, expression`${text}|${variable(`V${index}`)}|${text}`]),
          ),
        ),
        env({ FROM_ARG_VALUE: variable('FROM_ARG') }),
        label({
          ...keyed(texts),
          ...Object.fromEntries(texts.map((text, index) => [`l${index}-${text.replaceAll('=', '')}`, text])),
        }),
      ]),
    ]);
    const variables = variablesOf(config);
    expect(variables['FROM_ARG_VALUE']).toBe(texts[0]);
    for (const [index, text] of texts.entries()) {
      expect(variables[`V${index}`]).toBe(text);
      expect(variables[`E${index}`]).toBe(`${text}|${text}|${text}`);
      expect(config.Labels?.[`V${index}`]).toBe(text);
      expect(config.Labels?.[`l${index}-${text.replaceAll('=', '')}`]).toBe(text);
    }
  };

  it('are variables and labels with the same text, at every edge', () => check(EDGES));

  it('are variables and labels with the same text, whatever it is', () =>
    fc.assert(fc.property(many(line, 200), check), ONCE));

  it('are as long as BuildKit reads, and no longer', () => {
    const longest = 'x'.repeat(65_536 - 'ENV A=\n'.length);
    expect(variablesOf(configOf([stage({ from: 'scratch' }, [env({ A: longest })])]))['A']).toBe(longest);
    expect(() => printDockerfile([stage({ from: 'scratch' }, [env({ A: `${longest}x` })])])).toThrow('line takes');
    const tooLong = `FROM scratch\nENV A=${longest}x\n`;
    expect(() => docker(['build', '--quiet', '--file', '-', folder()], tooLong)).toThrow('failed');
  });

  it('are folders and users with the same text', () => {
    for (const text of ['/a b', '/$X', '/a\\b', "/it's", '/"x"', '/é\u00a0', '/[x]*', '/#']) {
      expect(configOf([stage({ from: 'scratch' }, [workdir(text), user('1000:1000')])])).toMatchObject({
        WorkingDir: text,
        User: '1000:1000',
      });
    }
  });
});

describe('values as JSON', () => {
  const check = (texts: readonly string[]) => {
    const paths = texts.map((text, index) => `/v${index}/${text.replace(/[\n]/g, '')}`);
    const config = configOf([
      stage({ from: 'scratch' }, [entrypoint(texts), cmd(texts), healthcheck(['CMD', ...texts]), volume(...paths)]),
    ]);
    expect(config.Entrypoint).toEqual(texts);
    expect(config.Cmd).toEqual(texts);
    expect(config.Healthcheck.Test).toEqual(['CMD', 'CMD', ...texts]);
    expect(Object.keys(config.Volumes ?? {}).sort()).toEqual(paths.sort());
  };

  it('are arguments with the same text, at every edge', () => check([...EDGES, ...MANY_LINES]));

  it('are arguments with the same text, whatever it is', () => fc.assert(fc.property(many(lines, 200), check), ONCE));
});

describe('words of a command', () => {
  const shells = [
    ['busybox:1.37', 'sh'],
    ['debian:trixie-slim', 'sh'],
    ['debian:bookworm-slim', 'bash'],
  ] as const;

  const wordsBack = (from: string, shell: 'bash' | 'sh', texts: readonly string[]) => {
    const printed = redirect(command('printf', '%s\\0', ...texts), { stdout: "/out put/it's" });
    const expanded = redirect(
      command('printf', '%s\\0', ...texts.map((text) => expression`${text}${variable('X')}${text}`)),
      {
        stdout: { append: '/out put/expanded' },
      },
    );
    const piped = pipe(command('printf', '%s\\0', ...texts), redirect(command('cat'), { stdout: '/out put/piped' }));
    const out = filesOf([
      stage({ from, name: 'work', ...(shell === 'sh' ? {} : { shell }) }, [
        env({ X: '$X "' }),
        workdir('/out put'),
        run(and(printed, expanded, piped)),
      ]),
      stage({ from: 'scratch' }, [copy(['/out put/'], '/', { from: 'work' })]),
    ]);
    const read = (name: string) => readFileSync(join(out, name), 'utf8').split('\0').slice(0, -1);
    expect(read("it's")).toEqual(texts);
    expect(read('expanded')).toEqual(texts.map((text) => `${text}$X "${text}`));
    expect(read('piped')).toEqual(texts);
  };

  it.each(shells)('arrive as the same text in %s with %s, at every edge', (from, shell) => {
    wordsBack(from, shell, EDGES);
    wordsBack(from, shell, [...EDGES, ...MANY_LINES]);
  });

  it.each(shells)('arrive as the same text in %s with %s, whatever it is', (from, shell) => {
    fc.assert(
      fc.property(many(line, 300), (texts) => wordsBack(from, shell, texts)),
      ONCE,
    );
    fc.assert(
      fc.property(many(lines, 300), (texts) => wordsBack(from, shell, texts)),
      ONCE,
    );
  });

  it('are the program too, and patterns match', () => {
    const out = filesOf([
      stage({ from: 'busybox:1.37', name: 'work' }, [
        workdir('/w'),
        run(
          and(
            redirect(command('printf', '#!/bin/sh\necho "$@" > /w/result\n'), { stdout: "/bin/if; it's" }),
            command('chmod', '+x', "/bin/if; it's"),
            command("if; it's", 'ran'),
            redirect(command('echo', 'data'), { stdout: '/w/a b.txt' }),
            redirect(command('cat', glob('/w/a b*.[s-u]x?'), '/w/result'), { stdout: '/w/all', stderr: 'stdout' }),
            redirect(command('cat'), { stdin: '/w/all', stdout: '/w/copy' }),
          ),
        ),
      ]),
      stage({ from: 'scratch' }, [copy(['/w/copy'], '/', { from: 'work' })]),
    ]);
    expect(readFileSync(join(out, 'copy'), 'utf8')).toBe('data\nran\n');
  });

  it('that fail in a pipe fail the build where the stage has a shell for it', () => {
    const failing = run(pipe(command('false'), command('cat')));
    expect(() => filesOf([stage({ from: 'busybox:1.37', shell: 'ash' }, [failing])])).toThrow('failed');
    expect(() => filesOf([stage({ from: 'debian:bookworm-slim', shell: 'bash' }, [failing])])).toThrow('failed');
    const unheard = [stage({ from: 'debian:bookworm-slim' }, [failing])];
    filesOf(unheard);
    expect(checkDockerfile(unheard).map(({ id }) => id)).toContain('pipe-hides-failure');
  });
});

describe('paths of a COPY', () => {
  const isName = (text: string) =>
    !/[/\0]/.test(text) && !['', '.', '..'].includes(text) && Buffer.byteLength(text) < 200;

  const check = (names: readonly string[]) => {
    const context = folder();
    for (const [index, name] of names.entries()) {
      mkdirSync(join(context, `d${index}`, name), { recursive: true });
      writeFileSync(join(context, `d${index}`, name, name), `file ${index}`);
      writeFileSync(join(context, name), `file ${index}`);
      // Neighbours that a pattern would match.
      writeFileSync(join(context, `d${index}`, name, `${name}x`), 'wrong');
      writeFileSync(join(context, `d${index}`, name, 'y'), 'wrong');
    }
    const ofContext = names.flatMap((name, index) => [
      copy([`d${index}/${name}/${name}`], `/out/${index}/${name}`),
      copy([name], expression`/top/${variable('I')}${index}/`),
    ]);
    const ofStage = names.map((name, index) =>
      copy([expression`/o${variable('U')}/${index}/${name}`], `/again/${index}/`, { from: 'first' }),
    );
    const variables = env({ I: 'i', U: 'ut' });
    const out = filesOf(
      [
        stage({ from: 'scratch', name: 'first' }, [variables, ...ofContext]),
        stage({ from: 'first' }, [variables, ...ofStage]),
      ],
      context,
    );
    for (const [index, name] of names.entries()) {
      expect(readdirSync(join(out, 'out', `${index}`))).toEqual([name]);
      expect(readFileSync(join(out, 'out', `${index}`, name), 'utf8')).toBe(`file ${index}`);
      expect(readdirSync(join(out, 'top', `i${index}`))).toEqual([name]);
      expect(readdirSync(join(out, 'again', `${index}`))).toEqual([name]);
    }
  };

  // A layer for each COPY, and an image has 127 at most.
  const inParts = (names: readonly string[]) => {
    for (let start = 0; start < names.length; start += 25) check(names.slice(start, start + 25));
  };
  const isContextName = (text: string) => isName(text) && !/[\u0000-\u001f\u007f]/.test(text);

  it('are the very names, at every edge', () =>
    inParts(
      [
        ...new Set([
          ...EDGES,
          'a[b]c',
          '[a-z]',
          '\\[x]',
          'a\\*b',
          '\\*',
          '?',
          '^*',
          'a|*',
          'a{1}*',
          'a| ',
          ']',
          '!a*',
          ' * ',
          'github.com',
          'git@github.com:a',
          'https:x',
          '<<EOF x',
          'a:b',
          '\u00a0a\u00a0',
        ]),
      ].filter(isContextName),
    ));

  it('are the very names, whatever they are', () => {
    const names = fc.uniqueArray(lines.filter(isContextName), { minLength: 25, maxLength: 25 });
    fc.assert(fc.property(names, check), ONCE);
  });

  it('of a stage can have line breaks and other control characters', () => {
    const names = fc.uniqueArray(lines.filter(isName), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(names, (texts) => {
        const files = texts.map((text, index) => redirect(command('echo', `${index}`), { stdout: `/w/${text}` }));
        const out = filesOf([
          stage({ from: 'busybox:1.37', name: 'work' }, [workdir('/w'), run(and(...files))]),
          stage(
            { from: 'scratch' },
            texts.map((text, index) => copy([`/w/${text}`], `/${index}/`, { from: 'work' })),
          ),
        ]);
        for (const [index, text] of texts.entries()) expect(readdirSync(join(out, `${index}`))).toEqual([text]);
      }),
      ONCE,
    );
  });

  it('that look like something to fetch are files all the same', () => {
    const context = folder();
    mkdirSync(join(context, 'github.com/a'), { recursive: true });
    mkdirSync(join(context, 'https:/x'), { recursive: true });
    writeFileSync(join(context, 'github.com/a/b'), 'one');
    writeFileSync(join(context, 'https:/x/y'), 'two');
    const out = filesOf([stage({ from: 'scratch' }, [copy(['github.com/a/b', 'https://x/y'], '/')])], context);
    expect(readdirSync(out).sort()).toEqual(['b', 'y']);
  });

  it('match as patterns with no sign but the documented ones', () => {
    const context = folder();
    for (const name of ['a', 'a|b', 'ab', 'a{2}', 'aa', 'x^y', 'c']) writeFileSync(join(context, name), '');
    const globs = ['a|*', 'a{?}', 'a{2}', '?^*', '[^a-x]'];
    const out = filesOf(
      [
        stage(
          { from: 'scratch' },
          globs.map((pattern, index) => copy([glob(pattern)], `/${index}/`)).concat(copy(['c'], '/4/')),
        ),
      ],
      context,
    );
    expect(globs.map((_, index) => readdirSync(join(out, `${index}`)))).toEqual([
      ['a|b'],
      ['a{2}'],
      ['a{2}'],
      ['x^y'],
      ['c'],
    ]);
  });

  it('match as patterns only where they are patterns', () => {
    const context = folder();
    for (const name of ['a.js', 'b.js', '*.js', 'x y.js', 'c.ts']) writeFileSync(join(context, name), '');
    const out = filesOf(
      [
        stage({ from: 'scratch' }, [
          copy([glob('[ab].js')], '/two/'),
          copy(['*.js'], '/one/'),
          copy([glob('x *')], '/space/'),
        ]),
      ],
      context,
    );
    expect(readdirSync(join(out, 'two')).sort()).toEqual(['a.js', 'b.js']);
    expect(readdirSync(join(out, 'one'))).toEqual(['*.js']);
    expect(readdirSync(join(out, 'space'))).toEqual(['x y.js']);
  });
});

describe('mounts', () => {
  it('are at the very path, whatever signs it has', () => {
    const paths = [
      '/m/plain',
      '/m/a b',
      '/m/a,b',
      '/m/$X',
      '/m/"x"',
      "/m/it's",
      '/m/a\\b',
      '/m/a=b',
      '/m/"a,\'$\\ "',
      '/m/#',
    ];
    const runs = paths.map((path) => run(command('mountpoint', path), { mounts: [{ type: 'tmpfs', target: path }] }));
    filesOf([stage({ from: 'debian:bookworm-slim' }, [env({ X: 'wrong' }), ...runs])]);
  });

  it('of every kind are accepted', () => {
    const context = folder();
    writeFileSync(join(context, 'file'), 'from the context');
    const out = filesOf(
      [
        stage({ from: 'busybox:1.37', name: 'other' }, [
          run(redirect(command('echo', 'from a stage'), { stdout: '/file' })),
        ]),
        stage({ from: 'busybox:1.37', name: 'work' }, [
          workdir('/w'),
          run(
            and(
              redirect(command('cat', '/context', '/other/file'), { stdout: '/w/out' }),
              command('touch', '/cache/x', '/scratch/x', '/writable'),
              command('test', '!', '-e', '/run/secrets/none'),
            ),
            {
              mounts: [
                { type: 'bind', source: 'file', target: '/context' },
                { type: 'bind', from: 'other', target: expression`/${'other'}` },
                { type: 'bind', source: 'file', target: '/writable', writable: true },
                {
                  type: 'cache',
                  target: '/cache',
                  id: 'dockerfile language',
                  sharing: 'locked',
                  mode: '0755',
                  uid: 0,
                  gid: 0,
                },
                { type: 'tmpfs', target: '/scratch' },
                { type: 'secret', id: 'none' },
                { type: 'secret', id: 'none', target: '/s', env: 'NONE', required: false, mode: '0400' },
              ],
            },
          ),
        ]),
        stage({ from: 'scratch' }, [copy(['/w/out'], '/', { from: 'work', link: true, chmod: '0600' })]),
      ],
      context,
    );
    expect(readFileSync(join(out, 'out'), 'utf8')).toBe('from the contextfrom a stage\n');
  });
});

describe('comments', () => {
  it('at the top of the file are never obeyed', () => {
    for (const text of [
      'escape=`',
      'syntax=nobody.invalid/x',
      'check=error=true',
      'Syntax = nobody.invalid/x',
      'x\nescape=`',
    ]) {
      const stages = [comment(text, stage({ from: 'scratch' }, [env({ A: 'a\\"b' })]))];
      expect(variablesOf(configOf(stages))['A']).toBe('a\\"b');
    }
  });
});

describe('an ignore file', () => {
  const check = (names: readonly string[]) => {
    const context = folder();
    for (const name of names) {
      writeFileSync(join(context, name), '');
      writeFileSync(join(context, `${name}x`), '');
    }
    const dockerfile = printDockerfile([stage({ from: 'scratch' }, [copy(['.'], '/')])]);
    const list = (rules: Parameters<typeof printDockerignore>[0]) => {
      const out = folder();
      const file = join(folder(), 'Dockerfile');
      writeFileSync(file, dockerfile);
      writeFileSync(`${file}.dockerignore`, printDockerignore(rules));
      docker(['build', '--quiet', '--output', `type=local,dest=${out}`, '--file', file, context]);
      return readdirSync(out).sort();
    };
    const kept = readdirSync(context)
      .filter((name) => !names.includes(name))
      .sort();
    expect(list(names.map(ignorePath))).toEqual(kept);
    expect(list(['*', ...names.map((name) => ({ keep: ignorePath(name) }))])).toEqual([...names].sort());
  };
  const isName = (text: string) => !/[/\0\n]/.test(text) && !/^\s*$/.test(text) && !['', '.', '..'].includes(text);
  const noNeighbours = (names: readonly string[]) => names.every((name) => !names.includes(`${name}x`));

  it('hides or keeps the very names, at every edge', () => {
    check(
      [
        ...new Set([
          ...EDGES,
          '  a',
          'a  ',
          '! a',
          '\\#',
          'a^b',
          '^',
          'a]b[',
          '{a}',
          '(a|b)',
          'a+',
          '(a|b) ',
          'a|*',
          'a{2}?',
          'x|',
          '-',
          'a.b',
        ]),
      ].filter(isName),
    );
  });

  it('hides or keeps the very names, whatever they are', () => {
    const names = fc.uniqueArray(line.filter(isName), { minLength: 60, maxLength: 60 }).filter(noNeighbours);
    fc.assert(fc.property(names, check), ONCE);
  });
});

describe('a printed example', () => {
  const stages = [
    comment(
      'Builds the files.',
      stage({ from: expression`node:${variable('NODE')}`, name: 'build', shell: 'bash' }, [
        arg('NODE_ENV', 'production'),
        workdir('/app'),
        copy(['package.json'], './'),
        run(
          and(
            command('node', '--version'),
            pipe(command('echo', 'a b'), redirect(command('tee', '/app/out'), { stdout: '/dev/null' })),
          ),
          {
            mounts: [{ type: 'cache', target: '/root/.npm' }],
          },
        ),
        comment('Everything else.', copy(['.'], './', { chown: 'node:node' })),
      ]),
    ),
    stage({ from: 'busybox:1.37' }, [
      env({ PATH: expression`/app/bin:${variable('PATH')}`, GREETING: "it's $5" }),
      label({ 'org.opencontainers.image.title': 'Kitteh', note: 'a "b"' }),
      copy(['/app/'], '/app/', { from: 'build', chown: '1000:1000' }),
      workdir('/app'),
      expose(8080, '53/udp'),
      volume('/data'),
      healthcheck(['wget', '-q', 'http://127.0.0.1:8080'], {
        interval: '10s',
        timeout: '3s',
        startPeriod: '5s',
        startInterval: '500ms',
        retries: 2,
      }),
      stopsignal('SIGTERM'),
      user('1000:1000'),
      entrypoint(['/bin/sh', '-c']),
      cmd(['exit 0']),
    ]),
  ];
  const options = { args: [arg('NODE', '22-bookworm-slim')] };

  it('has no finding, of ours or of BuildKit, and builds', () => {
    const context = folder();
    writeFileSync(join(context, 'package.json'), '{}');
    expect(checkDockerfile(stages, options)).toEqual([]);
    const check = docker(['buildx', 'build', '--check', '--file', '-', context], printDockerfile(stages, options));
    expect(check).toContain('Check complete, no warnings found');
    const config = configOf(stages, options, context);
    expect(config).toMatchObject({
      User: '1000:1000',
      WorkingDir: '/app',
      StopSignal: 'SIGTERM',
      Cmd: ['exit 0'],
      Entrypoint: ['/bin/sh', '-c'],
      Healthcheck: { Test: ['CMD', 'wget', '-q', 'http://127.0.0.1:8080'], Interval: 10e9, Retries: 2 },
    });
    expect(Object.keys(config.ExposedPorts).sort()).toEqual(['53/udp', '8080/tcp']);
    expect(variablesOf(config)['PATH']).toMatch(/^\/app\/bin:.*\/bin/);
  });
});
