import fc from 'fast-check';
import {
  ComposeError,
  type ComposeText,
  interpolate,
  isDeferred,
  text,
  Variable,
} from '../../../../lib/languages/compose';

function idOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof ComposeError) return error.finding.id;
    throw error;
  }
  return 'no error';
}

describe('a variable of the deploying host', () => {
  it('that is required makes Compose stop with the message', () => {
    expect(interpolate(Variable.required('TAG', 'the image tag'))).toBe('${TAG:?the image tag}');
    expect(interpolate(Variable.required('TAG'))).toBe('${TAG:?}');
    expect(interpolate(Variable.required('TAG', 'which?', { emptyCounts: true }))).toBe('${TAG?which?}');
  });

  it('with a default falls back to that text', () => {
    expect(interpolate(Variable.withDefault('TAG', 'latest'))).toBe('${TAG:-latest}');
    expect(interpolate(Variable.withDefault('TAG', '$HOME'))).toBe('${TAG:-$$HOME}');
    expect(interpolate(Variable.withDefault('TAG', '{"a":{"b":1}}'))).toBe('${TAG:-{"a":{"b":1}}}');
    expect(interpolate(Variable.withDefault('TAG', '1', { emptyCounts: true }))).toBe('${TAG-1}');
  });

  it('that is optional is nothing while unset', () => {
    expect(interpolate(Variable.optional('TAG'))).toBe('${TAG-}');
  });

  it('without more is its value', () => {
    expect(interpolate(Variable.of('TAG'))).toBe('${TAG}');
    expect(interpolate(Variable.of('TAG', { braces: false }))).toBe('$TAG');
  });

  it('has its braces where the name would run on', () => {
    const tag = Variable.of('TAG', { braces: false });
    expect(interpolate(text`${tag}-${tag}${tag}a${tag}1${tag}_${tag}é`)).toBe('$TAG-$TAG${TAG}a${TAG}1${TAG}_$TAGé');
    expect(interpolate(text`${tag}\u017f`)).toBe('${TAG}\u017f');
  });

  it('can be replaced by a text while it has a value', () => {
    expect(interpolate(Variable.ifSet('DEBUG', '--verbose'))).toBe('${DEBUG:+--verbose}');
    expect(interpolate(Variable.ifSet('DEBUG', '--verbose', { emptyCounts: true }))).toBe('${DEBUG+--verbose}');
  });

  it('can stand in the text of another', () => {
    const version = text`v${Variable.withDefault('VERSION', Variable.of('TAG'))}`;
    expect(interpolate(Variable.withDefault('NAME', version))).toBe('${NAME:-v${VERSION:-${TAG}}}');
  });

  it('is written with spacers where Compose would count its braces wrongly', () => {
    const empty = Variable.withDefault('A', '{}');
    expect(interpolate(empty)).toBe('${A:-{}}');
    expect(interpolate(text`${empty}}`)).toBe('${A:-{${A+}}}}');
    expect(interpolate(text`${empty}\n}`)).toBe('${A:-{}}\n}');
    expect(interpolate(Variable.withDefault('B', empty))).toBe('${B:-${A:-{}}}');
    expect(interpolate(text`${Variable.withDefault('A', '{{a}}')}{}`)).toBe('${A:-{${A+}{a}}}{}');
  });

  it('with a brace that is never closed can only be the last on its line that has one', () => {
    const open = Variable.withDefault('A', '{');
    expect(interpolate(text`a${open}b`)).toBe('a${A:-{}b');
    expect(idOf(() => text`${open}}`)).toBe('variable-before-brace');
    expect(idOf(() => text`${open}${Variable.of('B')}`)).toBe('variable-before-brace');
    expect(interpolate(text`${open}\n${Variable.of('B')}`)).toBe('${A:-{}\n${B}');
  });

  it.each(['a}b', '}{', '}', 'two\nlines', 'NUL \0', 'half \ud800'])(
    'refuses the default %j, which Compose cannot say',
    (fallback) => {
      expect(idOf(() => Variable.withDefault('TAG', fallback))).toBe('variable-operand');
      expect(idOf(() => Variable.required('TAG', fallback))).toBe('variable-operand');
    },
  );

  it.each(['', '1A', 'A-B', 'A B', 'A}', 'Ä', 'A\n'])(
    'refuses the name %j, which Compose does not interpolate',
    (name) => {
      expect(idOf(() => Variable.optional(name))).toBe('variable-name');
    },
  );

  it('never becomes an ordinary string by accident', () => {
    const tag = Variable.required('TAG');
    expect(idOf(() => `web:${tag}`)).toBe('variable-in-string');
    expect(idOf(() => `web:${text`v${tag}`}`)).toBe('variable-in-string');
  });

  it('tells its name', () => {
    expect(Variable.optional('TAG').variable).toBe('TAG');
  });

  it('cannot be changed', () => {
    const tag = Variable.required('TAG');
    expect(Object.isFrozen(tag)).toBe(true);
    expect(Object.isFrozen(text`a${tag}`)).toBe(true);
  });
});

describe('text', () => {
  it('joins literals, variables, numbers and other texts', () => {
    const tag = Variable.required('TAG');
    const image = text`ghcr.io/${'acme'}/web:${tag}`;
    expect(interpolate(text`${image}-${1}`)).toBe('ghcr.io/acme/web:${TAG:?}-1');
  });

  it('keeps what looks like interpolation in a literal literal', () => {
    expect(interpolate(text`$${'{X}'}${Variable.optional('A')}$`)).toBe('$${X}${A-}$$');
    expect(interpolate('${X}')).toBe('$${X}');
  });

  it('of literals alone is those literals, escaped', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        const joined = parts.reduce<ComposeText>((before, part) => text`${before}${part}`, '');
        expect(interpolate(joined)).toBe(parts.join('').split('$').join('$$'));
      }),
    );
  });

  it('is recognized when another copy of the package made it', () => {
    const foreign = {
      [Symbol.for('compose-constructs.compose.text')]: ['a', { name: 'X', operator: '-', operand: [], braced: true }],
    };
    expect(isDeferred(foreign)).toBe(true);
    if (isDeferred(foreign)) expect(interpolate(foreign)).toBe('a${X-}');
    expect([isDeferred('a'), isDeferred({}), isDeferred(null)]).toEqual([false, false, false]);
  });
});
