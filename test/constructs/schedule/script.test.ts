/**
 * The script of a schedule, run in a shell: what it does between two runs, and what becomes of them.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSchedule } from '../../../constructs/schedule/schedule';
import { STATE, scheduleScript } from '../../../constructs/schedule/script';
import { PATIENCE } from '../../patience';

jest.setTimeout(PATIENCE);

let folder: string;
let running: Running | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'on-schedule-'));
});
afterEach(async () => {
  await end();

  rmSync(folder, { recursive: true, force: true });
});

interface Given {
  readonly retries?: number;
  readonly signal?: string;
  readonly timeZone?: string;
}

function write(text: string, { retries = 0, signal = 'TERM', timeZone = 'UTC' }: Given = {}): string {
  const schedule = readSchedule(text);
  if ('why' in schedule) throw new Error(schedule.why);
  const file = join(folder, 'on-schedule.sh');
  writeFileSync(file, scheduleScript({ text, schedule, timeZone, retries, signal }).replaceAll(STATE, folder));
  return file;
}

interface Running {
  /** What it has printed. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
  readonly process: ChildProcess;
}

function run(text: string, command: readonly string[], given: Given = {}): Running {
  const process = spawn('sh', [write(text, given), 'run', ...command], {
    env: { ...globalThis.process.env, FOLDER: folder },
  });
  let output = '';
  for (const stream of [process.stdout, process.stderr]) stream.on('data', (part) => (output += String(part)));
  const ended = new Promise<number | null>((resolve) => process.on('close', resolve));
  running = { said: () => output, ended, process };
  return running;
}

/** Ends the script, and what it has started. */
async function end(): Promise<void> {
  running?.process.kill('SIGTERM');
  await running?.ended;
  running = undefined;
}

function ask(verb: string): { readonly code: number; readonly text: string } {
  try {
    const text = execFileSync('sh', [join(folder, 'on-schedule.sh'), verb], { encoding: 'utf8', stdio: 'pipe' });
    return { code: 0, text };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }; // of execFileSync
    return { code: status, text: `${stdout}${stderr}` };
  }
}

async function until(probe: () => boolean): Promise<void> {
  while (!probe()) await sleep(50);
}

const count = (said: string, word: string): number => said.split(word).length - 1;

it('an interval begins at once, and goes on', async () => {
  const { said } = run('1s', ['echo', "it's", 'a  run']);
  await until(() => count(said(), "it's a  run") >= 3);
  expect(said()).toMatch(/^The run of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 ended well after \d+ s\.$/m);
});

it('a clock is waited for, and the log says how long', async () => {
  const { said } = run('0 3 29 2 *', ['echo', 'run'], { timeZone: 'Europe/Berlin' });
  await until(() => said() !== '');
  expect(said()).toMatch(/^The next run is at \d{4}-02-29 03:00:00 \+0100\.\n$/);
  expect(ask('next').text).toMatch(/^\d{4}-02-29 03:00:00 \+0100\n$/);
  expect(ask('healthy')).toMatchObject({ code: 0 });
});

it('a sleep ends at once when it is asked to', async () => {
  const { said, ended, process } = run('0 3 29 2 *', ['true']);
  await until(() => said() !== '');
  process.kill('SIGTERM');
  expect(await ended).toBe(0);
});

it('a run is asked to end, and has its time for it', async () => {
  const tidy = 'trap "sleep 1; echo tidied; exit 7" TERM; echo begun; while :; do sleep 0.1; done';
  const { said, ended, process } = run('1s', ['sh', '-c', tidy]);
  await until(() => said().includes('begun'));
  process.kill('SIGTERM');
  expect(await ended).toBe(7);
  expect(said()).toContain('tidied');
  expect(said()).toContain('was stopped, and ended with status 7');
});

it('a run is asked with the signal of its author', async () => {
  const { said, ended, process } = run(
    '1s',
    ['sh', '-c', 'trap "exit 9" USR1; echo begun; while :; do sleep 0.1; done'],
    {
      signal: 'USR1',
    },
  );
  await until(() => said().includes('begun'));
  process.kill('SIGTERM');
  expect(await ended).toBe(9);
});

it('a failure is logged and unhealthy until a run ends well', async () => {
  const { said } = run('1s', ['sh', '-c', 'test -e "$FOLDER/well" || exit 3']);
  await until(() => said().includes('failed with status 3'));
  expect(ask('healthy')).toMatchObject({ code: 1, text: expect.stringContaining('failed with status 3') });
  writeFileSync(join(folder, 'well'), '');
  await until(() => ask('healthy').code === 0);
});

it('a run that fails is tried again', async () => {
  const command = ['sh', '-c', 'echo try; test -e "$FOLDER/tried" || { : >"$FOLDER/tried"; exit 1; }'];
  const { said } = run('1h', command, { retries: 2 });
  await until(() => said().includes('ended well'));
  expect(count(said(), 'try\n')).toBe(2);
  expect(said()).toContain('Try 1 of 2 begins in 1 s.');
});

it('runs never overlap: a person who asks for another one is told', async () => {
  const { said } = run('1s', ['sh', '-c', 'echo begun; sleep 3; echo over']);
  await until(() => said().includes('begun'));
  expect(ask('now')).toEqual({ code: 75, text: 'Another run is going on: this one does not begin.\n' });
  await until(() => count(said(), 'begun') >= 2);
  expect(said().indexOf('over')).toBeLessThan(said().lastIndexOf('begun'));
});

it('a person runs it at once, and has its output and status', async () => {
  const { said } = run('0 3 29 2 *', ['sh', '-c', 'echo "$1"; exit 4', 'sh', `two words, "quoted", it's $HOME`]);
  await until(() => said() !== '');
  expect(ask('now')).toEqual({ code: 4, text: expect.stringContaining(`two words, "quoted", it's $HOME\n`) });
  expect(ask('healthy').code).toBe(1);
});

it('a process that was killed holds no run back', async () => {
  const { said } = run('0 3 29 2 *', ['echo', 'run']);
  await until(() => said() !== '');
  execFileSync('mkdir', [join(folder, 'running')]);
  writeFileSync(join(folder, 'running', 'process'), '4194999\n');
  expect(ask('now')).toMatchObject({ code: 0 });
});

it('a run is missing when its time is long over, and one that goes on too long misses the next', async () => {
  const { said } = run('* * * * *', ['true']);
  await until(() => said() !== '');
  await end();
  const due = join(folder, 'due');
  const past = Number(readFileSync(due, 'utf8')) - 600;
  writeFileSync(due, `${past}\n`);
  expect(ask('healthy')).toMatchObject({ code: 1, text: expect.stringContaining('is missing') });
  execFileSync('mkdir', [join(folder, 'running')]);
  expect(ask('healthy')).toMatchObject({ code: 1, text: expect.stringContaining('still goes on, and misses') });
});
