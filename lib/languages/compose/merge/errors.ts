/**
 * Factories of the findings about overlays.
 *
 * @module
 */
import { capital, excerpt, quotedList, shown, withArticle } from '../../../words';
import type { Finding } from '../finding';

/** Compose refuses to read the two files together. */
export function cannotMerge(pointer: readonly string[], base: string, overlay: string): Finding {
  return {
    id: 'cannot-merge',
    pointer,
    message: `Compose cannot merge ${withArticle(overlay)} into ${withArticle(base)}.`,
    remedy: `Write ${withArticle(base)} here, too, or mark the value with !override.`,
  };
}

/** The result of merging breaks Compose's schema where neither file does. */
export function twiceWhenMerged(pointer: readonly string[]): Finding {
  return {
    id: 'merged-twice',
    pointer,
    message: 'Compose makes a list of both that holds the same item twice, and then refuses it.',
    remedy: 'Say each item once, or mark the value with !override.',
  };
}

/** Compose reads it and does nothing. */
export function resetWithoutEffect(pointer: readonly string[]): Finding {
  return {
    id: 'reset-without-effect',
    pointer,
    message: 'Compose takes nothing away here: the file below says it as a list, and !reset knows keys of maps only.',
    remedy: 'Put the whole list in its place with !override.',
  };
}

/** The same of a map that Compose has made a list of. */
export function resetAfterMerge(pointer: readonly string[]): Finding {
  return {
    ...resetWithoutEffect(pointer),
    message:
      'Compose takes nothing away here: it has made a list of the maps below, and !reset knows keys of maps only.',
    remedy: 'Put the whole map in its place with !override.',
  };
}

/** Mistakes that stop a change of an element: one sentence each, with the keys of the place. */
export interface Obstacle {
  readonly problem: string;
  readonly remedy: string;
  readonly path: readonly string[];
}

type Way = readonly string[];

export function emptyKey(path: Way): Obstacle {
  return { path, problem: 'A key of the path is empty.', remedy: 'Name a property, such as "deploy.replicas".' };
}

/** `path` leads to the last thing that is there. */
export function nothingThere(path: Way, key: string, keys: readonly string[], guess: string | undefined): Obstacle {
  const known = keys.length === 0 ? 'It is empty.' : `It has ${quotedList(keys)}.`;
  return {
    path,
    problem: `There is no ${excerpt(key)} in ${place(path)}.`,
    remedy: guess === undefined ? `Name what is there. ${known}` : `Did you mean ${excerpt(guess)}?`,
  };
}

export function noEntries(path: Way, kind: string, key: string): Obstacle {
  return {
    path,
    problem: `${capital(place(path))} is ${withArticle(kind)}, so there can be no ${excerpt(key)} in it.`,
    remedy: 'Let the path end there, or change the value as a whole.',
  };
}

export function noItem(path: Way, key: string, length: number): Obstacle {
  const last = length === 0 ? 'The list is empty' : `The last index is ${length - 1}`;
  return {
    path,
    problem: `There is no item ${excerpt(key)} in the list at ${place(path)}.`,
    remedy: `${last}; use "-" to add one at the end.`,
  };
}

export function badPointer(pointer: unknown): Obstacle {
  return {
    path: [],
    problem: `${shown(pointer)} is not a JSON Pointer.`,
    remedy: 'Begin with "/", and write "~" as "~0" and a "/" in a key as "~1".',
  };
}

export function missingMember(member: string, operation: string): Obstacle {
  return {
    path: [],
    problem: `The operation ${excerpt(operation)} has no ${excerpt(member)}.`,
    remedy: `Give it ${excerpt(member)}.`,
  };
}

export function unknownOperation(operation: unknown): Obstacle {
  return {
    path: [],
    problem: `There is no operation ${shown(operation)}.`,
    remedy: 'Use one of "add", "remove", "replace", "move", "copy", "test".',
  };
}

export function wholeElement(): Obstacle {
  return { path: [], problem: 'The element as a whole cannot be removed.', remedy: 'Name a property: "/ports".' };
}

export function intoItself(path: Way): Obstacle {
  return { path, problem: 'A value cannot move into itself.', remedy: 'Use "copy", or another path.' };
}

export function testFailed(path: Way): Obstacle {
  return {
    path,
    problem: `The value at ${place(path)} is not the one that the test expects.`,
    remedy: 'Change the test, or see what changed the value.',
  };
}

function place(path: Way): string {
  return path.length === 0 ? 'the element' : excerpt(path.join('.'));
}
