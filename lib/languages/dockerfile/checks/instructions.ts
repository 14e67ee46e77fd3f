import type { DockerfileFinding } from '../finding';
import type { Instruction, Stage } from '../model';
import { hasPipe } from '../shell';
import { literalText, partsOf, type Text } from '../text';
import { type Check, chain, instructions, pathOf, shown } from './place';

/**
 * `workdir-relative`: the folder depends on what an earlier stage or the base image had.
 *
 * @see https://docs.docker.com/reference/build-checks/workdir-relative-path/
 */
export const workdirs: Check = ({ stages }): readonly DockerfileFinding[] => {
  const findings: DockerfileFinding[] = [];
  for (const stage of stages) {
    const first = stage.instructions.find((each) => each.kind === 'WORKDIR');
    if (first === undefined || beginsWith(first.path, '/')) continue;
    if (
      chain(stages, stage)
        .slice(1)
        .some((below) => below.instructions.some(({ kind }) => kind === 'WORKDIR'))
    )
      continue;
    findings.push({
      id: 'workdir-relative',
      message: `"${shown(first.path)}" is relative to whatever folder the base image has.`,
      remedy: 'Begin the path with "/".',
      path: pathOf(stage, first),
    });
  }
  return findings;
};

function beginsWith(text: Text, start: string): boolean {
  const [first] = partsOf(text);
  return typeof first === 'object' || (first ?? '').startsWith(start);
}

const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const NO_SECRET = /(?:_|^)(?:public|publishable|file|version)(?:_|$)/i;

/** Variables that tools put into files for browsers are public whatever their name, such as the key of a map. */
const FOR_BROWSERS = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|NG_APP|STORYBOOK)_/;

/**
 * `secret-in-image`: arguments and variables can be read by everybody who has the image. By its name, and with a value
 * (an argument also without one).
 *
 * @see https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/
 */
export const secrets: Check = ({ stages, args }): readonly DockerfileFinding[] => {
  const findings = args.filter(namesSecret).map((name) => secretFinding('ARG', name, []));
  for (const { stage, instruction } of instructions(stages)) {
    const names =
      instruction.kind === 'ENV'
        ? Object.keys(instruction.values)
        : instruction.kind === 'ARG'
          ? [instruction.name]
          : [];
    for (const name of names.filter(namesSecret))
      findings.push(secretFinding(instruction.kind, name, pathOf(stage, instruction)));
  }
  return findings;
};

/** Whether the value of a variable with this name is usually a secret. */
export function namesSecret(name: string): boolean {
  return SECRET.test(name) && !NO_SECRET.test(name) && !FOR_BROWSERS.test(name);
}

function secretFinding(kind: string, name: string, path: readonly string[]): DockerfileFinding {
  return {
    id: 'secret-in-image',
    message: `${kind} "${name}" can be read by everybody who has the image.`,
    remedy: 'Mount a secret in the RUN that needs it, or hand it to the container as a file.',
    path,
  };
}

const ONLY_LAST_COUNTS: readonly Instruction['kind'][] = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

/**
 * `instruction-repeated`: of several in a stage only the last one has an effect.
 *
 * @see https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/
 */
export const repeated: Check = ({ stages }): readonly DockerfileFinding[] =>
  stages.flatMap((stage) =>
    ONLY_LAST_COUNTS.filter((kind) => count(stage, kind) > 1).map((kind) => ({
      id: 'instruction-repeated',
      message: `The stage has several ${kind}, and only the last one has an effect.`,
      remedy: 'Remove all but one.',
      path: [...pathOf(stage), kind],
    })),
  );

function count(stage: Stage, wanted: Instruction['kind']): number {
  return stage.instructions.filter(({ kind }) => kind === wanted).length;
}

/**
 * - `pipe-hides-failure`: of the commands of a pipe a POSIX shell reports only the last one's failure.
 * - `copy-needs-folder`: several files cannot become one.
 *
 * @see https://docs.docker.com/build/building/best-practices/#using-pipes
 */
export const pipesAndCopies: Check = ({ stages }): readonly DockerfileFinding[] => {
  const findings: DockerfileFinding[] = [];
  for (const { stage, instruction } of instructions(stages)) {
    if (instruction.kind === 'RUN' && hasPipe(instruction.command) && stage.shell === undefined) {
      findings.push({
        id: 'pipe-hides-failure',
        message: 'If a command of the pipe fails and it is not the last one, the build goes on.',
        remedy: 'Give the stage a shell that reports it: "bash", or "ash" on Alpine and busybox.',
        path: pathOf(stage, instruction),
      });
    }
    if (instruction.kind === 'COPY' && instruction.sources.length > 1 && !endsInFolder(instruction.to)) {
      findings.push({
        id: 'copy-needs-folder',
        message: `Several sources cannot become the one file "${shown(instruction.to)}".`,
        remedy: 'End the destination with "/".',
        path: pathOf(stage, instruction),
      });
    }
  }
  return findings;
};

function endsInFolder(text: Text): boolean {
  const literal = literalText(text);
  return literal === undefined || literal.endsWith('/') || literal === '.';
}
