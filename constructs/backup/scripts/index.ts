/**
 * The scripts that do the work in the containers of a backup.
 *
 * @module
 */
export { type BackupSettings, backupScript, SCRIPT, STATE } from './backup';
export { clientScript, EXCHANGE } from './client';
