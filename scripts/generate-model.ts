/**
 * Makes the TypeScript types of a Compose project from Compose's schema: `npx tsx scripts/generate-model.ts`.
 *
 * The result is committed, so that a reader finds it and a review sees what a new schema changes.
 */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { IndentationText, type InterfaceDeclarationStructure, Project, QuoteKind, StructureKind } from 'ts-morph';
import { SINCE } from '../lib/languages/compose/check/since';
import type { Schema } from './compile-schema';
import { COMPOSE, type EngineFacts } from './engine-facts';
import { docOf, pageOf } from './model-docs';
import { hasLongForm, interfacesOf, type ModelInterface, type ModelProperty } from './model-interfaces';

const ROOM = resolve(__dirname, '../lib/languages/compose');

/** Where the result belongs. */
export const MODEL = resolve(ROOM, 'model.generated.ts');

/** What `model-common.ts` has for it. */
const COMMON = ['EnvironmentVariables', 'Extensible', 'Flag', 'KeyValues', 'Named', 'OneOf', 'Scalar'];

/** Reads `check/schema.json` and writes `model.generated.ts`, if that would change it. */
export async function writeModel(): Promise<void> {
  const code = generateModel();
  const before = await readFile(MODEL, 'utf8').catch(() => '');
  if (before !== code) await writeFile(MODEL, code);
}

/** The module that declares the types of a Compose project. */
export function generateModel(engine: EngineFacts = COMPOSE): string {
  // A schema that does not have this form is refused by compile-schema.ts.
  const schema = JSON.parse(readFileSync(resolve(ROOM, 'check/schema.json'), 'utf8')) as Schema;
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { quoteKind: QuoteKind.Single, indentationText: IndentationText.TwoSpaces },
  });
  const interfaces = interfacesOf(schema, engine);
  const file = project.createSourceFile('model.generated.ts', {
    statements: [
      "/**\n * A Compose project as plain data, in Compose's own names and in every form in which it can be written.\n *\n" +
        ' * Made from check/schema.json by scripts/generate-model.ts. Every interface knows its keys and nothing else, so that\n' +
        ' * a typo does not compile; where Compose takes extensions, so do they (`x-…`).\n *\n' +
        ' * @see https://docs.docker.com/reference/compose-file/\n * @module\n */',
      ...importsFor(interfaces),
      ...interfaces.flatMap((declared) => [declarationOf(declared), ...longFormOf(declared)]),
    ],
  });
  return file.getFullText();
}

function importsFor(interfaces: readonly ModelInterface[]): string[] {
  const types = interfaces.flatMap(({ properties }) => properties.flatMap(({ type, long }) => [type, long])).join(' ');
  const common = COMMON.filter((name) => name === 'Extensible' || new RegExp(`\\b${name}\\b`).test(types));
  return [
    `import type { ${common.join(', ')} } from './model-common';`,
    "import type { ComposeText } from './text/variable';",
  ];
}

function declarationOf(declared: ModelInterface): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: declared.name,
    docs: [[docOf(declared.path), pageOf(declared.path)].filter((line) => line !== undefined).join('\n\n')],
    ...(declared.extensible && { extends: ['Extensible'] }),
    properties: declared.properties.map((property) => ({
      isReadonly: true,
      name: property.key,
      hasQuestionToken: !property.required,
      type: property.type,
      docs: docsOf(property),
    })),
  };
}

function docsOf(property: ModelProperty): string[] {
  const lines = [...sentencesOf(property), ...sinceOf(property.path)];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** Prose first, tags after it. */
function sentencesOf({ path, refusesText, deprecated }: ModelProperty): string[] {
  const [, prose = '', tag = ''] = /^(.*?)(@.*)?$/s.exec(docOf(path) ?? '') ?? [];
  const refusal = refusesText ? 'Not a {@link ComposeText}: Compose rejects one.' : '';
  const deprecation = deprecated && !tag.startsWith('@deprecated') ? '@deprecated' : '';
  return [`${prose.trim()} ${refusal}`.trim(), tag, deprecation].filter((line) => line !== '');
}

/** In which version Compose learned the property, and forms of it. */
function sinceOf(path: string): string[] {
  return Object.entries(SINCE).flatMap(([row, version]) => {
    const [, place = '', kind, word] = /^([^ =]*)(?: (.*)|=(.*))?$/.exec(row) ?? [];
    const where = place === path ? '' : WITHIN[place.slice(path.length)];
    if (!place.startsWith(path) || where === undefined || (where !== '' && (kind ?? word) === undefined)) return [];
    const how = kind === undefined ? (word === undefined ? '' : ` for \`${word}\``) : ` as ${KINDS[kind] ?? kind}`;
    return [`@since Docker Compose ${version}${where}${how}`];
  });
}

const WITHIN: Readonly<Record<string, string>> = { '[]': ' with items', '.*': ' with values' };
const KINDS: Readonly<Record<string, string>> = { string: 'text', boolean: 'a boolean', list: 'a list', map: 'a map' };

/** The same in the long syntax, where there is a shorter one. */
function longFormOf(declared: ModelInterface): string[] {
  if (!hasLongForm(declared)) return [];
  const long = declared.properties.filter((property) => property.type !== property.long);
  const keys = wrapped(long.map(({ key }) => `'${key}'`));
  const lines = long.map(({ key, required, long: type }) => `  readonly ${key}${required ? '' : '?'}: ${type};`);
  return [
    `/** {@link ${declared.name}} in the long syntax alone. */\nexport interface Long${declared.name}\n` +
      `  extends Omit<\n    ${declared.name},\n    ${keys}\n  > {\n${lines.join('\n')}\n}`,
  ];
}

/** A union on lines that fit. */
function wrapped(words: readonly string[]): string {
  return words.reduce((text, word) => {
    const fits = text.length - text.lastIndexOf('\n') + word.length < 112;
    return `${text}${fits ? ' | ' : '\n    | '}${word}`;
  });
}

if (require.main === module) void writeModel();
