/**
 * The catalogue of what can go wrong between the tree and the assembly.
 *
 * @module
 */
import type { InString } from '../core';
import { type Section, singular } from '../languages/compose';
import { nearest, quoted } from '../words';
import type { ConstructOrigin, PlacedProblem } from './origins';

export const noStack = (): PlacedProblem => ({
  id: 'no-stack',
  message: 'The App holds no Stack, so there is nothing to write.',
  remedy: 'Create one in it: new MyStack(app, "my-stack", { environment: Environment.development() }).',
});

export const stackUnknown = (name: string, known: readonly string[]): PlacedProblem => {
  const guess = nearest(name, known);
  const all = `There ${known.length === 1 ? 'is' : 'are'} ${known.map(quoted).join(', ')}.`;
  return {
    id: 'stack-unknown',
    message: `The App has no stack ${quoted(name)}.`,
    remedy: guess === undefined ? all : `Did you mean ${quoted(guess)}? ${all}`,
  };
};

export const stackNameTaken = (name: string, other: ConstructOrigin): PlacedProblem => ({
  id: 'stack-name-taken',
  message: `Two stacks are written to the folder ${quoted(name)}; the second would overwrite the first.`,
  remedy: 'Give one of them another `name`, or another `folder` where both are one Compose project.',
  related: [{ message: 'the first one', origin: other }],
});

export const nameTaken = (
  section: Section,
  name: string,
  first: ConstructOrigin,
  second: ConstructOrigin,
): PlacedProblem => ({
  id: 'name-taken',
  message: `${quoted(first.path)} and ${quoted(second.path)} both become the ${singular(section)} ${quoted(name)}.`,
  remedy: 'Give one of them another id: nested ids are joined with "-".',
  related: [{ message: 'the first one', origin: first }],
});

export const fileTaken = (file: string, first: ConstructOrigin, second: ConstructOrigin): PlacedProblem => ({
  id: 'file-taken',
  message: `${quoted(first.path)} and ${quoted(second.path)} both write the file ${quoted(file)}.`,
  remedy: 'Give one of the two files another path.',
  related: [{ message: 'the first one', origin: first }],
});

export const fileReserved = (path: string): PlacedProblem => ({
  id: 'artifact-path-taken',
  message: `${quoted(path)} cannot be the path of a generated file: synth itself writes it.`,
  remedy: 'Choose another name, or a folder for it.',
});

export const renderFailed = (file: string, reason: string): PlacedProblem => ({
  id: 'render-failed',
  message: `The file ${quoted(file)} could not be made: ${reason}`,
  remedy: 'Correct what the construct was given.',
});

export const loweringFailed = (reason: string): PlacedProblem => ({
  id: 'lowering-failed',
  message: `This could not be turned into Compose: ${reason}`,
  remedy: 'Correct what the construct was given.',
});

export const escapeFailed = (problem: string, remedy: string): PlacedProblem => ({
  id: 'escape-failed',
  message: problem,
  remedy,
});

export const escapeImpossible = (reason: string): PlacedProblem =>
  escapeFailed(`This could not be applied: ${reason}`, 'Pass plain data: maps, lists, texts, numbers and booleans.');

export const extensionTaken = (name: string, first: ConstructOrigin): PlacedProblem => ({
  id: 'extension-taken',
  message: `Two extensions are named ${quoted(name)}.`,
  remedy: 'Give one of them another name, or say both in one.',
  related: [{ message: 'the first one', origin: first }],
});

export const secretFileShared = (file: string, first: ConstructOrigin): PlacedProblem => ({
  id: 'secret-file-shared',
  message: `Two secrets are to be generated into one file, ${quoted(file)}.`,
  remedy: 'Use one SecretFile and let both services read it, or give one of them another id.',
  related: [{ message: 'the first one', origin: first }],
});

/** @param where the property, with the element that has it, or the file */
export const constructInString = (where: string, { path, property }: InString): PlacedProblem => ({
  id: 'construct-in-string',
  message: `A text of ${where} has the construct ${quoted(path)} in it, which is no text.`,
  remedy:
    property === undefined
      ? 'Put a property of it into the text, or let a verb such as `connect` set the variable.'
      : `Put its \`${property}\` into the text, or let a verb such as \`connect\` set the variable.`,
});
