import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, Engine, Image, SecretFile, type Stack, WebApp } from 'compose-constructs';
import fc from 'fast-check';
import { sources, synth } from '../support';

const root = sources();
const folder = mkdtempSync(join(tmpdir(), 'start-script-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The shells of this machine. Debian's `sh` is dash, Alpine's is BusyBox, Red Hat's is bash. */
const shells = [['sh'], ['bash'], ['busybox', 'sh']].filter(
  ([program = '', ...options]) => spawnSync(program, [...options, '-c', 'exit 7']).status === 7,
);

/** The script of an app, which finds its secrets below `folder` instead of /run/secrets. */
function scriptOf(build: (app: WebApp, stack: Stack) => void): string {
  const { file } = synth(
    (stack) => build(new WebApp(stack, 'web', { image: Image.node({ source: 'app' }), port: 3000 }), stack),
    { root },
  );
  return file('web/with-secrets.sh').replaceAll('/run/secrets/', `${folder}/`);
}

interface Outcome {
  readonly status: number | null;
  readonly stderr: string;
  readonly variables: ReadonlyMap<string, Buffer>;
}

/** Starts a program with the script; its environment, and how it ended. */
function start(
  shell: readonly string[],
  script: string,
  env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] },
): Outcome {
  const [program = '', ...options] = shell;
  const file = join(folder, 'with-secrets.sh');
  writeFileSync(file, script);
  // /proc has every byte; nothing in between can decode or sort it
  const { status, stdout, stderr } = spawnSync(program, [...options, file, '/bin/cat', '/proc/self/environ'], { env });
  const variables = new Map<string, Buffer>();
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0, at);
    const equals = stdout.indexOf('=', at);
    variables.set(stdout.toString('latin1', at, equals), stdout.subarray(equals + 1, end));
    at = end + 1;
  }
  return { status, stderr: stderr.toString(), variables };
}

/** What a shell's `$(< file)` and so PostgreSQL's entrypoint make of a file: no newlines at its end. */
function read(content: Buffer): Buffer {
  let end = content.length;
  while (content[end - 1] === 10) end -= 1;
  return content.subarray(0, end);
}

const blank = fc.array(fc.constantFrom('\n', ' ', '\t', '\r'), { maxLength: 9 }).map((parts) => parts.join(''));
/** Whether a file holds something, which every secret does. */
const isGiven = (content: Buffer): boolean => /[^ \t\r\n]/.test(content.toString('latin1'));

const bytes = fc
  .oneof(
    // the same line many times, which tools like to shorten
    fc.constantFrom('a'.repeat(99), 'é'.repeat(64)).map((text) => Buffer.from(text)),
    fc.uint8Array({ min: 1, maxLength: 80 }).map((array) => Buffer.from(array)),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text.replaceAll('\0', ''))),
    fc
      .array(
        fc.constantFrom(
          '$',
          '`',
          '"',
          "'",
          '\\',
          '\n',
          ' ',
          '*',
          '%',
          '/',
          '@',
          ':',
          '$(id)',
          '${X}',
          '\r',
          '-n',
          '\\c',
        ),
      )
      .map((parts) => Buffer.from(parts.join(''))),
  )
  .filter(isGiven);
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((characters) => Buffer.from(characters.replaceAll('\0', '')))
  .filter(isGiven);
/** Names that a shell keeps for itself, or that the programs of the script need. */
const own =
  /^(_|PATH|IFS|UID|EUID|PPID|SHELLOPTS|BASHOPTS|OPTIND|RANDOM|SECONDS|LINENO|EPOCH\w*|SRANDOM|BASH\w*|GROUPS|FUNCNAME|DIRSTACK|HISTCMD|COMP_WORDBREAKS|LD_\w*|ENV|PWD|OLDPWD|SHLVL|POSIXLY_CORRECT|PS4|LC_\w*|LANG)$/;
const name = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/),
    fc.constantFrom('secret', 'bytes', 'byte', 'encoded', 'HOME'),
  )
  .filter((candidate) => !own.test(candidate) && candidate !== 'PORT');

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('an app that starts with %s', (_, shell) => {
  it('has each secret in its variable, to the byte, without newlines at the end', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, bytes), { minLength: 1, maxLength: 12, selector: ([text]) => text }),
        (secrets) => {
          const script = scriptOf((app, stack) =>
            secrets.forEach(([variable, content], index) => {
              writeFileSync(join(folder, `s${index}`), content);
              app.readSecret(new SecretFile(stack, `s${index}`), { variable });
            }),
          );
          const { status, variables } = start(shell, script);
          expect(status).toBe(0);
          for (const [variable, content] of secrets) {
            expect([variable, variables.get(variable)?.toString('hex')]).toEqual([
              variable,
              read(content).toString('hex'),
            ]);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it("has its database's URL, from which every URL parser gets exactly the password", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(bytes, text), { minLength: COUNT, maxLength: COUNT }), (passwords) => {
        for (const [index, password] of passwords.entries())
          writeFileSync(join(folder, `db${index}-password`), password);
        const { status, variables } = start(shell, withDatabases);
        expect(status).toBe(0);
        for (const [index, password] of passwords.entries()) {
          const url = new URL(variables.get(`DB${index}_URL`)?.toString() ?? '');
          expect([url.protocol, url.username, url.host, url.pathname, url.search, url.hash]).toEqual([
            'postgres:',
            'shop',
            `db${index}:5432`,
            '/shop',
            '',
            '',
          ]);
          const expected = read(password);
          expect(decoded(url.password)).toBe(expected.toString('hex'));
          const isText = expected.equals(Buffer.from(expected.toString()));
          if (isText) expect(decodeURIComponent(url.password)).toBe(expected.toString());
        }
      }),
      { numRuns: 10 },
    );
  });

  it("does not start without a secret's file, and says which one is missing", () => {
    for (const script of [withDatabase, withKey]) {
      rmSync(join(folder, 'db-password'), { force: true });
      rmSync(join(folder, 'key'), { force: true });
      const { status, stderr, variables } = start(shell, script);
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/(db-password|key)'?: No such file/);
      expect(variables.size).toBe(0);
    }
  });

  it('does not start with a file that holds nothing but white space, and says which one', () => {
    fc.assert(
      fc.property(blank, fc.constantFrom(withDatabase, withKey), (content, script) => {
        for (const file of ['db-password', 'key']) writeFileSync(join(folder, file), content);
        const { status, stderr, variables } = start(shell, script);
        expect(status).not.toBe(0);
        expect(stderr).toMatch(/^The secret \S+\/(db-password|key) is missing or empty\.$/m);
        expect(variables.size).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('does not start with an empty password where a program of the script is missing', () => {
    writeFileSync(join(folder, 'db-password'), 'x');
    const bin = mkdtempSync(join(folder, 'bin-'));
    symlinkSync('/bin/cat', join(bin, 'cat'));
    const { status, stderr, variables } = start(
      shell.map((part, index) => (index === 0 ? which(part) : part)),
      withDatabase,
      { PATH: bin },
    );
    expect(status).not.toBe(0);
    // BusyBox has it built in
    expect(stderr).toContain('od');
    expect(variables.size).toBe(0);
  });

  it('leaves nothing else in the environment', () => {
    writeFileSync(join(folder, 'db-password'), 'x');
    const { variables } = start(shell, withDatabase, { PATH: process.env['PATH'], KEPT: 'yes' });
    const shellOwn = ['PWD', 'OLDPWD', 'SHLVL', '_'];
    expect([...variables.keys()].filter((key) => !shellOwn.includes(key)).sort()).toEqual([
      'DATABASE_URL',
      'KEPT',
      'PATH',
    ]);
  });
});

/** Databases of the script that has many: one start of a shell tries as many passwords. */
const COUNT = 12;
const withDatabases = scriptOf((app, stack) => {
  for (let index = 0; index < COUNT; index += 1) {
    app.connect(new Database(stack, `db${index}`, { engine: Engine.postgres('17'), database: 'shop' }), {
      as: `DB${index}`,
    });
  }
});
const withDatabase = scriptOf((app, stack) =>
  app.connect(new Database(stack, 'db', { engine: Engine.postgres('17'), database: 'shop' })),
);
const withKey = scriptOf((app, stack) => app.readSecret(new SecretFile(stack, 'key'), { variable: 'KEY' }));

describe('the script', () => {
  it('becomes the app, so that signals reach it', () => {
    expect(withDatabase.trimEnd().split('\n').at(-1)).toBe('exec "$@"');
  });

  it('says how to start it and has no value in it', () => {
    expect(withKey).toBe(
      [
        '#!/bin/sh',
        '# Reads secrets from their files into the environment of this process, then becomes the command.',
        'set -eu',
        'given() (',
        "  blank=$(printf '\\n\\t\\r ')",
        '  case $(cat "$1") in',
        '    *[!"$blank"]*) ;;',
        '    *) printf "The secret %s is missing or empty.\\n" "$1" >&2; exit 1 ;;',
        '  esac',
        ')',
        `given ${folder}/key`,
        `KEY="$(cat ${folder}/key)"`,
        'export KEY',
        'exec "$@"',
        '',
      ].join('\n'),
    );
  });
});

function which(program: string): string {
  return spawnSync('sh', ['-c', `command -v ${program}`])
    .stdout.toString()
    .trim();
}

/** %XX as bytes, in hexadecimal: a password need not be UTF-8. */
function decoded(text: string): string {
  return Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('hex');
}
