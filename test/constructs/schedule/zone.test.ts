/** The rules of time zones, as `date` reads them, against what this Node knows. */
import { execFileSync } from 'node:child_process';
import { posixZone } from '../../../constructs/schedule/zone';

/** Each month from 2027 to 2035: new rules of this year are in few databases. */
const MOMENTS = Array.from({ length: 108 }, (_, month) => Date.UTC(2027, month, 1) / 1000);

const RAMADAN = ['Africa/Casablanca', 'Africa/El_Aaiun', 'Asia/Gaza', 'Asia/Hebron'];

function offsets(rules: string): string {
  const input = MOMENTS.map((moment) => `@${moment}`).join('\n');
  return execFileSync('date', ['-f', '-', '+%z'], { encoding: 'utf8', input, env: { TZ: rules } });
}

function known(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const of = (moment: number): string =>
    format.formatToParts(moment * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return MOMENTS.map((moment) => `${of(moment).replace('GMT', '').replace(':', '') || '+0000'}\n`).join('');
}

it('every time zone of the world has rules, but for those that follow Ramadan', () => {
  const zones = [
    ...Intl.supportedValuesOf('timeZone'),
    'US/Eastern',
    'Asia/Kolkata',
    'Europe/Kyiv',
    'UTC',
    'Etc/GMT+5',
  ];
  const without = zones.filter((zone) => posixZone(zone) === undefined);
  expect(without.filter((zone) => !RAMADAN.includes(zone))).toEqual([]);
  const wrong = zones.filter((zone) => {
    const rules = posixZone(zone);
    return rules !== undefined && offsets(rules) !== known(zone);
  });
  expect(wrong).toEqual([]);
});
