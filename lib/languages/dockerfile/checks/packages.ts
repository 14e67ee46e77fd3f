import type { DockerfileFinding } from '../finding';
import type { RunInstruction } from '../model';
import { simpleCommands } from '../shell';
import { literalText, type Text } from '../text';
import { type Check, instructions, pathOf } from './place';

/**
 * `apt-get` in one RUN:
 *
 * - `apt-update-missing`: the package lists come from an older layer, or are missing.
 * - `apt-update-alone`: the lists are kept in a layer of their own and get old.
 * - `apt-lists-kept`: the lists stay in the image.
 * - `apt-asks`: without `--yes` it asks, nobody answers, and the build fails.
 *
 * @see https://docs.docker.com/build/building/best-practices/#apt-get
 */
export const packages: Check = ({ stages }): readonly DockerfileFinding[] => {
  const findings: DockerfileFinding[] = [];
  for (const { stage, instruction } of instructions(stages)) {
    if (instruction.kind !== 'RUN') continue;
    for (const { id, message, remedy } of aptProblems(instruction)) {
      findings.push({ id, message, remedy, path: pathOf(stage, instruction) });
    }
  }
  return findings;
};

type AptFinding = Omit<DockerfileFinding, 'path'>;

function aptProblems({ command, mounts }: RunInstruction): readonly AptFinding[] {
  const commands = simpleCommands(command).map(({ words }) => words.map(textOf));
  const apt = commands.map(aptArguments).filter((args) => args !== undefined);
  const installs = apt.filter((args) => args.includes('install'));
  const updates = apt.some((args) => args.includes('update'));
  const isMounted = mounts.some(({ type, target }) => {
    const path = target === undefined ? undefined : literalText(target);
    return type === 'cache' && path !== undefined && '/var/lib/apt/lists/'.startsWith(`${path.replace(/\/$/, '')}/`);
  });
  const isCleaned = commands.some(
    ([program, ...args]) => program === 'rm' && args.some((path) => path.startsWith('/var/lib/apt/lists')),
  );
  const problems: AptFinding[] = [];
  if (installs.length > 0 && !updates) problems.push(UPDATE_MISSING);
  if (installs.length === 0 && updates && !isMounted) problems.push(UPDATE_ALONE);
  if (installs.length > 0 && updates && !isMounted && !isCleaned) problems.push(LISTS_KEPT);
  if (installs.some((args) => !args.some((arg) => /^(?:-[a-z]*y[a-z]*|--yes|--assume-yes|-qq)$/.test(arg)))) {
    problems.push(ASKS);
  }
  return problems;
}

/** The arguments if it is apt, also behind `sudo` or `env A=b`. */
function aptArguments(words: readonly string[]): readonly string[] | undefined {
  const index = words.findIndex((word) => /^(?:\/usr\/bin\/)?apt(?:-get)?$/.test(word));
  const before = words.slice(0, Math.max(index, 0));
  return index >= 0 && before.every((word) => /^(?:env|sudo|\w+=.*)$/.test(word)) ? words.slice(index + 1) : undefined;
}

function textOf(word: Text | { readonly kind: 'glob'; readonly pattern: string }): string {
  if (typeof word === 'object' && word.kind === 'glob') return word.pattern;
  return literalText(word) ?? '';
}

const UPDATE_MISSING: AptFinding = {
  id: 'apt-update-missing',
  message: '"apt-get install" without "apt-get update" in the same RUN uses old package lists, or finds none.',
  remedy: 'Put "apt-get update" in front of it, joined by and(…).',
};

const UPDATE_ALONE: AptFinding = {
  id: 'apt-update-alone',
  message: '"apt-get update" in a RUN of its own is cached, and later installs use its old lists.',
  remedy: 'Join it with the install by and(…).',
};

const LISTS_KEPT: AptFinding = {
  id: 'apt-lists-kept',
  message: 'The package lists of "apt-get update" stay in the image.',
  remedy: 'Remove /var/lib/apt/lists in the same RUN, or mount a cache there.',
};

const ASKS: AptFinding = {
  id: 'apt-asks',
  message: '"apt-get install" asks whether to go on, and nobody answers in a build.',
  remedy: 'Add "--yes".',
};
