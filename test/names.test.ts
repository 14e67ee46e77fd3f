/** A type is called by a word that nothing else is called by, so that a reader who knows one knows all of its uses. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

interface Named {
  readonly name: string;
  readonly file: string;
}

function exportedTypes(): readonly Named[] {
  const files = ['lib', 'constructs'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  );
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const found = text.matchAll(/^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm);
      return [...found].map(([, name = '']) => ({ name, file }));
    });
}

/** The language that a file is of: each has words of its own, as two programs call different things an expression. */
const languageOf = (file: string): string | undefined => /^lib\/languages\/([^/]+)\//.exec(file)?.[1];

/** An element is called as Compose calls what it becomes. */
const isElement = (file: string, model: string): boolean =>
  file.startsWith('lib/core/') && model === 'lib/languages/compose/model.generated.ts';

describe('the name of an exported type', () => {
  const types = exportedTypes();

  it('is that of one type, except in another language, and but for what elements become', () => {
    const twice = types.flatMap((one, index) =>
      types.slice(index + 1).flatMap((other) => {
        if (one.name !== other.name || isElement(one.file, other.file) || isElement(other.file, one.file)) return [];
        const [language, otherLanguage] = [languageOf(one.file), languageOf(other.file)];
        const areLanguages = language !== undefined && otherLanguage !== undefined && language !== otherLanguage;
        return areLanguages ? [] : [`${one.name}: ${one.file}, ${other.file}`];
      }),
    );
    expect(twice).toEqual([]);
  });

  it('is looked for where there are types', () => {
    const names = new Set(types.map(({ name }) => name));
    expect([...names]).toEqual(
      expect.arrayContaining(['Stack', 'Finding', 'ConstructOrigin', 'DiagnosticProps', 'Workload', 'Program']),
    );
  });
});
