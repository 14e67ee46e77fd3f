/**
 * The catalogue of wrong values that several rooms check.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const numberInvalid = (what: string, value: number, remedy: string): DiagnosticProps => ({
  id: 'number-invalid',
  message: `${what} is ${value}.`,
  remedy,
});

export const addressInvalid = (address: unknown): DiagnosticProps => ({
  id: 'address-invalid',
  message: `${quoted(address)} is neither an IP address nor a network.`,
  remedy: 'Write one such as "10.0.0.5" or "10.0.0.0/8".',
});

export const sizeInvalid = (what: string, size: string): DiagnosticProps => ({
  id: 'size-invalid',
  message: `${what} is ${quoted(size)}, which is no size.`,
  remedy: 'Write a number and a unit, such as "512m" or "1g"; a container needs 6m at least.',
});

export const durationInvalid = (what: string, duration: unknown): DiagnosticProps => ({
  id: 'duration-invalid',
  message: `${what} is ${quoted(duration)}, which is no duration.`,
  remedy: 'Write a whole number above 0 and a unit: "90s", "10m", "2h", "7d" or "1y".',
});

export const portInvalid = (port: unknown): DiagnosticProps => ({
  id: 'port-invalid',
  message: `${quoted(port)} is no port.`,
  remedy: 'Use a whole number from 1 to 65535.',
});

export const commandEmpty = (what: string): DiagnosticProps => ({
  id: 'command-empty',
  message: `${what} has no words.`,
  remedy: 'Name the program and its arguments, such as ["node", "migrate.js"].',
});

export const versionUnknown = (product: string, version: string, examples: string): DiagnosticProps => ({
  id: 'version-unknown',
  message: `${product} ${quoted(version)} is no version that has an image.`,
  remedy: `Use one such as ${examples}.`,
});
