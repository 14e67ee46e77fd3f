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

export const sharedFilePlaceInvalid = (at: unknown): DiagnosticProps => ({
  id: 'shared-file-place-invalid',
  message: `A shared file cannot be at ${quoted(at)}: it has a folder of its own, which all of its readers mount.`,
  remedy: 'Write an absolute path with such a folder, such as "/run/api-key/key".',
});

export const sharedFileWriterInvalid = (writer: string): DiagnosticProps => ({
  id: 'shared-file-writer-unknown',
  message: `Nobody knows which user ${quoted(writer)} runs as, so the folder of its file cannot belong to that user.`,
  remedy: 'Say it in Image.registry(…, { user: { uid: 1000, gid: 1000 } }).',
});

export const fastCgiConnected = (): DiagnosticProps => ({
  id: 'fastcgi-connected',
  message: 'This app speaks FastCGI: its clients would have the right to run any file of its container.',
  remedy: 'Lead a route to it with host.fastcgi(path, app), and let other apps use the address of that host.',
});

export const fastCgiPublished = (): DiagnosticProps => ({
  id: 'fastcgi-published',
  message: 'This app speaks FastCGI: everybody who reaches a published port could run any file of its container.',
  remedy: 'Leave `publish` out, and lead a route to it with host.fastcgi(path, app).',
});
