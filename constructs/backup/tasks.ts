/**
 * The commands of a backup that a person runs.
 *
 * @module
 */

/** A command that a person runs. */
export interface BackupTask {
  readonly name: string;
  /** Its purpose, in one sentence for people. */
  readonly description: string;
  /** Whether it needs the databases and volumes. */
  readonly asksClients: boolean;
  /** Whether it writes to them. */
  readonly isWriter: boolean;
}

export const TASKS: readonly BackupTask[] = [
  { name: 'now', description: 'Makes a backup at once.', asksClients: true, isWriter: false },
  { name: 'list', description: 'Lists the backups that there are.', asksClients: false, isWriter: false },
  { name: 'check', description: 'Checks whether the repository is whole.', asksClients: false, isWriter: false },
  {
    name: 'restore',
    description: 'Restores a backup into empty volumes and databases; --help says how to choose.',
    asksClients: true,
    isWriter: true,
  },
];

export const CLONE: BackupTask = {
  name: 'clone',
  description: 'Restores a backup of another stack; --help says how to choose.',
  asksClients: true,
  isWriter: true,
};

/** The capabilities with which root gives files back to their owners, with modes as they were. */
export const BACK: readonly string[] = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID'];
