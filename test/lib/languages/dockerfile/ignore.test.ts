import { DockerfileError, ignorePath, printDockerignore } from '../../../../lib/languages/dockerfile';

describe('an ignore file', () => {
  it('has a rule a line', () => {
    expect(printDockerignore(['**', { keep: 'src' }, '*.log'])).toBe('**\n!src\n*.log\n');
    expect(printDockerignore([])).toBe('');
  });

  it.each([
    ['#a', '\\#a'],
    ['!a', '\\!a'],
    [' a', '[ ]a'],
    ['a ', 'a[ ]'],
    ['\u00a0a\u2003', '[\u00a0]a[\u2003]'],
    ['\ufeffa', '[\ufeff]a'],
    ['a b', 'a b'],
    ['*.{js|ts}^', '*.[\\{]js[\\|]ts[\\}][\\^]'],
    ['[^a|b]\\|*', '[^a|b]\\|*'],
    ['a#b!', 'a#b!'],
  ])('takes %j for the pattern that it is', (pattern, line) => {
    expect(printDockerignore([pattern])).toBe(`${line}\n`);
    expect(printDockerignore([{ keep: pattern }])).toBe(`!${line}\n`);
  });

  it('can name exactly one path', () => {
    expect(ignorePath('a[b]*?\\^|{}.js')).toBe('a\\[b\\]\\*\\?\\\\\\^\\|\\{\\}.js');
  });

  it.each(['', ' ', '\t', 'a\nb', '\0'])('refuses %j', (pattern) => {
    expect(() => printDockerignore([pattern])).toThrow(DockerfileError);
  });
});
