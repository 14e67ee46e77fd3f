/**
 * Compiles the Compose schema into the table that `checkCompose` walks: `npx tsx scripts/compile-schema.ts`.
 *
 * docs/decisions/005-compose-validator.md says why it is a table and not generated code.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ListRule, MapRule, RuleKind, Shape, ShapeTable } from '../lib/languages/compose/check/shape';
import { COMPOSE, type EngineFacts } from './engine-facts';

export type { EngineFacts } from './engine-facts';

const ROOM = resolve(__dirname, '../lib/languages/compose/check');

/** Reads `schema.json` and writes `schema.generated.js` beside it, if that would change it. */
export async function compileSchema(): Promise<void> {
  // JSON that does not have this form is refused keyword by keyword below.
  const schema = JSON.parse(await readFile(resolve(ROOM, 'schema.json'), 'utf8')) as Schema;
  const code = `// Made from schema.json by scripts/compile-schema.ts.\nmodule.exports = ${JSON.stringify(tabulate(schema))};\n`;
  const path = resolve(ROOM, 'schema.generated.js');
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before !== code) await writeFile(path, code);
}

/** The part of JSON Schema that the Compose schema uses. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const KEYWORDS = new Set([
  ...['type', 'properties', 'patternProperties', 'additionalProperties', 'required', 'items', 'uniqueItems', 'enum'],
  ...['pattern', 'minimum', 'maximum', 'oneOf', '$ref', '$defs'],
  // These say nothing about what is valid.
  ...['$schema', '$id', 'default', 'deprecated'],
]);

/** The shapes of a schema, equal ones once, the schema's own first. */
export function tabulate(root: Schema, engine: EngineFacts = COMPOSE): ShapeTable {
  const shapes: Shape[] = [{}];
  const indices = new Map<string, number>();
  shapes[0] = shapeOf(root, '');
  return shapes;

  function indexOf(schema: Schema, path: string): number {
    const cast = engine.casts?.get(path);
    const shape = { ...shapeOf(schema, path), ...(cast !== undefined && { string: { cast } }) };
    const key = JSON.stringify(shape);
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, shapes.length);
    return shapes.push(shape) - 1;
  }

  function shapeOf(schema: Schema, path: string): Shape {
    for (const keyword of Object.keys(schema)) {
      if (!KEYWORDS.has(keyword)) throw new Error(`${path}: the keyword "${keyword}" has no rule in shape.ts`);
    }
    if (schema.$ref !== undefined) return shapeOf(definition(schema.$ref), path);
    const alternatives = schema.oneOf
      ? schema.oneOf.map((branch) => shapeOf(branch, path))
      : typesOf(schema).map((type) => ruleOf(type, schema, path));
    return without(union(alternatives, path), engine.refused.get(path) ?? []);
  }

  function definition(ref: string): Schema {
    const found = root.$defs?.[ref.replace(/^#\/\$defs\//, '')];
    if (found === undefined) throw new Error(`the schema has no ${ref}`);
    return found;
  }

  function ruleOf(type: string, schema: Schema, path: string): Shape {
    switch (type) {
      case 'string':
        return {
          string: { ...(schema.enum && { values: schema.enum }), ...(schema.pattern && { pattern: schema.pattern }) },
        };
      case 'number':
      case 'integer':
        return { number: { ...(type === 'integer' && { integer: true }), ...rangeOf(schema) } };
      case 'boolean':
        return { boolean: true };
      case 'null':
        return { null: true };
      case 'array':
        return { list: listOf(schema, path) };
      case 'object':
        return { map: mapOf(schema, path) };
      default:
        throw new Error(`${path}: the type "${type}" has no rule in shape.ts`);
    }
  }

  function listOf(schema: Schema, path: string): ListRule {
    return {
      ...(schema.items && { items: indexOf(schema.items, `${path}[]`) }),
      ...(schema.uniqueItems && !engine.deduplicated.has(path) && { unique: true }),
    };
  }

  function mapOf(schema: Schema, path: string): MapRule {
    const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
    const patterns = Object.entries(schema.patternProperties ?? {});
    const isNamedByAuthor = schema.properties === undefined && !patterns.some(([pattern]) => pattern === '^x-');
    return {
      properties: Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, property]) => [key, indexOf(property, below(key))]),
      ),
      patterns: patterns.map(([pattern, property]) => [pattern, indexOf(property, below('*'))] as const),
      ...(schema.additionalProperties !== false && { open: true }),
      ...(schema.required && { required: schema.required }),
      ...(isNamedByAuthor && !engine.namedByAuthor.has(path) && { swallows: true }),
    };
  }
}

function typesOf(schema: Schema): readonly string[] {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  const [keyword] = Object.keys(schema);
  if (keyword !== undefined) throw new Error(`"${keyword}" without a type has no rule in shape.ts`);
  return [];
}

function rangeOf({ minimum, maximum }: Schema): { minimum?: number; maximum?: number } {
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** All rules in one shape; alternatives of one kind would need a choice that a shape cannot express. */
function union(shapes: readonly Shape[], path: string): Shape {
  const rules = shapes.flatMap((shape) => Object.entries(shape));
  const kinds = new Set<RuleKind | string>(rules.map(([kind]) => kind));
  if (kinds.size < rules.length) throw new Error(`${path}: two alternatives of one kind have no rule in shape.ts`);
  return Object.fromEntries(rules);
}

function without(shape: Shape, kinds: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([kind]) => !kinds.includes(kind)));
}

if (require.main === module) void compileSchema();
