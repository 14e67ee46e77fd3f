/**
 * @module
 */
import { mariadb } from '../../../lib/images';
import type { DatabaseEngine } from '../engine';
import { official } from './official';

/**
 * The user may do everything with their own database and nothing else, so there is `root`, too. The password of `root` is
 * in a file, because a random one would stand in the log; and `root` logs in from inside of the container only, where the
 * image would let in `root` from anywhere.
 *
 * A newer version brings the system tables up to date before it lets clients in: without that, dumps with procedures fail.
 *
 * Sorting for a new index, and large temporary tables, take room in `TMPDIR`: beside the data it is on the disk, while
 * `/tmp` is memory and counts for the limit. https://mariadb.com/kb/en/server-system-variables/#tmpdir
 */
export function mariadbEngine(version: string): DatabaseEngine {
  return official(mariadb, version, ({ folder }) => ({
    MARIADB_ROOT_HOST: 'localhost',
    MARIADB_AUTO_UPGRADE: '1',
    TMPDIR: folder,
  }));
}
