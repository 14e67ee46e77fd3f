/**
 * Dates, which Go's YAML reader makes of plain scalars that look like one.
 *
 * @see https://github.com/yaml/go-yaml/blob/v3.0.4/resolve.go
 * @module
 */

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})/;

/** With `T` and a zone, or with a space and none. */
const TIME =
  /^(?:[Tt](?<time>\d\d?:\d\d?:\d\d?)(?<part>[.,]\d+)?(?<zone>Z|[+-]\d\d:\d\d)|\x20+(?<local>\d\d?:\d\d?:\d\d?)(?<localPart>[.,]\d+)?)$/;

/** The date as Go writes it, `2024-01-31T00:00:00Z`; undefined if the text is not a date. */
export function readTimestamp(source: string): string | undefined {
  const date = DATE.exec(source);
  if (date === null) return undefined;
  const [whole, year = '', month = '', day = ''] = date;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const printed = `${year}-${pad(month)}-${pad(day)}`;
  const rest = source.slice(whole.length);
  if (rest === '') return `${printed}T00:00:00Z`;
  const groups = TIME.exec(rest)?.groups;
  if (groups === undefined) return undefined;
  const time = readTime(groups['time'] ?? groups['local'] ?? '');
  const zone = readZone(groups['zone'] ?? 'Z');
  if (time === undefined || zone === undefined) return undefined;
  return `${printed}T${time}${readPart(groups['part'] ?? groups['localPart'] ?? '')}${zone}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= last;
}

function readTime(time: string): string | undefined {
  const [hours = '', minutes = '', seconds = ''] = time.split(':');
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return [hours, minutes, seconds].map(pad).join(':');
}

/** Nanoseconds, without zeros at the end. */
function readPart(part: string): string {
  const digits = part.slice(1, 10).replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

function readZone(zone: string): string | undefined {
  if (zone === 'Z') return zone;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 24 || minutes > 60) return undefined;
  return hours === 0 && minutes === 0 ? 'Z' : zone;
}

function pad(digits: string): string {
  return digits.padStart(2, '0');
}
