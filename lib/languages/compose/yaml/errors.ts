/**
 * Everything that can be wrong with a YAML file before it is a Compose file, as factories of findings.
 *
 * @module
 */
import type { Finding, Position } from '../finding';

type Pointer = readonly string[];

const NOWHERE: Pointer = [];

export function syntax(message: string, remedy: string, position: Position): Finding {
  return { id: 'yaml-syntax', pointer: NOWHERE, message, remedy, position };
}

export function colonFirst(source: string, position: Position): Finding {
  const message = `Between brackets, Compose takes the colon of ${JSON.stringify(source.slice(0, 80))} for the end of a key.`;
  return syntax(message, 'Put the text into quotes.', position);
}

/** @param others number of further lines with the same mistake */
export function tab(position: Position, others = 0): Finding {
  return {
    id: 'yaml-tab',
    pointer: NOWHERE,
    message:
      others === 0
        ? 'A tab stands where YAML wants indentation, which is made of spaces only.'
        : `Tabs stand where YAML wants indentation, which is made of spaces only: in this line and in ${others} more.`,
    remedy: others === 0 ? 'Replace the tab by spaces.' : 'Replace the tabs by spaces.',
    position,
  };
}

export function unclosed(what: string, sign: string, position: Position): Finding {
  return {
    id: 'yaml-unclosed',
    pointer: NOWHERE,
    message: `The ${what} that begins here has no end.`,
    remedy: `Close it with ${sign}, and check the indentation of the lines in between.`,
    position,
  };
}

export function indentation(message: string, position: Position): Finding {
  return {
    id: 'yaml-indentation',
    pointer: NOWHERE,
    message,
    remedy: 'Give all entries of one map or list the same number of spaces.',
    position,
  };
}

export function badEscape(source: string, position: Position): Finding {
  return {
    id: 'yaml-escape',
    pointer: NOWHERE,
    message: `YAML has no escape ${JSON.stringify(source)} between double quotes.`,
    remedy: 'Write a backslash as "\\\\", or use single quotes, in which it is only itself.',
    position,
  };
}

export function duplicateKey(pointer: Pointer, first: Position, position: Position): Finding {
  return {
    id: 'yaml-duplicate-key',
    pointer,
    message: `The map has the key ${quote(last(pointer))} twice, first in line ${first.line}.`,
    remedy: 'Remove one of them, or join their values.',
    position,
  };
}

export function keyNotString(pointer: Pointer, kind: string, position: Position): Finding {
  return {
    id: 'yaml-key-type',
    pointer,
    message: `The key ${quote(last(pointer))} is ${kind} for YAML, and Compose accepts strings only.`,
    remedy: 'Put it in quotes.',
    position,
  };
}

export function keyNotScalar(pointer: Pointer, position: Position): Finding {
  return {
    id: 'yaml-key-type',
    pointer,
    message: 'A map or a list stands where Compose wants the name of a key.',
    remedy: 'Write the key as a string; braces and brackets that belong to a text need quotes around it.',
    position,
  };
}

export function unknownAnchor(pointer: Pointer, name: string, position: Position): Finding {
  return {
    id: 'yaml-unknown-anchor',
    pointer,
    message: `The alias *${name} refers to an anchor that is not defined above it.`,
    remedy: `Define &${name} above, or put the text in quotes if the asterisk belongs to it.`,
    position,
  };
}

export function aliasCycle(pointer: Pointer, name: string, position: Position): Finding {
  return {
    id: 'yaml-alias-cycle',
    pointer,
    message: `The alias *${name} stands inside of the value that it refers to.`,
    remedy: 'Write the value out in one of the two places.',
    position,
  };
}

export function anchorName(pointer: Pointer, name: string, position: Position): Finding {
  return {
    id: 'yaml-anchor-name',
    pointer,
    message: `Compose does not read ${quote(name)} as the name of an anchor.`,
    remedy: 'Use letters, digits, "_" and "-", and a space after it.',
    position,
  };
}

export function tooManyAliases(limit: number, position: Position): Finding {
  return {
    id: 'yaml-alias-expansion',
    pointer: NOWHERE,
    message: `The aliases of this file stand for more than ${limit} values, which no machine should write out.`,
    remedy: 'Refer to fewer or smaller values.',
    position,
  };
}

export function mergeNotMap(pointer: Pointer, position: Position): Finding {
  return {
    id: 'yaml-merge',
    pointer,
    message: 'The merge key << wants a map, an alias of a map, or a list of those.',
    remedy: 'Give it such a value, or put << in quotes if it is the name of a key.',
    position,
  };
}

export function wrongTag(pointer: Pointer, source: string, tag: string, position: Position): Finding {
  return {
    id: 'yaml-tag',
    pointer,
    message: `${quote(source)} is not what its tag !!${tag} says.`,
    remedy: 'Remove the tag, or correct the value.',
    position,
  };
}

export function oddTag(pointer: Pointer, tag: string, position: Position): Finding {
  return {
    id: 'yaml-tag',
    pointer,
    message: `Compose does not read ${quote(tag)} as a tag.`,
    remedy: 'Write a space before the "#" of a comment; Compose knows the tags !reset and !override.',
    position,
  };
}

export function unknownTagHandle(position: Position): Finding {
  return {
    id: 'yaml-tag',
    pointer: NOWHERE,
    message: 'The tag has a prefix that no %TAG line defines.',
    remedy: 'Remove the tag; Compose knows !reset and !override.',
    position,
  };
}

export function dateValue(pointer: Pointer, source: string, position: Position): Finding {
  return {
    id: 'yaml-date',
    pointer,
    message: `Compose reads ${quote(source)} as a date and accepts dates nowhere.`,
    remedy: 'Put it in quotes.',
    position,
  };
}

export function notFinite(pointer: Pointer, source: string, position: Position): Finding {
  return {
    id: 'yaml-not-finite',
    pointer,
    message: `YAML reads ${quote(source)} as a number that is infinite or none at all.`,
    remedy: 'Put it in quotes, or give a number.',
    position,
  };
}

export function tooLarge(size: number, limit: number): Finding {
  return {
    id: 'yaml-too-large',
    pointer: NOWHERE,
    message: `The file has ${megabytes(size)}, more than the ${megabytes(limit)} that a Compose file may have here.`,
    remedy: 'Move large contents to files of their own and refer to them.',
    position: { line: 1, column: 1 },
  };
}

export function notText(what: string, position: Position): Finding {
  return {
    id: 'yaml-not-text',
    pointer: NOWHERE,
    message: `The file holds ${what}, which YAML does not allow.`,
    remedy: 'Save the file as text in UTF-8; between double quotes such a character can be written as an escape.',
    position,
  };
}

export function nothing(): Finding {
  return {
    id: 'yaml-empty',
    pointer: NOWHERE,
    message: 'The file holds nothing but blanks and comments.',
    remedy: 'Define at least one service.',
    position: { line: 1, column: 1 },
  };
}

export function notMap(found: string, position: Position): Finding {
  return {
    id: 'yaml-not-map',
    pointer: NOWHERE,
    message: `The file holds ${found} where Compose wants a map with keys such as "services".`,
    remedy: 'Begin with "services:", and write the services below it.',
    position,
  };
}

export function badInterpolation(
  pointer: Pointer,
  problem: string,
  remedy: string,
  position: Position | undefined,
): Finding {
  return {
    id: 'bad-interpolation',
    pointer,
    message: problem,
    remedy,
    ...(position === undefined ? {} : { position }),
  };
}

function last(pointer: Pointer): string {
  return pointer[pointer.length - 1] ?? '';
}

function megabytes(size: number): string {
  return `${Math.ceil((size / 1_000_000) * 10) / 10} MB`;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
}
