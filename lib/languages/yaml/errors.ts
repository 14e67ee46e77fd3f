/**
 * Factories of the findings about YAML files, and about data to print as YAML.
 *
 * @module
 */
import { capital, excerpt, withArticle } from '../../words';
import type { Dialect } from './dialect';
import type { Finding, Position } from './finding';

type Pointer = readonly string[];

const NOWHERE: Pointer = [];

export function syntax(message: string, remedy: string, position: Position): Finding {
  return { id: 'yaml-syntax', pointer: NOWHERE, message, remedy, position };
}

export function colonFirst(reader: string, source: string, position: Position): Finding {
  const message = `Between brackets, ${reader} takes the colon of ${excerpt(source)} for the end of a key.`;
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
    message: `YAML has no escape ${excerpt(source)} between double quotes.`,
    remedy: 'Write a backslash as "\\\\", or use single quotes, where it stands for itself.',
    position,
  };
}

export function duplicateKey(pointer: Pointer, first: Position, position: Position): Finding {
  return {
    id: 'yaml-duplicate-key',
    pointer,
    message: `The map has the key ${excerpt(last(pointer))} twice, first in line ${first.line}.`,
    remedy: 'Remove one of them, or join their values.',
    position,
  };
}

export function keyNotString(reader: string, pointer: Pointer, kind: string, position: Position): Finding {
  return keyType(
    pointer,
    `The key ${excerpt(last(pointer))} is ${kind} for YAML, and ${reader} accepts strings only.`,
    'Put it in quotes.',
    position,
  );
}

export function keyNotScalar(reader: string, pointer: Pointer, position: Position): Finding {
  return keyType(
    pointer,
    `A map or a list stands where ${reader} wants the name of a key.`,
    'Write the key as a string; braces and brackets that belong to a text need quotes around it.',
    position,
  );
}

function keyType(pointer: Pointer, message: string, remedy: string, position: Position): Finding {
  return { id: 'yaml-key-type', pointer, message, remedy, position };
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

export function anchorName(reader: string, pointer: Pointer, name: string, position: Position): Finding {
  return {
    id: 'yaml-anchor-name',
    pointer,
    message: `${reader} does not read ${excerpt(name)} as the name of an anchor.`,
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
  return badTag(
    pointer,
    `${excerpt(source)} is not what its tag !!${tag} says.`,
    'Remove the tag, or correct the value.',
    position,
  );
}

export function oddTag(dialect: Dialect, pointer: Pointer, tag: string, position: Position): Finding {
  return badTag(
    pointer,
    `${dialect.reader} does not read ${excerpt(tag)} as a tag.`,
    `Write a space before the "#" of a comment${knownTags(dialect, 'the tags ')}.`,
    position,
  );
}

export function unknownTagHandle(dialect: Dialect, position: Position): Finding {
  return badTag(
    NOWHERE,
    'The tag has a prefix that no %TAG line defines.',
    `Remove the tag${knownTags(dialect)}.`,
    position,
  );
}

function badTag(pointer: Pointer, message: string, remedy: string, position: Position): Finding {
  return { id: 'yaml-tag', pointer, message, remedy, position };
}

export function dateValue(reader: string, pointer: Pointer, source: string, position: Position): Finding {
  return {
    id: 'yaml-date',
    pointer,
    message: `${reader} reads ${excerpt(source)} as a date and accepts dates nowhere.`,
    remedy: 'Put it in quotes.',
    position,
  };
}

export function notFinite(pointer: Pointer, source: string, position: Position): Finding {
  return {
    id: 'yaml-not-finite',
    pointer,
    message: `YAML reads ${excerpt(source)} as a number that is infinite or none at all.`,
    remedy: 'Put it in quotes, or give a number.',
    position,
  };
}

export function tooLarge(reader: string, size: number, limit: number): Finding {
  return {
    id: 'yaml-too-large',
    pointer: NOWHERE,
    message: `The file has ${megabytes(size)}, more than the ${megabytes(limit)} that ${withArticle(reader)} file may have here.`,
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

export function constructAsValue(reader: string, pointer: Pointer, className: string, hasName: boolean): Finding {
  return {
    id: 'construct-as-value',
    pointer,
    message: `${className === '' ? 'An object of a class' : `An object of class ${className}`} stands where plain data is expected.`,
    remedy: hasName ? 'Pass its .name.' : `Pass its .name, or the plain data that ${reader} should see.`,
  };
}

export function notData(reader: string, pointer: Pointer, what: string): Finding {
  return {
    id: 'not-data',
    pointer,
    message: `${capital(withArticle(reader))} file cannot hold ${what}.`,
    remedy: 'Pass a string, a number, a boolean, null, a list or a map.',
  };
}

export function cyclicData(pointer: Pointer): Finding {
  return {
    id: 'cyclic-data',
    pointer,
    message: 'The data contains itself.',
    remedy: 'Pass a copy that ends.',
  };
}

export function tooDeep(pointer: Pointer, deepest: number): Finding {
  return {
    id: 'too-deep',
    pointer: pointer.slice(0, 8),
    message: `The data is nested deeper than ${deepest} levels.`,
    remedy: 'Nest it less deeply.',
  };
}

export function loneSurrogate(pointer: Pointer): Finding {
  return {
    id: 'lone-surrogate',
    pointer,
    message: 'The string holds half of a UTF-16 pair, which no file in UTF-8 can hold.',
    remedy: 'Cut the string between whole characters; String.prototype.toWellFormed() replaces stray halves.',
  };
}

export function nulCharacter(pointer: Pointer): Finding {
  return {
    id: 'nul-character',
    pointer,
    message: 'The string holds a NUL character, which ends a string for the kernel.',
    remedy: 'Remove it, or pass the bytes in a file.',
  };
}

/** `; CloudFormation knows !Ref and !Sub`, or nothing for a language that has no tags. */
function knownTags({ reader, tags }: Dialect, kind = ''): string {
  return tags === undefined ? '' : `; ${reader} knows ${kind}${[...tags.keys()].join(' and ')}`;
}

function last(pointer: Pointer): string {
  return pointer[pointer.length - 1] ?? '';
}

function megabytes(size: number): string {
  return `${Math.ceil((size / 1_000_000) * 10) / 10} MB`;
}
