import fc from 'fast-check';
import {
  and,
  arg,
  type CopyOptions,
  cmd,
  command,
  comment,
  copy,
  DockerfileError,
  entrypoint,
  env,
  expose,
  expression,
  glob,
  healthcheck,
  type Instruction,
  label,
  type Mount,
  pipe,
  printDockerfile,
  run,
  stage,
  stopsignal,
  user,
  variable,
  volume,
  workdir,
} from '../../../../lib/languages/dockerfile';
import { instructionsOf, lex } from './lexer';

/** What the instruction becomes, without its stage. */
function printed(instruction: Instruction): string {
  return printDockerfile([stage({ from: 'scratch' }, [instruction])]).slice('FROM scratch\n'.length, -1);
}

function errorId(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof DockerfileError) return error.finding.id;
    throw error;
  }
}

const binary = fc.string({ unit: 'binary' }).filter((text) => !/[\0\n]/.test(text));
const signs = fc.string({ unit: fc.constantFrom(...'"\'\\$ {}`#=,<\t\r\u00a0ax') });
const line = fc.oneof(binary, signs);

describe('a printed file', () => {
  it('has a stage after the other, and each thing on a line of its own', () => {
    const stages = [
      comment(
        'Builds the files.\n\nTwice.',
        stage({ from: expression`node:${variable('NODE')}`, name: 'build', platform: variable('BUILDPLATFORM') }, [
          arg('NODE_ENV', 'production'),
          workdir('/app'),
          copy(['package.json', 'package-lock.json'], './'),
          run(command('npm', 'ci'), { mounts: [{ type: 'cache', target: '/root/.npm' }] }),
          comment('what changes often comes last', copy(['.'], './', { chown: 'node:node' })),
          run(and(command('apt-get', 'update'), command('apt-get', 'install', '--yes', 'imagemagick'))),
        ]),
      ),
      stage({ from: 'nginx:1.27' }, [
        env({ LANG: 'C.UTF-8', GREETING: 'hello world' }),
        copy(['/app/dist/'], '/srv/', { from: 'build', link: true, chmod: '0644' }),
        expose(8080, '53/udp'),
        healthcheck(['curl', '-f', 'http://localhost/'], { interval: '10s', startPeriod: '1m30s', retries: 2 }),
        stopsignal('SIGQUIT'),
        volume('/data'),
        user('1000:1000'),
        entrypoint(['/entry.sh']),
        cmd(['nginx', '-g', 'daemon off;']),
      ]),
    ];
    expect(printDockerfile(stages, { args: [arg('NODE', '22'), arg('TAG')] })).toBe(`ARG NODE=22
ARG TAG

# Builds the files.
#
# Twice.
FROM --platform=\${BUILDPLATFORM} node:\${NODE} AS build
ARG NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \\
    npm ci

# what changes often comes last
COPY --chown=node:node . ./
RUN apt-get update \\
    && apt-get install --yes imagemagick

FROM nginx:1.27
ENV LANG=C.UTF-8 \\
    GREETING="hello world"
COPY --from=build --chmod=0644 --link /app/dist/ /srv/
EXPOSE 8080 53/udp
HEALTHCHECK --interval=10s --start-period=1m30s --retries=2 CMD ["curl", "-f", "http://localhost/"]
STOPSIGNAL SIGQUIT
VOLUME ["/data"]
USER 1000:1000
ENTRYPOINT ["/entry.sh"]
CMD ["nginx", "-g", "daemon off;"]
`);
  });

  it('names the syntax first', () => {
    const stages = [comment('escape=`', stage({ from: 'scratch' }, []))];
    expect(printDockerfile(stages, { syntax: 'docker/dockerfile:1' })).toBe(
      '# syntax=docker/dockerfile:1\n\n# escape=`\nFROM scratch\n',
    );
  });

  it.each(['escape=`', 'Syntax = x/y', 'check=skip=all'])('does not obey the comment %j at its top', (text) => {
    const stages = [comment(text, stage({ from: 'scratch' }, []))];
    expect(printDockerfile(stages)).toBe(`#\n# ${text}\nFROM scratch\n`);
  });

  it('names the shell only in a stage with a pipe', () => {
    const piped = run(pipe(command('a'), command('b')));
    const text = printDockerfile([
      stage({ from: 'x', shell: 'bash' }, [run(command('a'))]),
      stage({ from: 'x', shell: 'ash' }, [piped]),
    ]);
    expect(text).toBe('FROM x\nRUN a\n\nFROM x\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN a | b\n');
  });
});

describe('a value', () => {
  it.each([
    ['', '""'],
    ['production', 'production'],
    ['a b', '"a b"'],
    ['$5', "'$5'"],
    ["it's $5", '"it\'s \\$5"'],
    ['a\\', "'a\\'"],
    ['"x"', '\'"x"\''],
    ["'", '"\'"'],
    ['#', '"#"'],
    ['<<EOF', '"<<EOF"'],
  ])('%j is written %s', (text, word) => {
    expect(printed(env({ A: text }))).toBe(`ENV A=${word}`);
    expect(printed(label({ a: text }))).toBe(`LABEL a=${word}`);
    expect(printed(arg('A', text))).toBe(`ARG A=${word}`);
  });

  it('is read back as the same text, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (texts) => {
        const values = Object.fromEntries(texts.map((text, index) => [`A${index}`, text]));
        const [, instruction = ''] = instructionsOf(`FROM x\n${printed(env(values))}`);
        expect(lex(instruction)).toEqual(['ENV', ...texts.map((text, index) => `A${index}=${text}`)]);
      }),
    );
  });

  it('can have variables, and nothing else becomes one', () => {
    expect(printed(env({ PATH: expression`/app/bin:${variable('PATH')}` }))).toBe('ENV PATH=/app/bin:${PATH}');
    expect(printed(env({ A: expression`${'$B "'}${variable('C')}$` }))).toBe('ENV A="\\$B \\"${C}\\$"');
    expect(printed(env({ A: variable('B') }))).toBe('ENV A=${B}');
    const strings = Object.assign(['$PATH'], { raw: ['$PATH'] });
    expect(errorId(() => expression(strings))).toBe('dollar-in-template');
  });

  it('with a line break is refused, because there is no way to write one', () => {
    for (const instruction of [env({ A: 'a\nb' }), label({ a: '\n' }), arg('A', '\n'), workdir('/\n'), volume('/\n')]) {
      expect(errorId(() => printed(instruction))).toBe('line-break');
    }
    expect(errorId(() => printed(env({ A: expression`${'\n'}${variable('B')}` })))).toBe('line-break');
  });

  it.each(['\0', '\ud800'])('%j is refused, because no file can hold it', (text) => {
    for (const instruction of [env({ A: text }), cmd([text]), copy([text], '/'), run(command(text)), user(text)]) {
      expect(errorId(() => printed(instruction))).toMatch(/^(?:unprintable-character|invalid-user)$/);
    }
  });

  it('longer than BuildKit reads is refused, counted in bytes', () => {
    expect(printed(env({ A: 'a'.repeat(65_529) }))).toHaveLength(65_535);
    expect(errorId(() => printed(env({ A: 'a'.repeat(65_530) })))).toBe('line-too-long');
    expect(errorId(() => printed(cmd(['é'.repeat(32_770)])))).toBe('line-too-long');
  });
});

describe('a name', () => {
  it.each(['', 'a b', '1a', 'A=', 'A\nB', 'é', '$A'])('%j is no variable', (name) => {
    expect(errorId(() => printed(env({ [name]: 'x' })))).toBe('invalid-variable-name');
    expect(errorId(() => printed(arg(name)))).toBe('invalid-argument-name');
    expect(errorId(() => variable(name))).toBe('invalid-variable-name');
  });

  it('may have dots and dashes where only a program reads it', () => {
    expect(printed(env({ 'discovery.type': 'x' }))).toBe('ENV discovery.type=x');
    expect(errorId(() => variable('discovery.type'))).toBe('invalid-variable-name');
  });

  it('of a label is any text but an equals sign', () => {
    expect(printed(label({ 'a "b"\\': 'x' }))).toBe('LABEL \'a "b"\\\'=x');
    expect(errorId(() => printed(label({ 'a=b': 'x' })))).toBe('invalid-label');
    expect(errorId(() => printed(label({ '': 'x' })))).toBe('invalid-label');
  });

  it('is checked again when a hand-made value is printed', () => {
    expect(errorId(() => printed(env({ A: { kind: 'variable', name: 'X} evil' } })))).toBe('invalid-variable-name');
  });

  it.each([
    [() => stage({ from: 'a b' }, []), 'invalid-image'],
    [() => stage({ from: '' }, []), 'invalid-image'],
    [() => stage({ from: 'a\nRUN evil' }, []), 'invalid-image'],
    [() => stage({ from: 'a', name: 'A' }, []), 'invalid-stage-name'],
    [() => stage({ from: 'a', platform: 'linux amd64' }, []), 'invalid-platform'],
    [() => stage({ from: 'a' }, [user('a b')]), 'invalid-user'],
    [() => stage({ from: 'a' }, [expose(0)]), 'invalid-port'],
    [() => stage({ from: 'a' }, [expose(1.5)]), 'invalid-port'],
    [() => stage({ from: 'a' }, [expose('65536/tcp')]), 'invalid-port'],
    [() => stage({ from: 'a' }, [stopsignal('TERM; x')]), 'invalid-signal'],
    [() => stage({ from: 'a' }, [healthcheck(['a'], { interval: '10 s' })]), 'invalid-duration'],
    [() => stage({ from: 'a' }, [healthcheck(['a'], { retries: 0 })]), 'invalid-number-of-retries'],
    [() => stage({ from: 'a' }, [copy(['a'], 'b', { from: 'x y' })]), 'invalid-image'],
    [() => stage({ from: 'a' }, [copy(['a'], 'b', { chown: 'a b' })]), 'invalid-owner'],
    [() => stage({ from: 'a' }, [copy(['a'], 'b', { chmod: '888' })]), 'invalid-mode'],
    [() => stage({ from: 'a' }, [workdir('')]), 'invalid-path'],
    [() => stage({ from: 'a' }, [copy([''], '/')]), 'invalid-path'],
    [() => stage({ from: 'a' }, [copy(['a'], '')]), 'invalid-path'],
    [() => stage({ from: 'a' }, [copy([], '/')]), 'empty-source'],
    [() => stage({ from: 'a' }, [env({})]), 'empty-variable'],
  ] as const)('case %# is refused', (make, id) => {
    expect(errorId(() => printDockerfile([make()]))).toBe(id);
  });
});

describe('arguments as JSON', () => {
  it('are read back as the same text, whatever it is', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(text), (argv) => {
        expect(JSON.parse(printed(cmd(argv)).slice('CMD '.length))).toEqual(argv);
        expect(JSON.parse(printed(entrypoint(argv)).slice('ENTRYPOINT '.length))).toEqual(argv);
        expect(printed(cmd(argv))).not.toContain('\n');
      }),
    );
  });

  it('can be none, and a health check can be off', () => {
    expect(printed(cmd([]))).toBe('CMD []');
    expect(printed(healthcheck('none'))).toBe('HEALTHCHECK NONE');
  });
});

describe('a path', () => {
  const source = (path: Parameters<typeof copy>[0][number], options: CopyOptions = {}) =>
    printed(copy([path], '/x', options));

  it.each([
    ['a.js', 'COPY a.js /x'],
    ['a b', 'COPY ["\\"a b\\"", "/x"]'],
    ['*.js', 'COPY ["\'[\\\\*].js\'", "/x"]'],
    ['a\\b', 'COPY ["\'a[\\\\\\\\]b\'", "/x"]'],
    ['--from=x', 'COPY ["--from=x", "/x"]'],
    ['<<EOF', 'COPY ["\\"<<EOF\\"", "/x"]'],
    ['$X', 'COPY ["\'$X\'", "/x"]'],
    ['https://x', 'COPY ./https://x /x'],
    ['github.com/a', 'COPY ./github.com/a /x'],
    ['a|b', 'COPY ["\\"a|b\\"", "/x"]'],
    ['a|*', 'COPY ["\'a[\\\\|][\\\\*]\'", "/x"]'],
    [' a', 'COPY ["\\"[ ]a\\"", "/x"]'],
    ['a ', 'COPY ["\\"a[ ]\\"", "/x"]'],
    ['./!a ', 'COPY ["\\"./[!]a[ ]\\"", "/x"]'],
  ])('%j is that file', (path, text) => {
    expect(source(path)).toBe(text);
  });

  it('with variables or patterns says so', () => {
    expect(source(expression`${variable('DIR')}/a b`)).toBe('COPY ["\\"${DIR}/a b\\"", "/x"]');
    expect(source(expression`${variable('DIR')}/a`)).toBe('COPY ${DIR}/a /x');
    expect(source(glob('package*.json'))).toBe('COPY package*.json /x');
    expect(source(glob('a|*'))).toBe('COPY ["\'a[\\\\|]*\'", "/x"]');
    expect(source(glob('[ab] *'))).toBe('COPY ["\\"[ab] *\\"", "/x"]');
  });

  it('of the build context cannot have control characters; one of a stage can', () => {
    expect(errorId(() => source('a\tb'))).toBe('invalid-path');
    expect(source('/a\nb', { from: 'build' })).toBe('COPY --from=build ["\\"/a\\nb\\"", "/x"]');
  });

  it('to work in is no flag', () => {
    expect(printed(workdir('--x'))).toBe('WORKDIR "--x"');
    expect(printed(workdir("/it's $5"))).toBe('WORKDIR "/it\'s \\$5"');
  });
});

describe('a mount', () => {
  const mounted = (mount: Mount) => printed(run(command('x'), { mounts: [mount] })).slice(4, -' \\\n    x'.length);

  it.each([
    [
      { type: 'cache', target: '/c', id: 'npm', sharing: 'locked', mode: '0755', uid: 0, gid: 1 },
      '--mount=type=cache,id=npm,target=/c,sharing=locked,mode=0755,uid=0,gid=1',
    ],
    [
      { type: 'bind', target: '/b', from: 'build', source: '/s', writable: true },
      '--mount=type=bind,from=build,source=/s,target=/b,rw',
    ],
    [
      { type: 'secret', id: 'token', env: 'TOKEN', required: true },
      '--mount=type=secret,id=token,env=TOKEN,required=true',
    ],
    [{ type: 'tmpfs', target: variable('DIR') }, '--mount=type=tmpfs,target=${DIR}'],
    [{ type: 'tmpfs', target: '/a b' }, '--mount="type=tmpfs,\\"target=\\"\\"/a b\\"\\"\\""'],
    [{ type: 'tmpfs', target: '/a,b' }, '--mount="type=tmpfs,\\"target=/a,b\\""'],
  ] as const)('%j', (mount, flag) => {
    expect(mounted(mount)).toBe(flag);
  });

  it('with letters beyond ASCII is refused, because BuildKit breaks them', () => {
    expect(errorId(() => mounted({ type: 'tmpfs', target: '/é' }))).toBe('non-ascii-flag');
    expect(errorId(() => mounted({ type: 'tmpfs', target: '/\n' }))).toBe('line-break');
    expect(errorId(() => mounted({ type: 'cache', target: '/x', uid: -1 }))).toBe('invalid-user-id');
    expect(errorId(() => mounted({ type: 'cache', target: '/x', mode: 'x' }))).toBe('invalid-mode');
    expect(errorId(() => mounted({ type: 'bind', target: '/x', from: '$x' }))).toBe('invalid-image');
  });
});

describe('a comment', () => {
  it('stays one at every kind of line end', () => {
    expect(printed(comment('a\nb\r\nc\u2028RUN evil', user('x')))).toBe('\n# a\n# b\n# c\n# RUN evil\nUSER x');
    expect(errorId(() => comment('\u001b', user('x')))).toBe('invalid-comment');
    expect(errorId(() => printed({ kind: 'USER', user: 'x', comment: ['a\nRUN evil'] }))).toBe('invalid-comment');
  });
});

describe('stages', () => {
  it('are frozen, with everything in them', () => {
    const made = stage({ from: 'x' }, [copy(['a'], '/'), run(command('a', 'b')), env({ A: 'x' }), cmd(['a'])]);
    const inside = made.instructions.flatMap((each) =>
      Object.values(each).filter((value) => typeof value === 'object'),
    );
    for (const value of [made, made.instructions, ...made.instructions, ...inside])
      expect(Object.isFrozen(value)).toBe(true);
  });
});
