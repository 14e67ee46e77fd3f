/**
 * Times as cron writes them, https://man7.org/linux/man-pages/man5/crontab.5.html.
 *
 * @module
 */

/** The times of a schedule by the clock of its time zone. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  /** From 0, Sunday. */
  readonly weekdays: readonly number[];
  /** Whether a day fits by its number or by its weekday. @default it has to fit by both */
  readonly isEither: boolean;
}

/** Why a text says no times. */
export interface Unreadable {
  readonly why: string;
}

interface Field {
  readonly noun: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const MINUTE: Field = { noun: 'minute', from: 0, to: 59 };
const HOUR: Field = { noun: 'hour', from: 0, to: 23 };
const DAY: Field = { noun: 'day of the month', from: 1, to: 31 };
const MONTH: Field = { noun: 'month', from: 1, to: 12, names: MONTHS };
/** 7 is Sunday, too. */
const WEEKDAY: Field = { noun: 'day of the week', from: 0, to: 7, names: WEEKDAYS };

/** Most days that a month ever has. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const SHORT: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** Reads five fields, or a word such as `@daily`. */
export function readCron(text: string): Cron | Unreadable {
  const fields = (SHORT[text] ?? text).trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5) return { why: whyNotFive(fields) };
  const wrong: string[] = [];
  const [minutes, hours, days] = [read(minute, MINUTE, wrong), read(hour, HOUR, wrong), read(day, DAY, wrong)];
  const [months, weekdays] = [read(month, MONTH, wrong), read(weekday, WEEKDAY, wrong)];
  if (wrong[0] !== undefined) return { why: wrong[0] };
  const isEither = day !== '*' && weekday !== '*';
  if (isEither && (day.includes('*') || weekday.includes('*'))) {
    return { why: 'programs disagree on steps of days beside days of the week' };
  }
  const isPossible = months.some((one) => days.some((number) => number <= (LONGEST[one - 1] ?? 0)));
  if (!isEither && !isPossible) return { why: 'no month of it has such a day' };
  return { minutes, hours, days, months, weekdays: distinct(weekdays.map((number) => number % 7)), isEither };
}

function whyNotFive(fields: readonly string[]): string {
  if (fields[0] === '@reboot') return 'a job without a schedule runs at each start';
  if (fields[0]?.startsWith('@')) return 'nobody knows that word';
  return `it has ${fields.length} field${fields.length === 1 ? '' : 's'}, and cron has minute, hour, day, month and day of the week`;
}

function read(field: string, kind: Field, wrong: string[]): readonly number[] {
  return distinct(
    field.split(',').flatMap((part) => {
      const found = readPart(part, kind);
      if (typeof found !== 'string') return found;
      wrong.push(found);
      return [];
    }),
  );
}

/** `*`, `5` or `1-5`, and a step behind them. A text says what is wrong. */
function readPart(part: string, { noun, from, to, names = [] }: Field): readonly number[] | string {
  const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const [, first = '', last] = /^(\*|\w+)(?:-(\w+))?$/.exec(range) ?? [];
  const numberOf = (word: string): number => {
    const named = names.indexOf(word.toLowerCase());
    return named >= 0 ? named + from : /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
  };
  const isAll = first === '*';
  if (first === '' || (isAll && last !== undefined)) return `"${part}" is no ${noun}`;
  const begin = isAll ? from : numberOf(first);
  const end = isAll ? to : last !== undefined ? numberOf(last) : begin;
  for (const [number, word] of [
    [begin, first],
    [end, last ?? first],
  ] as const) {
    if (!(number >= from && number <= to)) return `"${word}" is no ${noun}`;
  }
  if (begin > end) return `"${part}" goes backwards: write two parts with a comma`;
  if (step !== undefined && Number(step) === 0) return `"${part}" has no step`;
  if (step !== undefined && begin === end && !isAll) return `"${part}" steps through nothing: write a range`;
  const size = Number(step ?? 1);
  return Array.from({ length: Math.floor((end - begin) / size) + 1 }, (_, at) => begin + at * size);
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
