/**
 * The next times of a schedule, worked out by the script itself in a shell, against a library that does nothing else.
 */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { clockScript } from '../../../constructs/schedule/clock';
import { readSchedule } from '../../../constructs/schedule/schedule';
import { posixZone } from '../../../constructs/schedule/zone';
import '../../seed';

/** The part of the library that this test asks. */
interface CronParser {
  readonly CronExpressionParser: {
    parse(text: string, options: { tz: string; currentDate: Date }): { take(count: number): { toDate(): Date }[] };
  };
}
const { CronExpressionParser }: CronParser = require('cron-parser');

const COUNT = 5;

/** The next times after a moment, as the shell says. */
function times(text: string, zone: string, after: string, prelude = ''): string[] {
  const read = readSchedule(text);
  if ('why' in read) throw new Error(read.why);
  const script = `${clockScript(read, zone)}
${prelude}
moment=${Date.parse(after) / 1000}
for turn in ${Array.from({ length: COUNT }, (_, turn) => turn).join(' ')}; do moment=$(next "$moment"); echo "$moment"; done`;
  const lines = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => new Date(Number(line) * 1000).toISOString());
}

function expected(text: string, zone: string, after: string): string[] {
  const found = CronExpressionParser.parse(text, { tz: zone, currentDate: new Date(after) });
  return found.take(COUNT).map((date) => date.toDate().toISOString());
}

/** With changes of an hour in the night, which the library gets right, and without any. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'];

/** With changes of half an hour, and at midnight. */
const ODD = ['Australia/Lord_Howe', 'America/Santiago', 'Asia/Beirut', 'America/Havana', 'Pacific/Chatham'];

const number = (from: number, to: number) => fc.integer({ min: from, max: to });
const list = (from: number, to: number) =>
  fc.uniqueArray(number(from, to), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.join(','));
const range = (from: number, to: number) =>
  fc.tuple(number(from, to), number(from, to)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
const field = (from: number, to: number) =>
  fc.oneof(
    fc.constant('*'),
    list(from, to),
    range(from, to),
    number(2, Math.max(2, Math.floor((to - from) / 2))).map((step) => `*/${step}`),
  );
const numbers = (from: number, to: number) => fc.oneof(fc.constant('*'), list(from, to), range(from, to));

/** A schedule whose fields of days are not both steps, which programs disagree on. */
const schedule = fc
  .tuple(field(0, 59), field(0, 23), numbers(1, 28), field(1, 12), numbers(0, 6))
  .map((fields) => fields.join(' '));

/** Years of times, and the days in which clocks are changed. */
const CHANGES = ['2027-03-28T01:00Z', '2027-10-31T01:00Z', '2027-03-14T07:00Z', '2027-11-07T06:00Z'];
const ODD_CHANGES = [
  '2027-04-03T15:00Z',
  '2027-10-02T15:30Z',
  '2027-09-05T04:00Z',
  '2027-04-04T03:00Z',
  '2027-03-27T22:00Z',
];
const moments = (changes: readonly string[]) =>
  fc.oneof(
    fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2036-12-31T00:00:00Z'), noInvalidDate: true }),
    fc
      .tuple(fc.constantFrom(...changes), number(-100_000, 10_000))
      .map(([change, seconds]) => new Date(Date.parse(change) + seconds * 1000)),
  );

/** Without what is smaller than a second. */
const whole = (date: Date): string => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();

it('any schedule has the next times that cron-parser finds', () => {
  fc.assert(
    fc.property(schedule, fc.constantFrom(...ZONES), moments(CHANGES), (text, zone, date) => {
      expect(times(text, zone, whole(date))).toEqual(expected(text, zone, whole(date)));
    }),
    { numRuns: 150 },
  );
});

it('an hourly schedule has each real minute whose clock fits, wherever', () => {
  fc.assert(
    fc.property(list(0, 59), fc.constantFrom(...ODD), moments(ODD_CHANGES), (minutes, zone, date) => {
      const clock = new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' });
      const wanted = minutes.split(',').map(Number);
      const found: string[] = [];
      for (let time = Math.floor(date.getTime() / 60_000) * 60_000; found.length < COUNT; ) {
        time += 60_000;
        if (wanted.includes(Number(clock.format(time)))) found.push(new Date(time).toISOString());
      }
      expect(times(`${minutes} * * * *`, zone, whole(date))).toEqual(found);
    }),
    { numRuns: 40 },
  );
});

describe('in the night of a change', () => {
  it.each<[string, string, string, string, string[]]>([
    [
      'a time that is left out is as long after midnight as ever',
      '30 2 * * *',
      'Europe/Berlin',
      '2027-03-27T12:00Z',
      ['2027-03-28T01:30', '2027-03-29T00:30'],
    ],
    [
      'of a time that comes twice the first one counts',
      '30 2 * * *',
      'Europe/Berlin',
      '2027-10-30T12:00Z',
      ['2027-10-31T00:30', '2027-11-01T01:30'],
    ],
    [
      'an hourly one runs in each hour',
      '30 * * * *',
      'Europe/Berlin',
      '2027-10-30T23:00Z',
      ['2027-10-30T23:30', '2027-10-31T00:30', '2027-10-31T01:30'],
    ],
    [
      'midnight is left out',
      '0 0 * * *',
      'America/Santiago',
      '2027-09-04T12:00Z',
      ['2027-09-05T04:00', '2027-09-06T03:00'],
    ],
    [
      'half an hour is left out',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2027-10-02T12:00Z',
      ['2027-10-02T15:45', '2027-10-03T15:15'],
    ],
    [
      'half an hour comes twice',
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2027-04-03T12:00Z',
      ['2027-04-03T14:45', '2027-04-04T15:15'],
    ],
    [
      'a time right after the hour that comes twice',
      '0 2 * * *',
      'Australia/Lord_Howe',
      '2027-04-03T12:00Z',
      ['2027-04-03T15:30', '2027-04-04T15:30'],
    ],
  ])('%s', (_, text, zone, after, found) => {
    expect(times(text, zone, after).slice(0, found.length)).toEqual(found.map((time) => `${time}:00.000Z`));
  });
});

it('29 February is found over the year 2100, which has none', () => {
  expect(times('0 0 29 2 *', 'UTC', '2097-01-01T00:00Z').slice(0, 2)).toEqual([
    '2104-02-29T00:00:00.000Z',
    '2108-02-29T00:00:00.000Z',
  ]);
});

it('an interval is so many seconds', () => {
  expect(times('90s', 'UTC', '2027-01-01T00:00Z')[0]).toBe('2027-01-01T00:01:30.000Z');
});

it('an image without the database of time zones has the same times', () => {
  for (const zone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
    const rules = `zone='${posixZone(zone)}'`;
    expect(times('30 2 * * *', zone, '2027-03-26T00:00Z', rules)).toEqual(
      times('30 2 * * *', zone, '2027-03-26T00:00Z'),
    );
  }
});
