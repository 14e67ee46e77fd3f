/**
 * The catalogue of what queues can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const queueNameInvalid = (what: 'user' | 'virtual host', name: string): DiagnosticProps => ({
  id: 'queue-name-invalid',
  message: `${quoted(name)} cannot be the name of a ${what}.`,
  remedy: 'Begin with a letter; use letters, digits, "_", "-" and ".", 64 characters at most.',
});

export const queueNameHidden = (): DiagnosticProps => ({
  id: 'queue-name-hidden',
  message: 'Clients cannot be told about this Queue: a Variable says the name of its user or of its virtual host.',
  remedy:
    'Give `user` and `virtualHost` as strings. Or set variables of the client, and let it join the network of the Queue.',
});

export const virtualHostUnused = (product: string): DiagnosticProps => ({
  id: 'virtual-host-unused',
  message: `${product} has no virtual hosts.`,
  remedy: 'Leave `virtualHost` out.',
});

export const settingInvalid = (name: string): DiagnosticProps => ({
  id: 'setting-invalid',
  message: `The setting ${quoted(name)} has a line end in it, which would end it in the settings file.`,
  remedy: 'Write its value in one line.',
});
