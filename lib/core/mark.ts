/**
 * @module
 */

/** The beginning of a generated Compose file's first line: a folder with such a file belongs to synth. */
export const MARK = 'Written by compose-constructs';
