/**
 * The catalogue of what volumes can be given wrong.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const ownerInvalid = (): DiagnosticProps => ({
  id: 'owner-invalid',
  message: 'The owner of a volume is a user and a group, by number.',
  remedy: 'Write owner: { uid: 1000, gid: 1000 }, with the numbers that the image has.',
});

export const modeInvalid = (mode: unknown, hasOwner: boolean): DiagnosticProps => ({
  id: 'mode-invalid',
  message: hasOwner
    ? `${typeof mode === 'number' ? mode : quoted(mode)} is no mode of a folder.`
    : 'A mode without an owner changes nothing.',
  remedy: hasOwner
    ? 'Write an octal number, such as 0o750.'
    : 'Say whose folder it is: owner: { uid: 1000, gid: 1000 }.',
});

export const ownerImageMissing = (volume: string): DiagnosticProps => ({
  id: 'owner-image-missing',
  message: `The volume ${quoted(volume)} has an owner, and the service that mounts it first names no image to set it with.`,
  remedy: 'Give that service an image, beside its build, too.',
});

export const secondWriter = (volume: string, first: IConstruct): DiagnosticProps => ({
  id: 'second-writer',
  message: `Two services write to the volume ${quoted(volume)}.`,
  remedy:
    'Let one of them write and mount it with { readOnly: true } in the others. If they know of each other, use a Volume.',
  related: [{ message: 'the first writer', construct: first }],
});
