import fc from 'fast-check';
import { type Expression, partsOf, splice, type Variable } from '../../../../lib/languages/expression';

/** A language of this test, which writes variables as `%{name}`. */
const host: Variable = { kind: 'variable', name: 'host' };

function text(strings: TemplateStringsArray, ...values: readonly (string | number | Variable | Expression)[]) {
  return splice(strings, values, (wrong) => new Error(`no variable: ${wrong}`));
}

function print(value: string | Variable | Expression): string {
  return partsOf(value)
    .map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : `%{${part.name}}`))
    .join('');
}

describe('text with variables', () => {
  it('is what a language prints of its parts', () => {
    expect(print(text`http://${host}:${8080}/${'50%'}`)).toBe('http://%{host}:8080/50%%');
    expect([print('100%'), print(host)]).toEqual(['100%%', '%{host}']);
  });

  it('takes other texts apart, and leaves out what is empty', () => {
    expect(text`${text`a${host}`}${''}`).toEqual({ kind: 'expression', parts: ['a', host] });
  });

  it('takes any spliced string for data, one that looks like a variable included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('$host')), (value) => {
        expect(partsOf(text`[${value}]`).join('')).toBe(`[${value}]`);
      }),
    );
  });

  it('is refused where the template itself has what looks like a variable', () => {
    expect(() => text`http://$host`).toThrow('no variable: http://$host');
    expect(() => text`costs 5$ or $ 5`).not.toThrow();
  });

  it('stays as it was made', () => {
    const made = text`a${host}`;
    expect([Object.isFrozen(made), Object.isFrozen(made.parts)]).toEqual([true, true]);
  });
});
