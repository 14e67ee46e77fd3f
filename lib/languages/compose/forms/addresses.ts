/**
 * IP addresses as Go reads them: https://pkg.go.dev/net#ParseIP
 *
 * @module
 */

const FOUR = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const GROUP = /^[\da-f]{1,4}$/i;

/** Whether `address` is an IPv4 address or an IPv6 address without a zone. */
export function isAddress(address: string): boolean {
  return FOUR.test(address) || isSix(address);
}

/**
 * The one spelling of an address that stands for all spellings of it: `::1` for `0:0:0:0:0:0:0:1`, and `127.0.0.1` for
 * `::ffff:127.0.0.1`. A text that is not an address stays as it is.
 */
export function normalAddress(address: string): string {
  if (!isSix(address)) return address;
  // the standard for URLs has the one spelling: https://url.spec.whatwg.org/#concept-ipv6-serializer
  const normal = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(normal) ?? [];
  if (high === undefined || low === undefined) return normal;
  return [high, low].flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]).join('.');
}

function isSix(address: string): boolean {
  if (address.length > 45) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups[groups.length - 1];
  const tail = last?.[last.length - 1];
  let count = groups.reduce((sum, half) => sum + half.length, 0);
  if (last !== undefined && tail?.includes('.') === true) {
    if (!FOUR.test(tail)) return false;
    last.pop();
    count++;
  }
  if (!groups.every((half) => half.every((group) => GROUP.test(group)))) return false;
  return halves.length === 2 ? count < 8 : count === 8;
}
