/**
 * The health check of a service that becomes a server's construct.
 *
 * @module
 */
import type { ServerWords } from '../../images';
import { isPlainMap } from '../../languages/yaml';
import type { OrWhy } from './credentials';
import { textsIn, visible } from './texts';

/**
 * Whether a service keeps its own check. The construct's takes the place of one that asks the same.
 *
 * @param secrets texts that a check which stays does not contain
 */
export function keepsHealthCheck(
  healthcheck: unknown,
  family: ServerWords,
  secrets: readonly string[],
): OrWhy<{ readonly isKept: boolean }> {
  const { test, disable } = isPlainMap(healthcheck) ? healthcheck : {};
  if (disable !== undefined && disable !== false) return { why: 'its health check is turned off' };
  if (test === undefined) return { isKept: false };
  const [how, ...words] = Array.isArray(test) ? test.map((word) => visible(word) ?? '') : [];
  if (how === 'NONE') return { why: 'its health check is turned off' };
  const asked = words[0] !== undefined && /^(\/bin\/)?(ba)?sh$/.test(words[0]) ? words.slice(2) : words;
  const why = family.whyNotProbe(/^CMD(-SHELL)?$/.test(how ?? '') ? asked.join(' ').trim() : '');
  if (why === undefined) return { isKept: false };
  // the container has the password in a file now
  const all = [...textsIn(test)].map(([, item]) => item).join(' ');
  return secrets.some((secret) => all.includes(secret)) ? { why } : { isKept: true };
}
