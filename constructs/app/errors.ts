/**
 * The catalogue of what apps and sites can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const portVariable = (): DiagnosticProps => ({
  id: 'port-variable',
  message: 'The environment sets "PORT", which `port` sets already.',
  remedy: 'Leave it out of `environment`: health check and proxy ask at `port`.',
});

export const fallbackInvalid = (path: string): DiagnosticProps => ({
  id: 'fallback-invalid',
  message: `${quoted(path)} cannot be the page for paths that are no file.`,
  remedy: 'Name a file of the site as a path, such as "/index.html".',
});
