/**
 * Everything that can be wrong with a Compose project or a value in it, as factories of findings.
 *
 * @module
 */
import { anyOf, excerpt, quotedList, shown, withArticle } from '../../words';
import type { Finding, Position } from './finding';

type Pointer = readonly string[];

const NOWHERE: Pointer = [];

export function unknownProperty(pointer: Pointer, suggestion: string | undefined, allowed: readonly string[]): Finding {
  const key = pointer[pointer.length - 1] ?? '';
  const list = allowed.length <= 12 ? `use one of ${quotedList(allowed)}` : 'see the Compose file reference';
  return {
    id: 'unknown-property',
    pointer,
    message: `Compose knows no property ${excerpt(key)} here.`,
    remedy: suggestion === undefined ? `Remove it, or ${list}.` : `Did you mean ${excerpt(suggestion)}?`,
  };
}

export function badName(pointer: Pointer, pattern: string): Finding {
  const key = pointer[pointer.length - 1] ?? '';
  return {
    id: 'bad-name',
    pointer,
    message: `Compose does not accept ${excerpt(key)} as a name here.`,
    remedy: `Choose a name that matches ${pattern}.`,
  };
}

export function swallowedName(pointer: Pointer): Finding {
  const key = pointer[pointer.length - 1] ?? '';
  return {
    id: 'swallowed-name',
    pointer,
    message: `Compose takes ${excerpt(key)} for an extension and drops it, because it begins with "x-".`,
    remedy: 'Choose a name that does not begin with "x-".',
  };
}

export function badVariableName(pointer: Pointer): Finding {
  const key = pointer[pointer.length - 1] ?? '';
  return {
    id: 'bad-variable-name',
    pointer,
    message: `The container would see ${excerpt(key.slice(0, key.indexOf('=')))}: the name of a variable ends at its first "=".`,
    remedy: 'Take the "=" out of the name.',
  };
}

export function wrongType(pointer: Pointer, expected: readonly string[], found: string): Finding {
  const wanted = anyOf(expected.map(withArticle));
  return {
    id: 'wrong-type',
    pointer,
    message: `Compose wants ${wanted} here and finds ${withArticle(found)}.`,
    remedy:
      found !== 'list' && found !== 'map' && expected[0] === 'string' ? 'Write it as a string.' : `Give ${wanted}.`,
  };
}

export function unknownValue(
  pointer: Pointer,
  found: string,
  allowed: readonly string[],
  suggestion?: string,
): Finding {
  return wrongValue(
    pointer,
    `${excerpt(found)} is not a value that Compose knows here.`,
    `${suggestion === undefined ? '' : `Did you mean ${excerpt(suggestion)}? `}Use one of ${quotedList(allowed)}.`,
  );
}

export function patternMismatch(pointer: Pointer, found: string, pattern: string): Finding {
  return wrongValue(
    pointer,
    `Compose does not accept ${excerpt(found)} here.`,
    `Give a value that matches ${pattern}.`,
  );
}

/** `kind` is what Compose makes of the string. */
export function notCast(pointer: Pointer, found: string, kind: 'integer' | 'float' | 'boolean'): Finding {
  const wanted = { integer: 'an integer', float: 'a number', boolean: '"true" or "false"' }[kind];
  return wrongValue(
    pointer,
    `${excerpt(found)} is not ${wanted}, which Compose makes of a string here.`,
    `Give ${wanted}.`,
  );
}

function wrongValue(pointer: Pointer, message: string, remedy: string): Finding {
  return { id: 'wrong-value', pointer, message, remedy };
}

export function overlayTag(pointer: Pointer, tag: string): Finding {
  return {
    id: 'overlay-tag',
    pointer,
    message: `"${tag}" has nothing to act on: the file is not merged over another.`,
    remedy: tag === '!reset' ? 'Leave the property out.' : 'Write the value itself.',
  };
}

export function outOfRange(pointer: Pointer, minimum: number | undefined, maximum: number | undefined): Finding {
  const bounds = [
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
  ];
  return {
    id: 'out-of-range',
    pointer,
    message: 'The number is outside of what Compose accepts here.',
    remedy: `Give a number that is ${bounds.filter((bound) => bound !== '').join(' and ')}.`,
  };
}

export function missingProperty(pointer: Pointer, key: string): Finding {
  return {
    id: 'missing-property',
    pointer,
    message: `${excerpt(key)} is missing.`,
    remedy: `Add ${excerpt(key)}: Compose requires it here.`,
  };
}

export function duplicateItem(pointer: Pointer, first: number): Finding {
  return {
    id: 'duplicate-item',
    pointer,
    message: `The list holds the same item twice, first at position ${first + 1}.`,
    remedy: 'Remove one of them.',
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

export function variableName(name: unknown): Finding {
  return {
    id: 'variable-name',
    pointer: NOWHERE,
    message: `Compose cannot interpolate a variable named ${typeof name === 'string' ? excerpt(name) : shown(name)}.`,
    remedy: 'Use letters, digits and "_", and begin with a letter or "_".',
  };
}

export function variableOperand(name: string, operand: string): Finding {
  return {
    id: 'variable-operand',
    pointer: NOWHERE,
    message: `Compose cannot say ${excerpt(operand)} as the default or message of the variable ${name}. Its grammar has no line breaks, NUL, lone surrogates and unpaired braces there.`,
    remedy: 'Choose a text of one line where every "{" has its "}".',
  };
}

/** @param taker `The variable TAG`, as the beginning of a sentence */
export function notAText(taker: string, value: unknown): Finding {
  return {
    id: 'not-a-text',
    pointer: NOWHERE,
    message: `${taker} was given ${shown(value)} where a text belongs.`,
    remedy: 'Pass a string, a Variable or what text`…` returns.',
  };
}

export function variableBeforeBrace(name: string): Finding {
  return {
    id: 'variable-before-brace',
    pointer: NOWHERE,
    message: `Compose would read the text after the variable ${name} as its default or message: there a "{" has no "}".`,
    remedy: 'Give the "{" its "}", or put the variable behind the last "}" of the line.',
  };
}

export function variableInString(): Finding {
  return {
    id: 'variable-in-string',
    pointer: NOWHERE,
    message: 'A variable of the deploying host has no value yet, so it cannot become part of an ordinary string.',
    remedy: 'Join it with text`…` instead of a plain template or "+".',
  };
}
