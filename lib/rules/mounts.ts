import type * as compose from '../languages/compose';

/** Something that a container finds at a place of its file system. */
export interface Mount {
  /** For people: `volume "uploads"`. */
  readonly what: string;
  /** Absolute path in the container, without repeated or final slashes. */
  readonly target: string;
  readonly readOnly: boolean;
  /** Folder of the host that it shows, as the Compose file writes it. */
  readonly folder?: string;
}

/** Everything that a service mounts, as far as it is known before deployment. */
export function mountsOf({ volumes = [], tmpfs = [], configs = [], secrets = [] }: compose.CanonicalService): Mount[] {
  return [
    ...(Array.isArray(tmpfs) ? tmpfs : [tmpfs]).flatMap((entry) => {
      // the options follow a colon, https://docs.docker.com/reference/compose-file/services/#tmpfs
      return typeof entry === 'string' ? mount('a file system in memory', entry.replace(/:.*/s, ''), false) : [];
    }),
    ...volumes.flatMap(({ type, source, target, read_only }) => {
      const what = typeof source === 'string' ? `${type} "${source}"` : `a ${type}`;
      return mount(what, target, read_only === true, type === 'bind' ? source : undefined);
    }),
    ...configs.flatMap(({ source, target }) =>
      typeof source === 'string' ? mount(`config "${source}"`, target ?? `/${source}`, true) : [],
    ),
    ...secrets.flatMap(({ source, target = source }) => {
      if (typeof source !== 'string' || typeof target !== 'string') return [];
      return mount(`secret "${source}"`, target.startsWith('/') ? target : `/run/secrets/${target}`, true);
    }),
  ];
}

function mount(what: string, target: unknown, readOnly: boolean, folder?: unknown): Mount[] {
  if (typeof target !== 'string') return [];
  const clean = target.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  return [{ what, target: clean, readOnly, ...(typeof folder === 'string' && { folder }) }];
}
