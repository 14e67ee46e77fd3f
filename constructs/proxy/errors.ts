/**
 * The catalogue of what proxies can be given wrong.
 *
 * @module
 */
import type { DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const hostInvalid = (host: string): DiagnosticProps => ({
  id: 'host-invalid',
  message: `${quoted(host)} cannot be a host name.`,
  remedy: 'Use letters, digits, "-" and ".", such as "images.example.org".',
});

export const tlsInvalid = (): DiagnosticProps => ({
  id: 'tls-invalid',
  message: '`tls` of the proxy is no way to TLS.',
  remedy: 'Pass what a factory returns, such as Tls.terminatedBy({ from: ["10.0.0.0/8"] }).',
});

export const terminatorAddressMissing = (): DiagnosticProps => ({
  id: 'terminator-address-missing',
  message: 'Something in front of the proxy terminates TLS, and the stack names no address that it connects from.',
  remedy: 'List its addresses or networks, such as Tls.terminatedBy({ from: ["10.0.0.0/8"] }).',
});

export const hostTaken = (host: string): DiagnosticProps => ({
  id: 'host-taken',
  message: `The proxy serves the host ${quoted(host)} twice.`,
  remedy: 'Call host() once for it, keep what it returns, and add all routes to that.',
});

export const routeInvalid = (path: string): DiagnosticProps => ({
  id: 'route-invalid',
  message: `${quoted(path)} cannot be the path of a route.`,
  remedy: 'Begin it with "/" and write it decoded, without "//", "..", query and fragment.',
});

export const filesRouteInvalid = (path: string): DiagnosticProps => ({
  id: 'files-route-invalid',
  message: `${quoted(path)} is to answer with the files of a volume, and stands for one path alone.`,
  remedy: 'End it with "/": the files are below it.',
});

export const routeTaken = (host: string, path: string): DiagnosticProps => ({
  id: 'route-taken',
  message: `The host ${quoted(host)} has two routes for the path ${quoted(path)}.`,
  remedy: 'Remove one of them.',
});

export const redirectInvalid = (to: unknown): DiagnosticProps => ({
  id: 'redirect-invalid',
  message: `${quoted(to)} is no other host to send visitors to.`,
  remedy: 'Pass what host() returns for another host, or scheme and host such as "https://shop.example".',
});

export const bufferInvalid = (message: string): DiagnosticProps => ({
  id: 'buffer-invalid',
  message,
  remedy:
    'Give the proxy more bufferSize, and twice as much memory; or let bodies pass as they arrive: buffer: "none".',
});

export const rateInvalid = (): DiagnosticProps => ({
  id: 'rate-invalid',
  message: 'The rate limit is no number of requests in a time.',
  remedy: 'Write whole numbers above 0, such as rateLimit: { requests: 10, per: "second", burst: 20 }.',
});

export const headerNotHeldBack = (name: string): DiagnosticProps => ({
  id: 'header-not-held-back',
  message: `The header ${quoted(name)} is to be passed on, and the proxy does not hold it back.`,
  remedy: 'Leave it out: it passes, unless it is one that the proxy sets itself.',
});

export const healthPathInvalid = (path: unknown): DiagnosticProps => ({
  id: 'proxy-health-path-invalid',
  message: `${quoted(path)} cannot be the path where load balancers ask.`,
  remedy: 'Begin it with "/" and use letters, digits, "-", "_", "." and "/", such as "/healthz".',
});

export const fastCgiForwarded = (app: string): DiagnosticProps => ({
  id: 'fastcgi-forwarded',
  message: `The app ${quoted(app)} speaks FastCGI, and forward() speaks HTTP.`,
  remedy: 'Use fastcgi() in its place, such as host.fastcgi("/", app, { root: "/app/public" }).',
});

export const fastCgiNotSpoken = (app: string): DiagnosticProps => ({
  id: 'fastcgi-not-spoken',
  message: `The image of ${quoted(app)} is not known to speak FastCGI.`,
  remedy: 'Use forward() for an app that answers HTTP, or make the image with Image.php.',
});

export const fastCgiBody = (path: string, asked: string, taken: string): DiagnosticProps => ({
  id: 'fastcgi-body',
  message: `The route ${quoted(path)} lets bodies of ${asked} through, and PHP drops all above ${taken} without an error.`,
  remedy: `Write Image.php({ maxBody: ${quoted(asked)} }), or the smaller size as maxBody of the route.`,
});

export const fastCgiPathInvalid = (property: string, value: unknown, wanted: string): DiagnosticProps => ({
  id: 'fastcgi-path-invalid',
  message: `\`${property}\` of the route is ${quoted(String(value))}.`,
  remedy: `Write ${wanted}.`,
});
