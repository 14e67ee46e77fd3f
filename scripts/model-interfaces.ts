/**
 * What the Compose schema says, as TypeScript interfaces: one for every map whose keys Compose chooses.
 *
 * @module
 */
import type { RuleKind } from '../lib/languages/compose/check/shape';
import type { Schema } from './compile-schema';
import type { EngineFacts } from './engine-facts';

export interface ModelInterface {
  readonly name: string;
  /** Where it stands in a Compose file, or the highest of the places: `services.*.ports[]`. */
  readonly path: string;
  readonly extensible: boolean;
  readonly properties: readonly ModelProperty[];
}

export interface ModelProperty {
  readonly key: string;
  readonly path: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Whether Compose takes numbers or booleans here and no text, so that no variable can stand for them. */
  readonly refusesText: boolean;
  readonly type: string;
  /** The type of the long syntax alone. */
  readonly long: string;
}

/** One way to write a value. */
interface Alternative {
  readonly kind: RuleKind;
  readonly schema: Schema;
}

/** Names that do not follow from the path; one name for all places of one definition. */
const NAMES: Readonly<Record<string, string>> = {
  '': 'Project',
  'services.*.depends_on.*': 'ServiceDependency',
  'services.*.deploy.resources.limits': 'ServiceDeployLimits',
  'services.*.deploy.resources.reservations': 'ServiceDeployReservations',
  'services.*.deploy.resources.reservations.devices[]': 'ServiceDeployDevice',
  'services.*.deploy.resources.reservations.generic_resources[]': 'ServiceDeployGenericResource',
  'services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec':
    'ServiceDeployDiscreteResource',
  'services.*.blkio_config.device_read_bps[]': 'ServiceBlkioLimit',
  'services.*.blkio_config.device_read_iops[]': 'ServiceBlkioLimit',
  'services.*.blkio_config.device_write_bps[]': 'ServiceBlkioLimit',
  'services.*.blkio_config.device_write_iops[]': 'ServiceBlkioLimit',
  'services.*.blkio_config.weight_device[]': 'ServiceBlkioWeight',
  'services.*.ulimits.*': 'Ulimit',
  'services.*.build.secrets[]': 'ServiceSecret',
  'services.*.develop.watch[].exec': 'ServiceHook',
  'services.*.post_start[]': 'ServiceHook',
  'services.*.pre_stop[]': 'ServiceHook',
};

/** Where no form is the short one of another: a string is for the shell, a number sets both limits. */
const NOT_SHORT = /(^|\.)(command|entrypoint|test|ulimits\.\*|extra_hosts\.\*|options\.\*)$/;

/** All interfaces of a schema, each after the one that first refers to it. */
export function interfacesOf(root: Schema, engine: EngineFacts): ModelInterface[] {
  const interfaces = new Map<string, ModelInterface>();
  declare(root, '', 'Project');
  return [...interfaces.values()];

  function declare(schema: Schema, path: string, name: string): void {
    const known = interfaces.get(name);
    const reserved = { name, path, extensible: isExtensible(schema), properties: [] };
    // First, so that what an interface refers to follows it.
    if (known === undefined) interfaces.set(name, reserved);
    const required = new Set(schema.required ?? []);
    const properties = Object.entries(schema.properties ?? {}).map(([key, property]): ModelProperty => {
      const below = path === '' ? key : `${path}.${key}`;
      const kinds = alternativesOf(property, below).map(({ kind }) => kind);
      return {
        key,
        path: below,
        required: required.has(key),
        deprecated: property['deprecated'] === true,
        refusesText: !kinds.includes('string') && kinds.some((kind) => kind === 'number' || kind === 'boolean'),
        type: typeOf(property, below, name, false),
        long: typeOf(property, below, name, true),
      };
    });
    const declared = { ...reserved, properties };
    if (known !== undefined && signature(known) !== signature(declared)) {
      throw new Error(`${path}: another ${name} than ${known.path}`);
    }
    // What is said about it is said where it is nearest to the top.
    if (known === undefined || path.length < known.path.length) interfaces.set(name, declared);
  }

  function typeOf(schema: Schema, path: string, owner: string, isLong: boolean): string {
    const given = alternativesOf(schema, path);
    const alternatives = isLong ? longOf(given, path) : given;
    const kinds = new Set(alternatives.map(({ kind }) => kind));
    const parts = new Set<string>();
    if (kinds.has('number')) parts.add('number');
    if (kinds.has('number') && isFree(kinds, path)) parts.add('bigint');
    for (const { kind, schema: one } of alternatives) if (kind === 'string') parts.add(stringOf(one));
    if (kinds.has('boolean')) parts.add('boolean');
    for (const { kind, schema: one } of alternatives) if (kind === 'list') parts.add(listOf(one, path, owner, isLong));
    for (const { kind, schema: one } of alternatives) if (kind === 'map') parts.add(mapOf(one, path, owner, isLong));
    if (kinds.has('null')) parts.add('null');
    return abbreviated([...parts], path);
  }

  function listOf({ items = {} }: Schema, path: string, owner: string, isLong: boolean): string {
    const item = typeOf(items, `${path}[]`, owner, isLong);
    return `readonly ${item.includes(' ') ? `(${item})` : item}[]`;
  }

  function mapOf(schema: Schema, path: string, owner: string, isLong: boolean): string {
    if (schema.properties !== undefined) {
      const name = nameOf(path, owner);
      if (!isLong) declare(schema, path, name);
      const declared = interfaces.get(name);
      return isLong && declared !== undefined && hasLongForm(declared) ? `Long${name}` : name;
    }
    const [values] = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) => pattern !== '^x-');
    const unspecified = engine.unspecified?.get(path);
    const value: Schema = values?.[1] ?? (unspecified ? { type: unspecified } : {});
    return `Named<${typeOf(value, `${path}.*`, owner, isLong)}>`;
  }

  function alternativesOf(schema: Schema, path: string): readonly Alternative[] {
    const refused = engine.refused.get(path) ?? [];
    return branchesOf(schema).filter(({ kind }) => !refused.includes(kind));
  }

  function branchesOf(schema: Schema): readonly Alternative[] {
    if (schema.$ref !== undefined) return branchesOf(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {});
    if (schema.oneOf !== undefined) return schema.oneOf.flatMap(branchesOf);
    return [schema.type ?? []].flat().map((type) => ({ kind: kindOf(type), schema }));
  }
}

/** Whether anything in it can be written in a shorter way. */
export function hasLongForm({ properties }: ModelInterface): boolean {
  return properties.some(({ type, long }) => type !== long);
}

function kindOf(type: string): RuleKind {
  if (type === 'object') return 'map';
  if (type === 'array') return 'list';
  // compile-schema.ts refuses every other type.
  return type === 'integer' ? 'number' : (type as RuleKind);
}

function isExtensible(schema: Schema): boolean {
  return schema.additionalProperties !== false || schema.patternProperties?.['^x-'] !== undefined;
}

/** Values that are the author's own: a number among them can be of any size. */
function isFree(kinds: ReadonlySet<RuleKind>, path: string): boolean {
  return /\.\*(\[\])?$/.test(path) && kinds.has('string') && !kinds.has('map');
}

/** A map says more than a list, and both say more than a scalar. */
function longOf(given: readonly Alternative[], path: string): readonly Alternative[] {
  if (NOT_SHORT.test(path)) return given;
  const scalars = given.filter(({ kind }) => kind !== 'map' && kind !== 'list');
  const maps = given.filter(({ kind }) => kind === 'map');
  // `external: { name }` is the old way.
  if (path.endsWith('.external')) return scalars;
  const most = maps.length > 0 ? maps : given.filter(({ kind }) => kind === 'list');
  return most.length === 0 ? given : [...most, ...given.filter(({ kind }) => kind === 'null')];
}

function stringOf({ enum: words }: Schema): string {
  return words === undefined ? 'ComposeText' : `OneOf<${words.map((word) => `'${word}'`).join(' | ')}>`;
}

function abbreviated(parts: readonly string[], path: string): string {
  const type = parts.join(' | ');
  if (type === 'ComposeText | boolean') return 'Flag';
  if (type === 'number | bigint | ComposeText | boolean | null') return 'Scalar';
  if (type === 'readonly ComposeText[] | Named<Scalar>')
    return path.endsWith('.environment') ? 'EnvironmentVariables' : 'KeyValues';
  return type === '' ? 'unknown' : type.replace(/^ComposeText \| boolean \| /, 'Flag | ');
}

/** `services.*.ports[]` is a `ServicePort`, and its owner a `Service`. */
function nameOf(path: string, owner: string): string {
  const special = NAMES[path];
  if (special !== undefined) return special;
  const key = path.replace(/(\[\]|\.\*)+$/, '');
  const isItem = key !== path;
  const word = (key.split('.').pop() ?? '').split('_').map(capitalized).join('');
  return `${owner === 'Project' ? '' : owner}${isItem ? singular(word) : word}`;
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What makes two places of one name the same. */
function signature({ extensible, properties }: ModelInterface): string {
  return JSON.stringify([extensible, properties.map(({ key, required, type }) => [key, required, type])]);
}
