import fc from 'fast-check';
import {
  and,
  command,
  DockerfileError,
  expression,
  glob,
  pipe,
  printDockerfile,
  redirect,
  run,
  type ShellCommand,
  stage,
  variable,
} from '../../../../lib/languages/dockerfile';
import { instructionsOf } from './lexer';

function printed(shell: ShellCommand): string {
  return printDockerfile([stage({ from: 'scratch' }, [run(shell)])]).slice('FROM scratch\n'.length, -1);
}

/** The words that a POSIX shell makes of a line with only single quotes and backslashes. */
function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  for (const word of line.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []) {
    if (/[$`"|&;<>()*?[#~]/.test(word.replace(/'[^']*'|\\./g, '')))
      throw new Error(`a sign outside of quotes: ${word}`);
    words.push(word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''));
  }
  return words;
}

describe('a word', () => {
  it.each([
    ['a.b/c-d_e=f:g,h@1%+', 'a.b/c-d_e=f:g,h@1%+'],
    ['', "''"],
    ['a b', "'a b'"],
    ['$5; rm -rf /', "'$5; rm -rf /'"],
    ["it's", "'it'\\''s'"],
    ['~', "'~'"],
    ['*', "'*'"],
    ['#', "'#'"],
    ['é', "'é'"],
    ['{a,b}', "'{a,b}'"],
  ])('%j is written %s', (word, text) => {
    expect(printed(command('echo', word))).toBe(`RUN echo ${text}`);
  });

  it('is read back as the same text, whatever it is and however long the line', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'\'"\\$`|&;<>()*?[]#~ \t={}!'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc.string({ unit }).filter((value) => !/[\0\n]/.test(value));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (words) => {
        const [, instruction = ''] = instructionsOf(`FROM x\n${printed(command('printf', ...words))}`);
        expect(shellWords(instruction)).toEqual(['RUN', 'printf', ...words]);
      }),
    );
  });

  it.each(['if', '!', '{', 'A=b', 'A+=b', '[[', 'while', '--mount=type=tmpfs'])(
    '%j is a program where one is expected',
    (word) => {
      expect(printed(command(word))).toBe(`RUN '${word}'`);
    },
  );

  it('can have variables and patterns', () => {
    expect(printed(command('echo', expression`${'$5 "`'}${variable('HOME')}`))).toBe('RUN echo "\\$5 \\"\\`${HOME}"');
    expect(printed(command('rm', glob('/a b/*.[ch]?')))).toBe("RUN rm /a' 'b/*.[ch]?");
    expect(printed(command('ls', glob('$(x)*')))).toBe("RUN ls '$('x')'*");
  });
});

describe('commands', () => {
  const a = command('a');
  const b = command('b');
  const c = command('c');

  it('are joined by what they mean, in groups where the shell needs them', () => {
    expect(printed(and(a, and(b, c)))).toBe('RUN a \\\n    && b \\\n    && c');
    expect(printed(pipe(a, b))).toBe('RUN a | b');
    expect(printed(and(a, pipe(b, c)))).toBe('RUN a \\\n    && b | c');
    expect(printed(pipe(and(a, b), c))).toBe('RUN { a && b; } | c');
    expect(printed(redirect(and(a, b), { stdout: '/x' }))).toBe('RUN { a && b; } > /x');
  });

  it('read and write files', () => {
    const files = { stdin: '/a b', stdout: { append: '/o' }, stderr: 'stdout' } as const;
    expect(printed(redirect(a, files))).toBe("RUN a < '/a b' >> /o 2>&1");
    expect(printed(redirect(a, { stderr: '/e' }))).toBe('RUN a 2> /e');
    expect(() => printed(redirect(a, { stdout: glob('*') }))).toThrow(DockerfileError);
  });

  it('that are long are broken between words', () => {
    const words = Array.from({ length: 12 }, (_, index) => `package-number-${index}`);
    expect(
      printed(and(command('install', ...words), pipe(command('x', 'y'.repeat(60)), command('z', 'y'.repeat(60))))),
    ).toBe(
      `RUN install package-number-0 package-number-1 package-number-2 package-number-3 package-number-4 \\
        package-number-5 package-number-6 package-number-7 package-number-8 package-number-9 \\
        package-number-10 package-number-11 \\
    && x ${'y'.repeat(60)} \\
        | z ${'y'.repeat(60)}`,
    );
  });

  it('with line breaks in their words become a here-document, whose end no line has', () => {
    expect(printed(and(command('echo', 'a\nEOF\nb'), b))).toBe("RUN <<'EOF2'\necho 'a\nEOF\nb' \\\n    && b\nEOF2");
    expect(printed(command('echo', '\nEOF\r\n'))).toBe("RUN <<'EOF2'\necho '\nEOF\r\n'\nEOF2");
  });

  it('of which there are none are refused', () => {
    expect(() => and()).toThrow('Give at least one');
    expect(() => pipe()).toThrow('Give at least one');
  });
});
