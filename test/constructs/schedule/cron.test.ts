import { readCron } from '../../../constructs/schedule/cron';
import { readSchedule } from '../../../constructs/schedule/schedule';

describe('times of cron', () => {
  it.each([
    ['0 3 * * *', { minutes: [0], hours: [3] }],
    ['*/20 8-10 * * *', { minutes: [0, 20, 40], hours: [8, 9, 10] }],
    ['5,1,5 0-23/12 * * *', { minutes: [1, 5], hours: [0, 12] }],
    ['0 0 1 jan,JUL *', { days: [1], months: [1, 7], isEither: false }],
    ['0 0 * * mon-fri', { weekdays: [1, 2, 3, 4, 5], isEither: false }],
    ['0 0 * * 5-7', { weekdays: [0, 5, 6] }],
    ['0 0 13 * 5', { days: [13], weekdays: [5], isEither: true }],
    ['  0   3 * *   * ', { hours: [3] }],
    ['@weekly', { minutes: [0], hours: [0], weekdays: [0] }],
  ])('%s', (text, times) => {
    expect(readCron(text)).toMatchObject(times);
  });
});

describe('a text that says no times is refused, with the reason', () => {
  it.each([
    ['', 'it has 1 field, and cron has minute, hour, day, month and day of the week'],
    ['0 */5 * * * *', 'it has 6 fields, and cron has minute, hour, day, month and day of the week'],
    ['60 * * * *', '"60" is no minute'],
    ['* 24 * * *', '"24" is no hour'],
    ['0 0 0 * *', '"0" is no day of the month'],
    ['0 0 * 13 *', '"13" is no month'],
    ['0 0 * * 8', '"8" is no day of the week'],
    ['0 0 * * funday', '"funday" is no day of the week'],
    ['0 0 L * *', '"L" is no day of the month'],
    ['0 0 ? * 1', '"?" is no day of the month'],
    ['0 0 * * 1#2', '"1#2" is no day of the week'],
    ['0 0 * * fri-mon', '"fri-mon" goes backwards: write two parts with a comma'],
    ['*/0 * * * *', '"*/0" has no step'],
    ['5/15 * * * *', '"5/15" steps through nothing: write a range'],
    ['0, * * * *', '"" is no minute'],
    ['*-5 * * * *', '"*-5" is no minute'],
    ['0 0 30 2 *', 'no month of it has such a day'],
    ['0 0 31 4,6,9,11 *', 'no month of it has such a day'],
    ['0 0 */2 * 1', 'programs disagree on steps of days beside days of the week'],
    ['@reboot', 'a job without a schedule runs at each start'],
    ['@often', 'nobody knows that word'],
    ['daily', 'it has 1 field, and cron has minute, hour, day, month and day of the week'],
    ['0s', 'it has 1 field, and cron has minute, hour, day, month and day of the week'],
  ])('%s', (text, why) => {
    expect(readSchedule(text)).toEqual({ why });
  });
});
