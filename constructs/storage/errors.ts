/**
 * The catalogue of what volumes can be given wrong.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const secondWriter = (volume: string, first: IConstruct): DiagnosticProps => ({
  id: 'second-writer',
  message: `Two services write to the volume ${quoted(volume)}.`,
  remedy:
    'Let one of them write and mount it with { readOnly: true } in the others. If they know of each other, use a Volume.',
  related: [{ message: 'the first writer', construct: first }],
});
