/**
 * @module
 */

/** How the first line of a Compose file of ours begins: a folder that has one is a folder of synth's. */
export const MARK = 'Written by compose-constructs';
