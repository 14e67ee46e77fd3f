/**
 * The properties of a service that its construct has no word for.
 *
 * @module
 */
import type { ComposeText } from '../../languages/compose';
import type { PlainMap } from '../../languages/yaml';
import { isCarried } from './properties';
import { isNothing } from './texts';

export interface Carried {
  readonly variables: PlainMap;
  readonly deploy: PlainMap;
  /** Mounts of scripts. */
  readonly scripts: readonly PlainMap[];
  readonly keepsHealth: boolean;
  /** @default the engine's */
  readonly image?: string;
  /** @default the file's */
  readonly command?: readonly ComposeText[];
}

/** In the words of the file, and in its order. */
export function restOf(written: PlainMap, carried: Carried): PlainMap {
  const { variables, deploy, scripts, keepsHealth, image, command } = carried;
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(written)) {
    if (isNothing(value)) continue;
    if (key === 'image' && image !== undefined) rest[key] = image;
    if (key === 'environment' && !isNothing(variables)) rest[key] = variables;
    if (key === 'volumes' && scripts.length > 0) rest[key] = scripts;
    if (key === 'healthcheck' && keepsHealth) rest[key] = value;
    if (key === 'command' && command !== undefined) rest[key] = command;
    else if (isCarried(key)) rest[key] = value;
  }
  if (command !== undefined && !Object.hasOwn(rest, 'command')) rest['command'] = command;
  if (!isNothing(variables) && !Object.hasOwn(rest, 'environment')) rest['environment'] = variables;
  if (!isNothing(deploy)) rest['deploy'] = deploy;
  return rest;
}
