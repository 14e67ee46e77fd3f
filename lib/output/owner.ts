/**
 * Who holds a lock, as a file name, and whether that process still exists.
 *
 * The name distinguishes a process from a later one with the same number. It holds the machine's boot, the PID
 * namespace and the start time.
 *
 * @module
 */

import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { crypto } from '../process';
import { codeOf } from './stopped';

export interface Owner {
  readonly pid: number;
  readonly hostname: string;
  /** Digest of machine id and host name. */
  readonly machine: string;
  /** Which boot of the machine; empty where the platform does not say. */
  readonly boot: string;
  /** The process number space; empty where the platform does not say. */
  readonly space: string;
  /** When the process started, in ticks since the boot; empty where the platform does not say. */
  readonly start: string;
  /** Tells two locks of one process apart. */
  readonly nonce: string;
}

/** `unknown`: the process is where we cannot ask for it, such as another host, or only its number is known. */
export type Verdict = 'alive' | 'dead' | 'unknown';

/** This process, with a new nonce. */
export function self(): Owner {
  unchanging ??= {
    pid: process.pid,
    hostname: hostname()
      .replace(/[^A-Za-z0-9.-]/g, '')
      .slice(0, 64),
    machine: digest(`${textOf('/etc/machine-id')}\n${hostname()}`),
    boot: digest(textOf('/proc/sys/kernel/random/boot_id')),
    space: digest(linkOf('/proc/self/ns/pid')),
    start: statOf('self')?.start ?? '',
  };
  return { ...unchanging, nonce: crypto().randomBytes(6).toString('hex') };
}

let unchanging: Omit<Owner, 'nonce'> | undefined;

export function nameOf(owner: Owner): string {
  const { pid, hostname, machine, boot, space, start, nonce } = owner;
  return [pid, hostname, machine, boot, space, start, nonce].join('@');
}

/** The owner that a name stands for; nothing for a name that `nameOf` did not make. */
export function parseOwner(name: string): Owner | undefined {
  const match = /^([1-9]\d{0,9})@([^@]*)@([0-9a-f]*)@([0-9a-f]*)@([0-9a-f]*)@(\d*)@([0-9a-f]+)$/.exec(name);
  if (!match) return undefined;
  const [, pid = '', hostname = '', machine = '', boot = '', space = '', start = '', nonce = ''] = match;
  return { pid: Number(pid), hostname, machine, boot, space, start, nonce };
}

/** Whether the owner's process exists, as seen by `here`. */
export function judge(owner: Owner, here: Owner): Verdict {
  if (owner.machine !== here.machine) return 'unknown';
  if (owner.boot !== here.boot) return 'dead';
  if (owner.space !== here.space) return 'unknown';
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return 'dead';
  }
  const stat = statOf(String(owner.pid));
  if (stat === undefined || owner.start === '') return 'unknown';
  return stat.start === owner.start && stat.running ? 'alive' : 'dead';
}

/** State and start of a process from `/proc/PID/stat` (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
function statOf(pid: string): { readonly start: string; readonly running: boolean } | undefined {
  const text = textOf(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses and may hold anything; the rest is separated by spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  return state === undefined || start === undefined ? undefined : { start, running: !'ZXx'.includes(state) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function digest(text: string): string {
  return text === '' ? '' : crypto().createHash('sha256').update(text).digest('hex').slice(0, 12);
}
