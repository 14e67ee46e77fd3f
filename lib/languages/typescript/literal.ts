/**
 * Strings, names, numbers and comments as TypeScript must read them to get exactly that.
 *
 * @module
 */

/** Characters that are invisible or end a line: written as escapes, so that code shows them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A string literal in single quotes, or in double ones if that takes fewer escapes. */
export function quoteString(text: string): string {
  const singles = count(text, "'");
  const quote = singles > count(text, '"') ? '"' : "'";
  const escaped = text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped.replace(UNSEEN, escapeCharacter)}${quote}`;
}

/** Literal text between the backticks of a template; line feeds stay. */
export function quoteTemplateText(text: string): string {
  return text
    .replace(/[\\`]|\$(?=\{)/g, '\\$&')
    .replace(UNSEEN, (character) => (character === '\n' ? character : escapeCharacter(character)));
}

/** @returns undefined for NaN and the infinities, which have no literal */
export function printNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}

/** The lines of a comment, each with its slashes; an empty line stays empty. */
export function commentLines(comment: string): readonly string[] {
  const lines = comment.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => line.replace(UNSEEN, '\ufffd').trimEnd());
  while (lines[0] === '') lines.shift();
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .map((line) => (line === '' ? '' : `// ${isDirective(line) ? '# ' : ''}${line}`));
}

/**
 * A comment that came from elsewhere must not tell the compiler anything:
 * https://www.typescriptlang.org/docs/handbook/intro-to-js-ts.html#ts-check
 */
function isDirective(line: string): boolean {
  return /^[/\s]*(@ts-|biome-ignore|prettier-ignore|eslint-)/.test(line);
}

/** Whether a text is a name that code can refer to: no reserved word, and nothing but ASCII. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !RESERVED.has(text);
}

/** A key of an object literal, or the name of a property, that needs no quotes. */
export function isPropertyName(text: string): boolean {
  return /^[$_\p{ID_Start}][$\p{ID_Continue}]*$/u.test(text);
}

/** Reserved words, and names that strict code or a module cannot declare: https://tc39.es/ecma262/#prod-ReservedWord */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export exports ' +
    'extends false finally for function if implements import in instanceof interface let module new null package ' +
    'private protected public require return static super switch this throw true try typeof undefined var void while ' +
    'with yield'
  ).split(' '),
);

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
