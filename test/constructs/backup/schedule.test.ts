/** When rounds take place, asked of the script itself with a clock that the test sets. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHEDULE } from '../../../constructs/backup/scripts/schedule';
import { clockScript, readSchedule } from '../../../constructs/schedule';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'backup-state-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** A time of 2026-03-28 or later, by the clock of Berlin: in the night to the 29th it goes forward. */
const seconds = (time: string): number => Date.parse(time) / 1000;

interface Given {
  readonly now: string;
  readonly schedule?: string;
  /** Files of the state, by name. */
  readonly files?: Readonly<Record<string, string | number>>;
  readonly up?: number;
}

function ask(command: 'upcoming' | 'healthy', { now, schedule = '24h', files = {}, up = 100_000 }: Given): string {
  const read = readSchedule(schedule);
  if ('why' in read) throw new Error(read.why);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(state, name), `${content}\n`);
  const clock = seconds(now);
  writeFileSync(join(state, 'started'), `${clock - up}\n`);
  const script = `
say() { printf '%s\\n' "$*"; }
date() { if [ "$1" = +%s ]; then echo ${clock}; else command date "$@"; fi; }
state=${state}
${clockScript(read, 'Europe/Berlin')}
${SCHEDULE.replaceAll('/tmp/started', `${state}/started`)}
${command} || true`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trim();
}

describe('the next round', () => {
  it('is at once where there was none', () => {
    expect(Number(ask('upcoming', { now: '2026-03-20T12:00:00Z' }))).toBe(seconds('2026-03-20T12:00:00Z'));
    expect(Number(ask('upcoming', { now: '2026-03-20T12:00:00Z', schedule: '0 3 * * *' }))).toBe(
      seconds('2026-03-20T12:00:00Z'),
    );
  });

  it('is an interval after the last one', () => {
    const files = { done: seconds('2026-03-20T11:00:00Z') };
    expect(Number(ask('upcoming', { now: '2026-03-20T12:00:00Z', schedule: '2h', files }))).toBe(
      seconds('2026-03-20T13:00:00Z'),
    );
  });

  it('is at its time of the day, in its time zone', () => {
    const files = { done: seconds('2026-03-20T02:00:10Z') };
    const given = { now: '2026-03-20T12:00:00Z', schedule: '0 3 * * *', files };
    expect(Number(ask('upcoming', given))).toBe(seconds('2026-03-21T02:00:00Z'));
  });

  it('reads hours and minutes with a zero before them', () => {
    const files = { done: seconds('2026-03-20T02:00:10Z') };
    const given = { now: '2026-03-20T08:08:09Z', schedule: '0 3 * * *', files };
    expect(Number(ask('upcoming', given))).toBe(seconds('2026-03-21T02:00:00Z'));
  });

  it('is at once where the last time of the day was missed, as after a night without the host', () => {
    const files = { done: seconds('2026-03-18T02:00:10Z') };
    expect(Number(ask('upcoming', { now: '2026-03-20T12:00:00Z', schedule: '0 3 * * *', files }))).toBe(
      seconds('2026-03-19T02:00:00Z'),
    );
  });

  it('is at once where the last one lies in the future: the clock was wrong', () => {
    const files = { done: seconds('2030-01-01T00:00:00Z') };
    expect(Number(ask('upcoming', { now: '2026-03-20T12:00:00Z', files }))).toBe(seconds('2026-03-20T12:00:00Z'));
  });

  it('is once in the night in which the clock goes forward', () => {
    const files = { done: seconds('2026-03-28T01:30:05Z') };
    const given = { now: '2026-03-29T01:30:00Z', schedule: '30 2 * * *', files };
    const next = Number(ask('upcoming', given));
    expect(Math.abs(next - seconds('2026-03-29T01:30:00Z'))).toBeLessThanOrEqual(3600);
  });
});

describe('the health check', () => {
  const done = (time: string): NonNullable<Given['files']> => ({ done: seconds(time), repository: 'abc' });

  it('succeeds while the last backup is young', () => {
    const given = { now: '2026-03-20T12:00:00Z', files: done('2026-03-19T12:00:00Z') };
    expect(ask('healthy', given)).toBe('The last backup is 86400 seconds old.');
  });

  it('fails once it is half an interval too old', () => {
    const given = { now: '2026-03-20T12:00:00Z', files: done('2026-03-18T23:00:00Z') };
    expect(ask('healthy', given)).toBe('The last backup is 133200 seconds old, more than 129600.');
  });

  it('gives a host that was off an hour for a round, and no more', () => {
    const given = { now: '2026-03-20T12:00:00Z', files: done('2026-03-10T00:00:00Z') };
    expect(ask('healthy', { ...given, up: 1800 })).toBe('The last backup is 907200 seconds old.');
    expect(ask('healthy', { ...given, up: 4000 })).toContain('more than');
  });

  it('fails at once when a round has failed, and says why', () => {
    const files = { ...done('2026-03-20T11:00:00Z'), failed: 'db: no answer' };
    expect(ask('healthy', { now: '2026-03-20T12:00:00Z', files })).toBe('The last round failed: db: no answer');
  });

  it('fails until a repository is open', () => {
    expect(ask('healthy', { now: '2026-03-20T12:00:00Z' })).toBe('No repository is open yet.');
  });
});
