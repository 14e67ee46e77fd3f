/**
 * Colours for diagnostics.
 *
 * @module
 */

export type Style = 'error' | 'warning' | 'strong' | 'faint';
export type Paint = (style: Style, text: string) => string;

/** https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  error: [31, 39],
  warning: [33, 39],
  strong: [1, 22],
  faint: [2, 22],
};

export const plain: Paint = (_style, text) => text;

export const coloured: Paint = (style, text) => {
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Whether to colour. NO_COLOR (https://no-color.org) and FORCE_COLOR decide if they are set, else the terminal's
 * abilities.
 */
export function paintFor(env: Variables, isTerminal: () => boolean): Paint {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? plain : coloured;
  if (env['NO_COLOR'] || env['TERM'] === 'dumb') return plain;
  return isTerminal() ? coloured : plain;
}
