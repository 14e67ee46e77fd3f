/**
 * @module
 */
import { mariadb } from '../../../lib/images';
import type { Engine } from '../engine';
import { official } from './official';

/**
 * The user may do everything with their own database and nothing else, so there is `root`, too: whose password is in a
 * file, as a random one would stand in the log, and who logs in from inside of the container, where the image would let
 * `root` in from anywhere.
 */
export function mariadbEngine(version: string): Engine {
  return official(mariadb, version, { MARIADB_ROOT_HOST: 'localhost' });
}
