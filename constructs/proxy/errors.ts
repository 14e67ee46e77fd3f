/**
 * The catalogue of what proxies can be given wrong.
 *
 * @module
 */

import type { Problem } from '../../lib/core';
import { quoted } from '../../lib/words';

export const hostInvalid = (host: string): Problem => ({
  id: 'host-invalid',
  message: `${quoted(host)} cannot be a host name.`,
  remedy: 'Use letters, digits, "-" and ".", such as "images.example.org".',
});

export const trustedEmpty = (): Problem => ({
  id: 'trusted-empty',
  message: 'Something in front of the proxy ends TLS, but it is not said from which addresses it connects.',
  remedy: 'List them, such as behind: { trusted: ["10.0.0.0/8"] }.',
});

export const hostTaken = (host: string): Problem => ({
  id: 'host-taken',
  message: `The proxy serves the host ${quoted(host)} twice.`,
  remedy: 'Call host() once for it, keep what it returns, and add all routes to that.',
});

export const routeInvalid = (path: string): Problem => ({
  id: 'route-invalid',
  message: `${quoted(path)} cannot be the path of a route.`,
  remedy: 'Begin it with "/" and write it decoded, without "//", "..", query and fragment.',
});

export const filesRouteInvalid = (path: string): Problem => ({
  id: 'files-route-invalid',
  message: `${quoted(path)} is to answer with the files of a volume, and stands for one path alone.`,
  remedy: 'End it with "/": the files are below it.',
});

export const routeTaken = (host: string, path: string): Problem => ({
  id: 'route-taken',
  message: `The host ${quoted(host)} has two routes for the path ${quoted(path)}.`,
  remedy: 'Remove one of them.',
});
