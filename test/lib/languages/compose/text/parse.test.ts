import fc from 'fast-check';
import {
  ComposeError,
  type ComposeText,
  evaluate,
  interpolate,
  isDeferred,
  parseText,
  partsOf,
  text,
  Variable,
} from '../../../../../lib/languages/compose';
import { growthOf, PROPORTIONAL } from '../../../../growth';
import { anySource, anyText } from './texts';

function parsed(source: string): ComposeText {
  const result = parseText(source);
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

function problemOf(source: string): string {
  const result = parseText(source);
  return 'problem' in result ? result.problem : 'no problem';
}

describe('a string of a Compose file', () => {
  it.each<[string, ComposeText]>([
    ['', ''],
    ['plain {text}', 'plain {text}'],
    ['costs $$5', 'costs $5'],
    ['$', '$'],
    ['$5 $', '$5 $'],
    ['a$ {b}', 'a$ {b}'],
    ['$$TAG', '$TAG'],
    ['$$${TAG}', text`$${Variable.of('TAG')}`],
    ['$TAG', Variable.of('TAG', { braces: false })],
    ['${TAG}', Variable.of('TAG')],
    ['web:$TAG-a', text`web:${Variable.of('TAG', { braces: false })}-a`],
    ['${TAG:-}', Variable.withDefault('TAG', '')],
    ['${TAG-}', Variable.optional('TAG')],
    ['${TAG:-1}', Variable.withDefault('TAG', '1')],
    ['${TAG-1}', Variable.withDefault('TAG', '1', { emptyCounts: true })],
    ['${TAG:?}', Variable.required('TAG')],
    ['${TAG:?which?}', Variable.required('TAG', 'which?')],
    ['${TAG?which}', Variable.required('TAG', 'which', { emptyCounts: true })],
    ['${TAG:+:$TAG}', Variable.ifSet('TAG', text`:${Variable.of('TAG', { braces: false })}`)],
    ['${TAG+x}', Variable.ifSet('TAG', 'x', { emptyCounts: true })],
    ['${A:-${B:-${C}}}', Variable.withDefault('A', Variable.withDefault('B', Variable.of('C')))],
    ['${A:-$$5}', Variable.withDefault('A', '$5')],
    ['${A:-{"a":{"b":1}}}', Variable.withDefault('A', '{"a":{"b":1}}')],
    ['${A:-{}}', Variable.withDefault('A', '{}')],
    ['${A:-{}', Variable.withDefault('A', '{')],
    ['${A-}}', text`${Variable.optional('A')}}`],
    ['${A:-b:-c}', Variable.withDefault('A', 'b:-c')],
    ['$\u017fa', Variable.of('\u017fa', { braces: false })],
    ['${\u212a}', Variable.of('\u212a')],
  ])('%j is read as Compose reads it', (source, expected) => {
    expect(parsed(source)).toStrictEqual(expected);
  });

  it.each([
    ['${}', 'After "${" Compose wants the name of a variable, and the text goes on with "}".'],
    ['a ${', 'After "${" Compose wants the name of a variable, and the text ends there.'],
    ['${5}', 'After "${" Compose wants the name of a variable, and the text goes on with "5".'],
    ['${💥}', 'After "${" Compose wants the name of a variable, and the text goes on with "💥".'],
    ['${A.b}', 'After "${A" Compose wants "}" or one of ":-", "-", ":?", "?", ":+", "+", and there is ".".'],
    ['${A', 'After "${A" Compose wants "}" or one of ":-", "-", ":?", "?", ":+", "+", and the text ends.'],
    ['${A:x}', 'After "${A" Compose wants "}" or one of ":-", "-", ":?", "?", ":+", "+", and there is ":".'],
    ['${A:-b', '"${A:-b" has no "}" on its line, and Compose looks no further.'],
    ['${A:-b\n}', '"${A:-b" has no "}" on its line, and Compose looks no further.'],
    ['${A:-${B}', 'After "${B" Compose wants "}" or one of ":-", "-", ":?", "?", ":+", "+", and the text ends.'],
    ['${A:-${}}', 'After "${" Compose wants the name of a variable, and the text goes on with "}".'],
  ])('%j is rejected as Compose rejects it', (source, problem) => {
    expect(problemOf(source)).toBe(problem);
  });

  it('without a variable is a plain string, and one that is a variable alone is that variable', () => {
    expect(parsed('a$$b')).toBe('a$b');
    expect(parsed('${A}')).toBeInstanceOf(Variable);
    expect(isDeferred(parsed('a${A}'))).toBe(true);
  });

  it('of any kind is read back from what is printed for it', () => {
    fc.assert(
      fc.property(anyText, (made) => {
        expect(parsed(interpolate(made))).toStrictEqual(made);
      }),
      { numRuns: 3000 },
    );
  });

  it('is printed as it was written, but for a "$" that begins nothing and for spacers between braces', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const read = parseText(source);
        if ('problem' in read) return;
        const printed = interpolate(read.text);
        expect(parsed(printed)).toStrictEqual(read.text);
        if (!source.includes('+}')) expect(printed).toBe(doubled(source));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['${A:-{${B+}}}', '${A:-{${B+}}}'],
    ['${A:-{}}{${A+}}} }', '${A:-{}}{${A+}}} }'],
    ['${A:-{${A+}}${B:-{}}', '${A:-{${A+}}${B:-{}}'],
    ['${A:-{${A+}}} }', '${A:-{${A+}}} }'],
    ['${A:-{${A+}}}', '${A:-{}}'],
    ['${A:-{${A+}{}}}', '${A:-{${A+}{}}}'],
    ['${A:-{x{}{${A+}}${A:-{${A+}}}}}', '${A:-{x{}{${A+}}${A:-{${A+}}}}}'],
  ])('%j has its spacers where they are needed: %j', (source, printed) => {
    expect(interpolate(parsed(source))).toBe(printed);
  });

  it('means the same after it was printed', () => {
    fc.assert(
      fc.property(anySource, fc.constantFrom(undefined, '', '$x}'), (source, value) => {
        const read = parseText(source);
        if ('problem' in read) return;
        const again = parsed(interpolate(read.text));
        expect(evaluate(again, () => value)).toEqual(evaluate(read.text, () => value));
      }),
    );
  });

  it.each<[string, (many: number) => string]>([
    ['defaults that never end', (many) => '${A:-'.repeat(many)],
    ['defaults in defaults', (many) => '${A:-'.repeat(many) + '}'.repeat(many)],
    ['braces in defaults', (many) => `${'${A:-{'.repeat(many)}}`],
    ['variables', (many) => `${'${A:-x}'.repeat(many)}}`],
    ['dollar signs', (many) => '$'.repeat(many)],
    ['lines that never end', (many) => '${A-\n'.repeat(many)],
    ['lines', (many) => '${A-}\n'.repeat(many)],
    ['braces', (many) => `\${A-${'{'.repeat(many)}}`],
    ['braces and replacements', (many) => `\${A-${'{${A+}{}'.repeat(many)}}`],
    ['a deep text many times', (many) => `${`\${A-{${'${A-{${A+}{}}'.repeat(40)}`.repeat(many / 100)}}`],
    ['a long name', (many) => `$${'a'.repeat(many)}`],
    ['names that never end', (many) => '${a'.repeat(many)],
    ['a wide text that is deep', (many) => `${'${A:-{${A+}}'.repeat(45)}${'{${A+}}'.repeat(many)}${'}'.repeat(45)}`],
  ])('of a hostile author takes time in proportion to its size: %s', (_, hostile) => {
    const read = (size: number): void => {
      const found = parseText(hostile(size));
      if ('text' in found) interpolate(found.text);
    };
    expect(growthOf(read, 30_000)).toBeLessThan(PROPORTIONAL);
  });

  it('is read up to 50 variables deep, and as many can be made', () => {
    const nested = (depth: number): string => '${A:-'.repeat(depth) + '}'.repeat(depth);
    expect(problemOf(nested(51))).toMatch(/deeper than 50/);
    expect(interpolate(parsed(nested(50)))).toBe(nested(50));
    expect(() => Variable.withDefault('A', parsed(nested(50)))).toThrow(ComposeError);
    expect(partsOf(Variable.withDefault('A', parsed(nested(49))))).toEqual(partsOf(parsed(nested(50))));
  });
});

/** With each `$` doubled that begins neither a variable nor an escape. */
function doubled(source: string): string {
  return source.replace(/\$(\$|\{|[a-z_])|\$/gi, (found, next) => (next === undefined ? '$$' : found));
}
