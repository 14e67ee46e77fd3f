/**
 * The gateway of a proxy's container: visitors that the engine forwards seem to come from it.
 *
 * Its address is known only once the container runs. A network without a gateway gives that address to a container, so
 * a guess would believe the container.
 *
 * @module
 */
import { block, directive, mapDefault, type NginxNode } from '../../../lib/languages/nginx';
import { v } from '../../web-server';

/** Where the container notes its gateway, as an entry of a map. */
const FILE = '/tmp/gateway.map';

/** The kernel's table has addresses as eight digits in the order of the processor, https://man7.org/linux/man-pages/man5/proc_pid_net.5.html. */
const SCRIPT = [
  `bytes=$(awk '$2 == "00000000" { print $3; exit }' /proc/net/route | sed 's/\\(..\\)\\(..\\)\\(..\\)\\(..\\)/0x\\4 0x\\3 0x\\2 0x\\1/')`,
  `test -z "$bytes" || printf '%d.%d.%d.%d yes;\\n' $bytes >${FILE}`,
  `exec nginx -g 'daemon off;'`,
].join('\n');

/** Notes the gateway, and then becomes nginx. */
export const noteGatewayAndStart: readonly string[] = ['/bin/sh', '-ec', SCRIPT];

/** Sets `$gateway` to `yes` for a request that comes from it; empty where the container noted none. */
export function fromGateway(): NginxNode {
  // a pattern, because nginx does not start if a file is missing that is named outright
  return block('map', [v('realip_remote_addr'), v('gateway')], [mapDefault(''), directive('include', `${FILE}*`)]);
}
