import { empty, invalid } from './errors';
import type {
  ArgInstruction,
  CmdInstruction,
  CopyInstruction,
  CopyOptions,
  EntrypointInstruction,
  EnvInstruction,
  ExposeInstruction,
  HealthcheckInstruction,
  HealthcheckTiming,
  Instruction,
  LabelInstruction,
  Mount,
  Port,
  RunInstruction,
  Stage,
  StopsignalInstruction,
  UserInstruction,
  VolumeInstruction,
  WorkdirInstruction,
} from './model';
import type { ShellCommand } from './shell';
import type { Glob, Text } from './text';

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The base of a stage, and its name. */
export type StageHead = Pick<Stage, 'from' | 'name' | 'platform' | 'shell'>;

/**
 * A stage: `FROM from AS name` and what follows.
 *
 * @example
 * ```ts
 * stage({ from: 'node:22-bookworm-slim', name: 'build' }, [workdir('/app'), run(command('npm', 'ci'))]);
 * ```
 */
export function stage(head: StageHead, instructions: readonly Instruction[]): Stage {
  return Object.freeze({ kind: 'stage', ...head, instructions: Object.freeze([...instructions]) });
}

/** A value that the build is given from outside, and what it is otherwise. Never a secret: it stays in the history. */
export function arg(name: string, value?: Text): ArgInstruction {
  return Object.freeze({ kind: 'ARG', name, ...(value === undefined ? {} : { value }) });
}

/** Environment variables of the rest of the stage and of the containers. */
export function env(values: Readonly<Record<string, Text>>): EnvInstruction {
  if (Object.keys(values).length === 0) throw empty('variable');
  return Object.freeze({ kind: 'ENV', values: Object.freeze({ ...values }) });
}

export function label(values: Readonly<Record<string, Text>>): LabelInstruction {
  if (Object.keys(values).length === 0) throw empty('label');
  return Object.freeze({ kind: 'LABEL', values: Object.freeze({ ...values }) });
}

export function workdir(path: Text): WorkdirInstruction {
  return Object.freeze({ kind: 'WORKDIR', path });
}

/**
 * Files from the build context, an earlier stage or an image. A string is a path, whatever signs it has; for a pattern
 * use `glob`.
 *
 * @example
 * ```ts
 * copy(['/app/dist'], '/srv/', { from: 'build', chown: '1000:1000' });
 * ```
 */
export function copy(sources: readonly (Text | Glob)[], to: Text, options: CopyOptions = {}): CopyInstruction {
  if (sources.length === 0) throw empty('source');
  return Object.freeze({
    kind: 'COPY',
    sources: Object.freeze([...sources]),
    to,
    options: Object.freeze({ ...options }),
  });
}

/**
 * A command of the shell, and what it sees beside the image.
 *
 * @example
 * ```ts
 * run(command('npm', 'ci'), { mounts: [{ type: 'cache', target: '/root/.npm' }] });
 * ```
 */
export function run(command: ShellCommand, options: { readonly mounts?: readonly Mount[] } = {}): RunInstruction {
  const mounts = (options.mounts ?? []).map((each) => Object.freeze({ ...each }));
  return Object.freeze({ kind: 'RUN', command, mounts: Object.freeze(mounts) });
}

export function user(name: Text): UserInstruction {
  return Object.freeze({ kind: 'USER', user: name });
}

export function expose(...ports: readonly Port[]): ExposeInstruction {
  if (ports.length === 0) throw empty('port');
  return Object.freeze({ kind: 'EXPOSE', ports: Object.freeze([...ports]) });
}

/** The program of the containers, run without a shell. */
export function entrypoint(argv: readonly string[]): EntrypointInstruction {
  return Object.freeze({ kind: 'ENTRYPOINT', argv: Object.freeze([...argv]) });
}

/** The arguments of the entrypoint, or the program if there is none, run without a shell. */
export function cmd(argv: readonly string[]): CmdInstruction {
  return Object.freeze({ kind: 'CMD', argv: Object.freeze([...argv]) });
}

/** How to see that a container is well: a program that is run without a shell, or `'none'`. */
export function healthcheck(test: readonly string[] | 'none', timing: HealthcheckTiming = {}): HealthcheckInstruction {
  if (test.length === 0) throw empty('command');
  return Object.freeze({
    kind: 'HEALTHCHECK',
    test: test === 'none' ? test : Object.freeze([...test]),
    timing: Object.freeze({ ...timing }),
  });
}

export function stopsignal(signal: string): StopsignalInstruction {
  return Object.freeze({ kind: 'STOPSIGNAL', signal });
}

export function volume(...paths: readonly Text[]): VolumeInstruction {
  if (paths.length === 0) throw empty('path');
  return Object.freeze({ kind: 'VOLUME', paths: Object.freeze([...paths]) });
}

/**
 * The same instruction or stage with a comment above it; each line of the text becomes a line.
 *
 * @throws DockerfileError `invalid-comment` for control characters other than tabs and line ends.
 */
export function comment(text: string, node: Stage): Stage;
export function comment<T extends Instruction>(text: string, node: T): T;
export function comment(text: string, node: Instruction | Stage): Instruction | Stage {
  if (CONTROL.test(text)) throw invalid('comment', text, 'text without control characters');
  return Object.freeze({ ...node, comment: Object.freeze([...text.split(LINE_END), ...(node.comment ?? [])]) });
}
