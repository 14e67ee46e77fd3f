import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { findMisshapen } from '../../../../lib/languages/compose/check/conformance';
import { type EngineFacts, type Schema, tabulate } from '../../../../scripts/compile-schema';

const schema = JSON.parse(
  readFileSync(resolve(__dirname, '../../../../lib/languages/compose/check/schema.json'), 'utf8'),
) as Schema;
/** The schema's own word, without what is known of engines. */
const SCHEMA_ALONE: EngineFacts = { deduplicated: new Set(), namedByAuthor: new Set(), refused: new Map() };
const shapes = tabulate(schema, SCHEMA_ALONE);
const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema);

/** Names that Compose takes for extensions: ours to say, and not in the schema. */
const BEYOND = new Set(['swallowed-name']);

/** A value that mostly follows the schema; `noise` in a hundred places does not. */
function fromSchema(part: Schema, noise: number): fc.Arbitrary<unknown> {
  if (part.$ref !== undefined) return fromSchema(schema.$defs?.[part.$ref.replace('#/$defs/', '')] ?? {}, noise);
  const valid = part.oneOf
    ? fc.oneof(...part.oneOf.map((branch) => fromSchema(branch, noise)))
    : fc.oneof(
        ...[part.type ?? []].flat().map((type) => ofType(type, part, noise)),
        ...(part.type ? [] : [fc.jsonValue()]),
      );
  return noise === 0
    ? valid
    : fc.oneof({ weight: 100 - noise, arbitrary: valid }, { weight: noise, arbitrary: fc.jsonValue() });
}

function ofType(type: string, part: Schema, noise: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      if (part.enum !== undefined) return fc.constantFrom(...part.enum);
      return part.pattern === undefined
        ? fc.string()
        : fc.constantFrom('always', 'every_1d', ...(noise === 0 ? [] : ['x', '']));
    case 'integer':
      return fc.integer({ min: part.minimum ?? -9, max: part.maximum ?? 9 });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      // Only scalars are looked at for repetition, since Compose removes other repeated items itself.
      return fc.uniqueArray(fromSchema(part.items ?? {}, noise), {
        maxLength: 3,
        selector: (item) => JSON.stringify(item),
      });
    default:
      return ofMap(part, noise);
  }
}

function ofMap(part: Schema, noise: number): fc.Arbitrary<unknown> {
  const required = new Set(part.required ?? []);
  const properties = Object.entries(part.properties ?? {}).map(([key, property]) => {
    const entry = fc.tuple(
      fc.constant(key),
      lazily(() => fromSchema(property, noise)),
    );
    const maybe = required.has(key) && noise === 0 ? entry : fc.option(entry, { freq: 2, nil: undefined });
    return [key, maybe] as const;
  });
  const patterns = Object.entries(part.patternProperties ?? {}).map(([pattern, property]) => {
    const key =
      pattern === '^x-'
        ? fc.constant('x-a')
        : fc.constantFrom('a', 'b', ...(noise === 0 ? [] : ['', 'A b', '\n', 'x-b']));
    return fc.option(
      fc.tuple(
        key,
        lazily(() => fromSchema(property, noise)),
      ),
      { nil: undefined },
    );
  });
  const strange =
    noise === 0
      ? []
      : [fc.option(fc.tuple(fc.constant('strange'), fc.jsonValue()), { freq: 100 / noise, nil: undefined })];
  const [needed, others] = [true, false].map((isNeeded) =>
    properties.filter(([key]) => required.has(key) === isNeeded),
  );
  const chosen = fc.shuffledSubarray(others ?? [], { maxLength: Math.min(8, others?.length ?? 0) });
  return chosen
    .chain((some) => fc.tuple(...[...(needed ?? []), ...some].map(([, entry]) => entry), ...patterns, ...strange))
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined && entry !== null)));
}

/** The schema is wide: an arbitrary for all of it at once takes seconds. */
function lazily(make: () => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.constant(0).chain(make);
}

describe('the shapes of the Compose schema', () => {
  it('accept every project that the schema describes', () => {
    fc.assert(
      fc.property(fromSchema(schema, 0), (project) => {
        expect(validate(project)).toBe(true);
        expect(findMisshapen(project, shapes).filter(({ id }) => !BEYOND.has(id))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([2, 10])('accept and reject what ajv does, with %i in a hundred places wrong', (noise) => {
    fc.assert(
      fc.property(fromSchema(schema, noise), (project) => {
        const findings = findMisshapen(project, shapes);
        fc.pre(findings.every(({ id }) => !BEYOND.has(id)));
        expect(findings.length === 0).toBe(validate(project));
      }),
      { numRuns: 500 },
    );
  });

  it('give at most one finding for the same problem of a place', () => {
    fc.assert(
      fc.property(fromSchema(schema, 10), (project) => {
        const findings = findMisshapen(project, shapes).filter(({ id }) => id !== 'missing-property');
        const places = findings.map(({ pointer }) => JSON.stringify(pointer));
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });
});

describe('the schema compiler', () => {
  it('carries no prose: the schema in the repository is names, types and values', () => {
    const prose: string[] = [];
    JSON.stringify(schema, (key, value: unknown) => {
      if (['description', 'title', '$comment'].includes(key) && typeof value === 'string') prose.push(value);
      return value;
    });
    expect(prose).toEqual([]);
  });

  it('refuses a keyword that it has no rule for', () => {
    expect(() => tabulate({ type: 'object', minProperties: 1 })).toThrow('"minProperties"');
    expect(() => tabulate({ type: 'date' })).toThrow('"date"');
    expect(() => tabulate({ pattern: 'a' })).toThrow('"pattern" without a type');
    expect(() => tabulate({ $ref: '#/$defs/gone' })).toThrow('#/$defs/gone');
  });

  it('refuses alternatives that a value does not choose between by its kind', () => {
    expect(() => tabulate({ oneOf: [{ type: 'object' }, { type: 'object' }] })).toThrow('two alternatives of one kind');
  });
});
