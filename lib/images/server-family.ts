/**
 * Families of servers that keep their data in one folder, whatever their version.
 *
 * @module
 */
import { type DataFolders, type ImageUser, parseReference, type ServerFacts } from './facts';
import type { ImageFamily, NamedFolder, ServerSettings } from './family';

/** The facts about such a server. */
interface Server {
  readonly id: string;
  readonly product: string;
  /** Repository of the official image, as its reference begins. */
  readonly repository: string;
  readonly versions: string;
  readonly example: string;
  /** The tags that have these facts; the first group is the release line. */
  readonly tags: RegExp;
  readonly user: ImageUser;
  readonly port: number;
  readonly tmpfs: readonly string[];
  readonly stopGrace: string;
  readonly stopSignal?: string;
  readonly data: DataFolders;
  /** Repositories without their registry that keep data where the official image does. @default the official one */
  readonly likewise?: RegExp;
  readonly elsewhere?: readonly string[];
  /** Whether people mount parts of its folder, each by itself: then no rule knows where the data is. @default false */
  readonly hasParts?: boolean;
  /** The construct that runs the official image. @default none */
  readonly construct?: string;
  /** The folders that settings name. @default none can */
  readonly named?: (settings: ServerSettings) => readonly NamedFolder[] | undefined;
}

export function serverFamily(server: Server): ImageFamily {
  const { id, product, repository, versions, example, tags, data, elsewhere = [], named = () => [] } = server;
  const { repository: own } = parseReference(repository);
  const isOfficial = (name: string): boolean => name === own || name === `library/${own}`;
  return {
    id,
    product,
    repository,
    versions,
    example,
    facts: (tag): ServerFacts | undefined => {
      const [, line] = tags.exec(tag) ?? [];
      if (line === undefined) return undefined;
      const { user, port, tmpfs, stopGrace, stopSignal } = server;
      return {
        reference: `${repository}:${tag}`,
        release: `${product} ${line}`,
        user,
        port,
        tmpfs,
        stopGrace,
        ...(stopSignal !== undefined && { stopSignal }),
        ...data,
      };
    },
    dataOf: (reference) => {
      if (server.hasParts) return undefined;
      const { repository: found, tag } = parseReference(reference);
      if (!isOfficial(found) && !server.likewise?.test(found)) return undefined;
      const [, line] = tags.exec(tag) ?? [];
      const name = [product, line].filter((part) => part !== undefined).join(' ');
      const { construct } = server;
      return { ...data, name, named, ...(construct !== undefined && isOfficial(found) && { construct }) };
    },
    elsewhere,
  };
}

/** The folder in a variable of the container; undefined if only the deploying host knows it. */
export function namedBy(...variables: readonly string[]): NonNullable<Server['named']> {
  return ({ environment }) => {
    const found = variables.find((name) => environment[name] !== undefined);
    if (found === undefined) return [];
    const path = environment[found];
    return typeof path === 'string' && path.startsWith('/') ? [{ path, by: found }] : undefined;
  };
}
