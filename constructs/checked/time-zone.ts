/**
 * @module
 */

/** Whether something is the name of a time zone, https://www.iana.org/time-zones. */
export function isTimeZone(name: unknown): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(name) });
    return true;
  } catch {
    return false;
  }
}
