/**
 * Comments as text, without and with their `#`.
 *
 * @module
 */

const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|\p{Cs}/gu;

/** The text as comment lines, each beginning with `indent` and `#`; nothing in it can end its line. */
export function printComment(comment: string, indent = ''): string {
  const lines = comment.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return lines.map((line) => `${`${indent}# ${visible(line)}`.trimEnd()}\n`).join('');
}

/** The text as a comment for the end of a line, with a space before its `#`. */
export function printBeside(comment: string): string {
  return ` ${printComment(comment.replace(/\s*(?:\r\n|[\n\r\u0085\u2028\u2029])\s*/g, ' ')).trimEnd()}`;
}

/** The text of a comment, read from `# text`. */
export function readComment(source: string): string {
  return visible(source.replace(/^# ?/, '').trimEnd());
}

function visible(line: string): string {
  return line.replace(UNSEEN, '\ufffd');
}
