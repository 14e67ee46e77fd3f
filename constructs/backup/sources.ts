/**
 * The parts of a backup, by the names under which a person restores them.
 *
 * @module
 */
import { type ComposeConstruct, idsBelowStack, type Volume, volumeOf } from '../../lib/core';
import { type Dumpable, type DumpClient, isDumpable } from '../storage';
import { backupOfNothing, backupOfServer, backupTwice, backupUnknown } from './errors';
import type { BackupSource } from './props';

/** A database, under its ids below the stack. */
export interface BackedUpDatabase {
  readonly name: string;
  readonly server: Dumpable;
  readonly client: DumpClient;
}

/** Everything that a backup holds. */
export interface BackedUp {
  readonly databases: readonly BackedUpDatabase[];
  readonly volumes: readonly Volume[];
}

/** The databases and volumes that `of` names; anything else is reported. */
export function sourcesOf(backup: ComposeConstruct, of: readonly BackupSource[]): BackedUp {
  if (!Array.isArray(of) || of.length === 0) backup.report(backupOfNothing());
  const databases: BackedUpDatabase[] = [];
  const volumes: Volume[] = [];
  const names = new Set<string>();
  const isNew = (name: string): boolean => {
    if (names.has(name)) backup.report(backupTwice(name));
    return !names.has(name) && names.add(name).size > 0;
  };
  for (const source of Array.isArray(of) ? of : []) {
    const volume = volumeOf(source);
    const isFit = (): boolean => volume !== undefined || isDumpable(source);
    if (!backup.checkConstruct('of', 'a Database, a DataVolume or a Volume', source, isFit)) continue;
    if (isDumpable(source)) {
      const name = idsBelowStack(source);
      if (!source.dumpClient) backup.report(backupUnknown(name));
      else if (isNew(name)) databases.push({ name, server: source, client: source.dumpClient });
    } else if (volume && isNew(volume.name)) {
      const server = serverOf(volume);
      if (server) backup.report(backupOfServer(volume.name, idsBelowStack(server)));
      volumes.push(volume);
    }
  }
  return { databases, volumes };
}

/** The server that made the volume for itself. */
function serverOf(volume: Volume): Dumpable | undefined {
  return volume.node.scopes.find((scope): scope is Dumpable & typeof scope => isDumpable(scope));
}
