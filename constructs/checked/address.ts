/**
 * @module
 */

/** Whether a text is an IPv4 or IPv6 address. */
export function isAddress(text: unknown): boolean {
  return typeof text === 'string' && (isIPv4(text) || isIPv6(text));
}

/** Whether a text is an address, or a network such as `10.0.0.0/8`. */
export function isNetwork(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0 || !isAddress(address)) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv4(address) ? 32 : 128));
}

function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/**
 * Groups of hexadecimal digits, where one run of zeros may be left out,
 * https://www.rfc-editor.org/rfc/rfc4291#section-2.2.
 */
function isIPv6(text: string): boolean {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return false;
  const groups = [head, tail ?? ''].flatMap((half) => (half === '' ? [] : half.split(':')));
  const isWhole = groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
  return isWhole && (tail === undefined ? groups.length === 8 : groups.length < 8);
}
