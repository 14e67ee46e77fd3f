/**
 * Before all files: the judges are there. Where they cannot be had the run fails here, unless SKIP_JUDGES=1 says
 * otherwise.
 *
 * @module
 */
import { install } from './install';

export default function globalSetup(): void {
  if (process.env['SKIP_JUDGES'] === '1') {
    process.stderr.write('Every judge is skipped, because SKIP_JUDGES=1 is set.\n');
    return;
  }
  install();
}
