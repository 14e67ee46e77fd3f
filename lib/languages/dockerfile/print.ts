/**
 * Stages to the text of a Dockerfile. Same stages, same bytes; no value can end its word.
 *
 * @module
 */
import { invalid, lineTooLong } from './errors';
import type { ArgInstruction, CopyOptions, HealthcheckInstruction, Instruction, Stage } from './model';
import { printPaths, printVolumes } from './paths';
import { printRun } from './run';
import { hasPipe } from './shell';
import { oneLine, printable, printLineWord, type Text } from './text';
import {
  checkArgName,
  checkDuration,
  checkEnvName,
  checkImage,
  checkMode,
  checkOwner,
  checkPort,
  checkSignal,
  checkStageName,
  printImage,
  printPlatform,
  printUser,
} from './words';

/** Go's bufio.Scanner, with which BuildKit reads lines, takes this many bytes in one, the line end included. */
const LINE_LIMIT = 65_536;

/** The parts of a Dockerfile beside its stages. */
export interface DockerfileOptions {
  /**
   * The image that reads the file, such as `docker/dockerfile:1`. @default the one in the engine
   * @see https://docs.docker.com/build/concepts/dockerfile/#dockerfile-syntax
   */
  readonly syntax?: string;
  /** Arguments that FROM can use, before the first stage. */
  readonly args?: readonly ArgInstruction[];
}

/**
 * The stages as a Dockerfile that ends with a line end.
 *
 * @throws DockerfileError for what BuildKit could not read back as the same value; see `errors.ts`.
 * @example
 * ```ts
 * printDockerfile([stage({ from: 'node:22-bookworm-slim' }, [workdir('/app'), user('node'), cmd(['node', 'server.js'])])]);
 * // FROM node:22-bookworm-slim
 * // WORKDIR /app
 * // USER node
 * // CMD ["node", "server.js"]
 * ```
 */
export function printDockerfile(stages: readonly Stage[], options: DockerfileOptions = {}): string {
  const sections = stages.map(printStage);
  const args = options.args ?? [];
  if (args.length > 0) sections.unshift(args.flatMap(printInstruction).join('\n'));
  const body = sections.join('\n\n');
  const text =
    options.syntax === undefined ? behindDirectives(body) : `# syntax=${checkImage(options.syntax)}\n\n${body}`;
  return `${checkLines(text)}\n`;
}

/** BuildKit would obey a first comment such as `escape=x`; an empty comment in front prevents that. */
function behindDirectives(body: string): string {
  return /^# *(?:syntax|escape|check)\s*=/i.test(body) ? `#\n${body}` : body;
}

function checkLines(text: string): string {
  for (const line of text.length < LINE_LIMIT / 3 ? [] : text.split('\n')) {
    const bytes = Buffer.byteLength(line) + 1;
    if (bytes > LINE_LIMIT) throw lineTooLong(bytes, LINE_LIMIT);
  }
  return text;
}

function printStage(stage: Stage): string {
  const platform = stage.platform === undefined ? '' : `--platform=${printPlatform(stage.platform)} `;
  const name = stage.name === undefined ? '' : ` AS ${checkStageName(stage.name)}`;
  const lines = [...printComment(stage.comment), `FROM ${platform}${printImage(stage.from)}${name}`];
  if (stage.shell !== undefined && stage.instructions.some((each) => each.kind === 'RUN' && hasPipe(each.command))) {
    lines.push(`SHELL ${printJson([`/bin/${stage.shell}`, '-o', 'pipefail', '-c'])}`);
  }
  for (const instruction of stage.instructions) {
    if (instruction.comment !== undefined) lines.push('');
    lines.push(...printInstruction(instruction));
  }
  return lines.join('\n');
}

function printInstruction(instruction: Instruction): readonly string[] {
  return [...printComment(instruction.comment), `${instruction.kind} ${printRest(instruction)}`];
}

function printComment(lines: readonly string[] = []): readonly string[] {
  return lines.map((line) => {
    if (/[\n\r\0]/.test(line)) throw invalid('comment', line, 'a single line');
    return `# ${line}`.trimEnd();
  });
}

function printRest(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'ARG': {
      const value = instruction.value === undefined ? '' : `=${printLineWord('an argument', instruction.value)}`;
      return `${checkArgName(instruction.name)}${value}`;
    }
    case 'ENV':
      return printPairs(instruction.values, checkEnvName);
    case 'LABEL':
      return printPairs(instruction.values, printLabelKey);
    case 'WORKDIR':
      return printWorkdir(instruction.path);
    case 'COPY':
      return `${printCopyFlags(instruction.options)}${printPaths(instruction.sources, instruction.to, instruction.options.from)}`;
    case 'RUN':
      return printRun(instruction);
    case 'USER':
      return printUser(instruction.user);
    case 'EXPOSE':
      return instruction.ports.map(checkPort).join(' ');
    case 'ENTRYPOINT':
    case 'CMD':
      return printJson(instruction.argv);
    case 'HEALTHCHECK':
      return printHealthcheck(instruction);
    case 'STOPSIGNAL':
      return checkSignal(instruction.signal);
    case 'VOLUME':
      return printVolumes(instruction.paths);
  }
}

/** One pair a line; the variables of one instruction do not see each other. */
function printPairs(values: Readonly<Record<string, Text>>, printKey: (key: string) => string): string {
  return Object.entries(values)
    .map(([key, value]) => `${printKey(key)}=${printLineWord(`the value of ${key}`, value)}`)
    .join(' \\\n    ');
}

/** BuildKit ends a key at the first equals sign, in quotes or not. */
function printLabelKey(key: string): string {
  if (key === '' || key.includes('=')) throw invalid('label', key, 'a key without an equals sign');
  return printLineWord('a label', oneLine('a label', key));
}

function printWorkdir(path: Text): string {
  const word = printLineWord('a folder', path);
  if (word === '""') throw invalid('path', '', 'a path');
  // Bare, it would be taken for a flag.
  return word.startsWith('--') ? `"${word}"` : word;
}

function printCopyFlags({ from, chown, chmod, link }: CopyOptions): string {
  const flags = [
    ...(from === undefined ? [] : [`--from=${checkImage(from)}`]),
    ...(chown === undefined ? [] : [`--chown=${checkOwner(chown)}`]),
    ...(chmod === undefined ? [] : [`--chmod=${checkMode(chmod)}`]),
    ...(link === true ? ['--link'] : []),
  ];
  return flags.map((flag) => `${flag} `).join('');
}

function printHealthcheck({ test, timing }: HealthcheckInstruction): string {
  if (test === 'none') return 'NONE';
  const { interval, timeout, startPeriod, startInterval, retries } = timing;
  if (retries !== undefined && !(Number.isInteger(retries) && retries >= 1)) {
    throw invalid('number of retries', `${retries}`, 'a number from 1');
  }
  const durations = Object.entries({ interval, timeout, 'start-period': startPeriod, 'start-interval': startInterval });
  const flags = durations.flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag}=${checkDuration(value)}`],
  );
  if (retries !== undefined) flags.push(`--retries=${retries}`);
  return [...flags, 'CMD', printJson(test)].join(' ');
}

function printJson(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(printable(word))).join(', ')}]`;
}
