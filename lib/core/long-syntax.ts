/**
 * Compose lets some properties be said in two ways. Verbs merge with the long one, and synth runs code without looking
 * at its types.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { shortSyntax } from './errors';
import { report } from './problem';

const MAPS = ['environment', 'depends_on', 'networks', 'labels'];
const LISTS = ['ports', 'volumes', 'secrets', 'configs', 'env_file'];

/** The properties of a service without those in short syntax, which are reported. */
export function onlyLongSyntax<Props extends object>(construct: IConstruct, props: Props): Props {
  const given: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(props));
  const short = [
    ...MAPS.filter((key) => Array.isArray(given[key])).map((key) => [key, 'an object, { name: value }'] as const),
    ...LISTS.filter((key) => hasString(given[key])).map((key) => [key, 'a list of objects'] as const),
    ...(typeof given['build'] === 'string' ? [['build', 'an object, { context: … }'] as const] : []),
  ];
  if (short.length === 0) return props;
  const long = { ...given };
  for (const [key, form] of short) {
    report(construct, shortSyntax(key, form));
    delete long[key];
  }
  return long as Props; // every property that is left out is optional
}

function hasString(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.some((item) => typeof item === 'string'));
}
