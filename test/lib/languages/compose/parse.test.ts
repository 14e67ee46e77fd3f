import { parseCompose, printComposeFile, text, Variable } from '../../../../lib/languages/compose';

describe('a Compose file', () => {
  it('has literal strings and variables apart', () => {
    const { project, findings } = parseCompose('services: {web: {image: "a:${TAG:-1}", command: [costs $$5, $X]}}\n');
    expect(findings).toEqual([]);
    const web = project.services?.['web'];
    expect(web?.image).toEqual(text`a:${Variable.withDefault('TAG', '1')}`);
    expect(web?.command).toMatchObject(['costs $5', { variable: 'X' }]);
  });

  it('does not interpolate keys', () => {
    expect(parseCompose('x-a: {$A: $$b}\n').project).toEqual({ 'x-a': { $A: '$b' } });
  });

  it('keeps what is shared shared, with variables in it or without', () => {
    const { project } = parseCompose('x-a: &a {b: $C}\nx-d: &d {b: c}\nx-e: [*a, *d]\n');
    const shared = project['x-e'] as readonly unknown[];
    expect(shared[0]).toBe(project['x-a']);
    expect(shared[1]).toBe(project['x-d']);
  });

  it('tells of a wrong reference with its place, once for all aliases', () => {
    const { findings } = parseCompose('x-a: &a\n  b: ${C\nx-d: *a\n');
    expect(findings).toMatchObject([
      { id: 'bad-interpolation', pointer: ['x-a', 'b'], position: { line: 2, column: 6 } },
    ]);
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'yaml-empty 1'],
    ['a comment only', '# a\n', 'yaml-empty 1'],
    ['null', '---\n', 'yaml-not-map 1'],
    ['a list', '\n- a\n', 'yaml-not-map 2'],
    ['a text', 'a\n', 'yaml-not-map 1'],
    ['a second document that is none', 'a: 1\n---\n- b\n', 'yaml-not-map 3'],
  ])('that is %s is told', (_, source, expected) => {
    expect(parseCompose(source).findings.map(({ id, position }) => `${id} ${position?.line}`)).toEqual([expected]);
  });

  it('prints its variables again', () => {
    const source = 'services:\n  web:\n    image: a:${TAG:-1}\n    user: $USER\n';
    expect(printComposeFile(parseCompose(source))).toBe(source);
  });

  it('of thousands of services is read before anybody stops waiting', () => {
    const service = (index: number): string =>
      `  s${index}:\n    image: a:\${TAG:-${index}}\n    environment:\n${'      KEY: value # note\n'.replace('KEY', `K${index}`).repeat(1)}    ports:\n      - "80${index}:80"\n`;
    const source = `services:\n${Array.from({ length: 5000 }, (_, index) => service(index)).join('\n')}`;
    expect(parseCompose(source).findings).toEqual([]);
  });
});
