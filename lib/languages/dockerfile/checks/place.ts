import type { DockerfileFinding } from '../finding';
import type { Instruction, Stage } from '../model';
import { literalText, partsOf, type Text } from '../text';

/** All stages, and the arguments before the first one. */
export interface Whole {
  readonly stages: readonly Stage[];
  readonly args: readonly string[];
}

/** One check: looks at everything and says what it found. */
export type Check = (whole: Whole) => readonly DockerfileFinding[];

/** A text as a person recognizes it. */
export function shown(text: Text): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : `\${${part.name}}`))
    .join('');
}

/** The path of a finding: `['stage build', 'RUN']`. */
export function pathOf(stage: Stage, instruction?: Instruction): readonly string[] {
  const title = `stage ${stage.name ?? shown(stage.from)}`;
  return instruction === undefined ? [title] : [title, instruction.kind];
}

/** Every instruction with its stage, in order. */
export function* instructions(
  stages: readonly Stage[],
): Generator<{ stage: Stage; index: number; instruction: Instruction }> {
  for (const [index, stage] of stages.entries()) {
    for (const instruction of stage.instructions) yield { stage, index, instruction };
  }
}

/** The stage and those that it is built on, itself first. */
export function chain(stages: readonly Stage[], last: Stage): readonly Stage[] {
  const found: Stage[] = [];
  let index = stages.indexOf(last);
  while (index >= 0) {
    const stage = stages[index];
    if (stage === undefined) break;
    found.push(stage);
    index = stageIndex(stages.slice(0, index), stage.from);
  }
  return found;
}

/** Where the stage of that name is among these; the last one wins, as in BuildKit; -1 for none. */
export function stageIndex(stages: readonly Stage[], name: Text | undefined): number {
  const wanted = name === undefined ? undefined : literalText(name)?.toLowerCase();
  return stages.findLastIndex((stage) => stage.name !== undefined && stage.name.toLowerCase() === wanted);
}
