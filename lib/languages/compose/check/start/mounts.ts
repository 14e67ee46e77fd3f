/**
 * The mounts of a container, as far as they are known before deployment.
 *
 * @module
 */
import { excerpt } from '../../../../words';
import { readMount, readServiceConfig, readServiceSecret, valueIn } from '../../forms';
import { cleanPath } from '../../forms/clean-path';
import { listOf } from '../meaning/view';

/** Something that a service mounts. */
export interface Mounted {
  readonly kind: 'tmpfs' | 'volume' | 'config' | 'secret';
  /** For people: `volume "uploads"`. */
  readonly what: string;
  /** Path in the container, without repeated or final slashes. */
  readonly target: string;
  readonly readOnly: boolean;
  /** Folder of the host that it shows, as the Compose file writes it. */
  readonly folder?: string;
  /** The mount in the project, and its place. */
  readonly entry: unknown;
  readonly pointer: readonly string[];
}

/** The properties of a service that mount something. */
export interface Mounting {
  readonly tmpfs?: unknown;
  readonly volumes?: unknown;
  readonly configs?: unknown;
  readonly secrets?: unknown;
}

/**
 * Everything that a service mounts.
 *
 * @param pointer leads to the service
 * @example
 * ```ts
 * mountsOf({ tmpfs: '/run' }, ['services', 'web']); // [{ kind: 'tmpfs', target: '/run', pointer: ['services', 'web', 'tmpfs'], … }]
 * ```
 */
export function mountsOf(service: Mounting, pointer: readonly string[]): readonly Mounted[] {
  return [
    ...(typeof service.tmpfs === 'string' ? tmpfs(service.tmpfs, [...pointer, 'tmpfs']) : []),
    ...eachOf(service.tmpfs, [...pointer, 'tmpfs'], tmpfs),
    ...eachOf(service.volumes, [...pointer, 'volumes'], volume),
    ...eachOf(service.configs, [...pointer, 'configs'], config),
    ...eachOf(service.secrets, [...pointer, 'secrets'], secret),
  ];
}

type Reader = (entry: unknown, pointer: readonly string[]) => readonly Mounted[];

function eachOf(list: unknown, pointer: readonly string[], read: Reader): readonly Mounted[] {
  return listOf(list).flatMap((entry, index) => read(entry, [...pointer, String(index)]));
}

/** The options follow a colon: https://docs.docker.com/reference/compose-file/services/#tmpfs */
function tmpfs(entry: unknown, pointer: readonly string[]): readonly Mounted[] {
  if (typeof entry !== 'string') return [];
  const target = cleanPath(entry.replace(/:.*/s, ''));
  return [{ kind: 'tmpfs', what: 'a file system in memory', target, readOnly: false, entry, pointer }];
}

function volume(entry: unknown, pointer: readonly string[]): readonly Mounted[] {
  const { type, source, target, read_only } = valueIn(readMount(entry)) ?? {};
  if (typeof target !== 'string') return [];
  const isNamed = typeof source === 'string';
  const noun = typeof type === 'string' ? type : 'mount';
  return [
    {
      kind: 'volume',
      what: isNamed ? `${noun} ${excerpt(source)}` : `a ${noun}`,
      target: cleanPath(target),
      readOnly: read_only === true,
      ...(type === 'bind' && isNamed && { folder: source }),
      entry,
      pointer,
    },
  ];
}

/** Without a target it stands at the top: https://docs.docker.com/reference/compose-file/services/#configs */
function config(entry: unknown, pointer: readonly string[]): readonly Mounted[] {
  const { source, target = typeof source === 'string' ? `/${source}` : undefined } =
    valueIn(readServiceConfig(entry)) ?? {};
  if (typeof source !== 'string' || typeof target !== 'string') return [];
  return [
    { kind: 'config', what: `config ${excerpt(source)}`, target: cleanPath(target), readOnly: true, entry, pointer },
  ];
}

/** A name is one below `/run/secrets`: https://docs.docker.com/reference/compose-file/services/#secrets */
function secret(entry: unknown, pointer: readonly string[]): readonly Mounted[] {
  const { source, target = source } = valueIn(readServiceSecret(entry)) ?? {};
  if (typeof source !== 'string' || typeof target !== 'string') return [];
  const path = cleanPath(target.startsWith('/') ? target : `/run/secrets/${target}`);
  return [{ kind: 'secret', what: `secret ${excerpt(source)}`, target: path, readOnly: true, entry, pointer }];
}
