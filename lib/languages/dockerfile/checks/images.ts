import type { DockerfileFinding } from '../finding';
import type { Stage } from '../model';
import { literalText, partsOf } from '../text';
import { type Check, instructions, pathOf, shown, stageIndex } from './place';

/**
 * - `image-untagged`: without a tag it is whatever `latest` is when the build runs.
 * - `image-latest`: the same, said aloud.
 * - `argument-undeclared`: a FROM can use only arguments from before the first stage.
 * - `stage-unknown`: files are taken from a stage that is not above, so BuildKit looks for an image of that name.
 * - `stage-name-taken`: two stages have one name, or a name that BuildKit uses itself.
 *
 * @see https://docs.docker.com/reference/dockerfile/#from
 */
export const images: Check = ({ stages, args }): readonly DockerfileFinding[] => {
  const findings: DockerfileFinding[] = [];
  for (const [index, stage] of stages.entries()) {
    const above = stages.slice(0, index);
    const name = literalText(stage.from);
    if (name !== undefined && stageIndex(above, name) < 0) findings.push(...imageFindings(name, pathOf(stage)));
    for (const part of partsOf(stage.from)) {
      if (typeof part === 'string' || args.includes(part.name)) continue;
      findings.push({
        id: 'argument-undeclared',
        message: `"${shown(stage.from)}" uses an argument that is not declared before the first stage.`,
        remedy: `Declare "${part.name}" in the arguments of the Dockerfile.`,
        path: pathOf(stage),
      });
    }
    if (stage.name !== undefined && (stageIndex(above, stage.name) >= 0 || /^(?:scratch|context)$/i.test(stage.name))) {
      findings.push({
        id: 'stage-name-taken',
        message: `The stage name "${stage.name}" is taken.`,
        remedy: 'Give the stage another name.',
        path: pathOf(stage),
      });
    }
  }
  return [...findings, ...sourceFindings(stages)];
};

function sourceFindings(stages: readonly Stage[]): readonly DockerfileFinding[] {
  const findings: DockerfileFinding[] = [];
  for (const { stage, index, instruction } of instructions(stages)) {
    const sources =
      instruction.kind === 'COPY'
        ? [instruction.options.from]
        : instruction.kind === 'RUN'
          ? instruction.mounts.map((mount) => (mount.type === 'bind' ? mount.from : undefined))
          : [];
    for (const from of sources) {
      if (from === undefined || stageIndex(stages.slice(0, index), from) >= 0) continue;
      const isNumber = /^\d+$/.test(from);
      if (isNumber ? Number(from) < index : /[:/@]/.test(from)) {
        if (!isNumber) findings.push(...imageFindings(from, pathOf(stage, instruction)));
        continue;
      }
      findings.push({
        id: 'stage-unknown',
        message: `There is no stage "${from}" above, so BuildKit looks for an image of that name.`,
        remedy: 'Name a stage that comes before, or an image with its tag.',
        path: pathOf(stage, instruction),
      });
    }
  }
  return findings;
}

function imageFindings(image: string, path: readonly string[]): readonly DockerfileFinding[] {
  if (image === 'scratch' || image.includes('@')) return [];
  const tag = /:([^/]*)$/.exec(image)?.[1];
  if (tag !== undefined && tag !== 'latest') return [];
  return [
    {
      id: tag === undefined ? 'image-untagged' : 'image-latest',
      message: `"${image}" is another image whenever a new one is published.`,
      remedy: `Name a version, such as "${image.replace(/:latest$/, '')}:1.2".`,
      path,
    },
  ];
}
