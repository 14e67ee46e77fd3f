/**
 * Time zones for the clocks of containers. Images often lack the database of them, and `date` then takes UTC without a word.
 *
 * @module
 */
import { DAYLIGHT } from './daylight';

/** A year without a change of rules that is known today. */
const LATER = 2040;

/**
 * The rules of a time zone in the form of POSIX, which needs no database:
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_03.
 *
 * @returns nothing for a zone that has no such rules, such as Morocco with its pause of daylight saving in Ramadan
 */
export function posixZone(name: string): string | undefined {
  const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  const daylight = DAYLIGHT.find(([, names]) => names.includes(name) || names.includes(canonical));
  if (daylight) return daylight[0];
  const [winter = 0, ...others] = Array.from({ length: 12 }, (_, month) => aheadAt(name, Date.UTC(LATER, month, 15)));
  return others.every((ahead) => ahead === winter) ? fixed(winter) : undefined;
}

/** Minutes that a zone is ahead of UTC. */
function aheadAt(timeZone: string, moment: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const text = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The sign of POSIX says how far UTC is ahead. */
function fixed(minutes: number): string {
  if (minutes === 0) return 'UTC0';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const digits = `${String(hours).padStart(2, '0')}${rest === 0 ? '' : String(rest).padStart(2, '0')}`;
  const [ours, theirs] = minutes > 0 ? ['+', '-'] : ['-', ''];
  return `<${ours}${digits}>${theirs}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
