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
  const given: Readonly<Record<string, unknown>> = { ...props };
  const short = [
    ...MAPS.filter((key) => Array.isArray(given[key])),
    ...LISTS.filter((key) => typeof given[key] === 'string' || hasString(given[key])),
  ];
  if (short.length === 0) return props;
  for (const key of short) report(construct, shortSyntax(key, MAPS.includes(key)));
  const long = Object.entries(given).filter(([key]) => !short.includes(key));
  return Object.fromEntries(long) as Props; // every property that is left out is optional
}

function hasString(list: unknown): boolean {
  return Array.isArray(list) && list.some((item) => typeof item === 'string');
}
