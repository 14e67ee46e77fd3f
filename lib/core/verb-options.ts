/**
 * The forms of what verbs take beside the construct.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { boolean, form, named, oneOf, optional, record, strings } from './form';
import { inspected, takes } from './inspect';
import type { JoinOptions, MountOptions, ReadConfigOptions, StartCondition, StartOptions } from './wiring';

const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'] satisfies StartCondition[];

/** How a service mounts something. Whether the place is a path is checked where the name of the volume is known. */
export function mountOptions(construct: IConstruct, given: MountOptions): MountOptions {
  const forms = { at: true, readOnly: boolean, nocopy: boolean } as const;
  return inspected<Partial<MountOptions>>(construct, 'mount', given, forms, {}) as MountOptions; // `at` is asked for there
}

/** The same for a config. */
export function readConfigOptions(construct: IConstruct, given: ReadConfigOptions): ReadConfigOptions {
  return inspected<Partial<ReadConfigOptions>>(construct, 'readConfig', given, { at: true }, {}) as ReadConfigOptions; // as above
}

/** When a service starts after another one. */
export function startOptions(construct: IConstruct, given: StartCondition | StartOptions): StartOptions {
  const forms = { condition: oneOf(...CONDITIONS), restart: boolean, required: boolean };
  if (typeof given !== 'string') return inspected<StartOptions>(construct, 'startAfter', given, forms, {});
  return takes(construct, 'startAfter', 'condition', given, forms.condition) ? { condition: given } : {};
}

const ALIASES = record('a map such as { aliases: ["api"] }', { aliases: optional(strings) }, { isOpen: true });

/** How a service stands in a network; Compose's schema looks at the rest. */
export function joinOptions(construct: IConstruct, given: JoinOptions): JoinOptions {
  return takes(construct, 'join', 'options', given, ALIASES) ? given : {};
}

/** Names of variables, texts of messages: a text with something in it. */
export const filled = named(
  'a text that is not empty',
  form('a text', (value) => typeof value === 'string' && value !== ''),
);
