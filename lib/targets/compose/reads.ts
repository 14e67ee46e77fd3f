/**
 * The reads of a service besides its own properties: files and values whose change Docker Compose does not notice.
 *
 * @module
 */
import type { Assembly, GeneratedFile } from '../../assembly';
import { isOfDeployHost } from '../../core';
import { isText, partsOf, type Reference } from '../../languages/compose';
import { gitIgnored } from './git-ignored';
import { contentOf } from './user-file';

/** The things that one service reads, by where they can be noticed. */
export interface Reads {
  /** Contents that every checkout has: files of the project, and contents in the Compose file. */
  readonly contents: readonly string[];
  /** Values of the deploying host in what Compose copies into the container. */
  readonly values: readonly Reference[];
  /** Files that this machine alone has, absolute: secrets, and configs that are not in Git. */
  readonly files: readonly string[];
}

/** The reads of every service that has some, by the service's name. Configs of verbs that are generated have a label already. */
export function readsOf(assembly: Assembly): ReadonlyMap<string, Reads> {
  const { canonical } = assembly;
  const isIgnored = once(() => gitIgnored(assembly.paths.root));
  const reads = new Map<string, Reads>();
  for (const [name, { secrets = [], configs = [], volumes = [] }] of Object.entries(canonical.services ?? {})) {
    const contents: string[] = [];
    const values: Reference[] = [];
    const files: string[] = [];
    const take = (path: string, isBound: boolean): void => {
      if (generatedAt(path, assembly) !== undefined) return;
      const file = assembly.paths.absolute(path);
      const content = isOfDeployHost(path) || isIgnored()(file) ? undefined : contentOf(file);
      if (content !== undefined) contents.push(content);
      // of a mount nobody knows whether it is a file there
      else if (!isBound && !path.startsWith('~')) files.push(file);
    };
    for (const { source } of configs) {
      const { file, content, environment } = canonical.configs?.[String(source)] ?? {};
      if (typeof file === 'string') take(file, false);
      if (isText(content)) {
        contents.push(...partsOf(content).filter((part) => typeof part === 'string'));
        values.push(...partsOf(content).filter((part) => typeof part !== 'string'));
      }
      if (typeof environment === 'string') values.push(referenceTo(environment));
    }
    for (const { type, source, read_only: isReadOnly } of volumes) {
      if (type === 'bind' && isReadOnly === true && typeof source === 'string') take(source, true);
    }
    for (const { source } of secrets) {
      const { file } = canonical.secrets?.[String(source)] ?? {};
      if (typeof file === 'string' && !file.startsWith('~')) files.push(assembly.paths.absolute(file));
    }
    if (contents.length + values.length + files.length > 0) {
      reads.set(name, { contents, values, files: [...new Set(files)].sort() });
    }
  }
  return reads;
}

/** The generated file that a path leads to. */
function generatedAt(path: string, { files, paths }: Assembly): GeneratedFile | undefined {
  return files.get(paths.generated(path) ?? '');
}

/** A variable that may be missing. */
function referenceTo(name: string): Reference {
  return { name, operator: '-', operand: [], braced: true };
}

/** Only a project that reads files looks for a repository. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
