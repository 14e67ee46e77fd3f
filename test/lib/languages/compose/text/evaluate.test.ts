import { type ComposeText, evaluate, referencesIn, text, Variable } from '../../../../../lib/languages/compose';

const host: Readonly<Record<string, string>> = { SET: 'yes', EMPTY: '' };

function on(value: ComposeText): unknown {
  const evaluated = evaluate(value, (name) => (Object.hasOwn(host, name) ? host[name] : undefined));
  return 'value' in evaluated ? evaluated.value : evaluated;
}

/** What it becomes with the variable set, empty and unset. */
function onEach(make: (name: string) => ComposeText): unknown[] {
  return ['SET', 'EMPTY', 'UNSET'].map((name) => on(make(name)));
}

describe('on a host, a variable', () => {
  const missing = (name: string, message = '') => ({
    problem: `The required variable ${name} has no value${message}.`,
    remedy: `Set ${name} in the shell or in an .env file.`,
  });

  it('is its value, or nothing', () => {
    expect(onEach((name) => Variable.of(name))).toEqual(['yes', '', '']);
    expect(onEach((name) => Variable.optional(name))).toEqual(['yes', '', '']);
  });

  it('with a default is that while it has no value', () => {
    expect(onEach((name) => Variable.withDefault(name, 'd'))).toEqual(['yes', 'd', 'd']);
    expect(onEach((name) => Variable.withDefault(name, 'd', { emptyCounts: true }))).toEqual(['yes', '', 'd']);
  });

  it('that is required stops Compose while it has no value', () => {
    expect(onEach((name) => Variable.required(name, 'm'))).toEqual([
      'yes',
      missing('EMPTY', ': m'),
      missing('UNSET', ': m'),
    ]);
    expect(onEach((name) => Variable.required(name, '', { emptyCounts: true }))).toEqual(['yes', '', missing('UNSET')]);
  });

  it('with a replacement is that while it has a value', () => {
    expect(onEach((name) => Variable.ifSet(name, 'r'))).toEqual(['r', '', '']);
    expect(onEach((name) => Variable.ifSet(name, 'r', { emptyCounts: true }))).toEqual(['r', 'r', '']);
  });

  it('can stand in the default of another, and must then be set if it is required', () => {
    expect(on(Variable.withDefault('UNSET', text`<${Variable.of('SET')}>`))).toBe('<yes>');
    expect(on(Variable.withDefault('SET', Variable.required('UNSET')))).toEqual(missing('UNSET'));
  });
});

describe('a text', () => {
  it('is evaluated part by part, and its literals stay', () => {
    expect(on(text`$${Variable.of('SET')}$$ {${Variable.of('UNSET')}}`)).toBe('$yes$$ {}');
    expect(on('${SET}')).toBe('${SET}');
  });

  it('tells the names of its variables, those in operands too', () => {
    const inner = text`${Variable.of('B')}${Variable.of('A')}`;
    expect(referencesIn(text`x${Variable.withDefault('A', inner)}${Variable.required('C')}`)).toEqual(['A', 'B', 'C']);
    expect(referencesIn('${A}')).toEqual([]);
  });
});
