/**
 * @module
 */
import { mariadb } from '../../../lib/images';
import type { DatabaseEngine } from '../engine';
import { official } from './official';

/**
 * The user may do everything with their own database and nothing else, so there is `root`, too. The password of `root`
 * is in a file, because the image would log a random one. `root` can only log in from inside the container; by default
 * the image admits it from anywhere.
 *
 * A newer version upgrades the system tables before it admits clients: otherwise dumps with procedures fail.
 *
 * Index sorting and large temporary tables use `TMPDIR`. Beside the data it is on the disk; `/tmp` is memory and counts
 * towards the limit. https://mariadb.com/kb/en/server-system-variables/#tmpdir
 */
export function mariadbEngine(version: string): DatabaseEngine {
  return official(mariadb, version, ({ folder }) => ({
    MARIADB_ROOT_HOST: 'localhost',
    MARIADB_AUTO_UPGRADE: '1',
    TMPDIR: folder,
  }));
}
