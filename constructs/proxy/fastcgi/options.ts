/**
 * How a route leads to the scripts of an app, as its author says it.
 *
 * @module
 */
import { posix } from 'node:path';
import { boolean, type DiagnosticProps, type Forms, string, strings } from '../../../lib/core';
import { CORS, type Cors } from '../../web-server';
import { fastCgiPathInvalid } from '../errors';
import { PASSAGE, type PassageProps } from '../passage';
import type { Scripts } from './site';

/** How a proxy answers with the files and scripts of an app that speaks FastCGI, for `host.fastcgi`. */
export interface FastCgiOptions extends PassageProps {
  /** Folder of the app's image that visitors see. No visitor sees other folders. @default '/app/public' */
  readonly root?: string;
  /** Script that answers for its folder. @default 'index.php' */
  readonly index?: string;
  /**
   * Script that answers for paths that are no file, such as `/index.php`; `false` for 404. @default the index of `root`
   */
  readonly fallback?: string | false;
  /** Whether the app sees the path without the route's own part. @default false */
  readonly stripPrefix?: boolean;
  /** Which pages of other hosts may use the answers. The app's own headers for this purpose are dropped. @default none */
  readonly cors?: Cors;
  /**
   * Headers that visitors may set although applications believe them, such as `X-HTTP-Method-Override`. @default none
   */
  readonly passHeaders?: readonly string[];
}

export const FASTCGI: Forms<FastCgiOptions> = {
  ...PASSAGE,
  root: string,
  index: string,
  fallback: true,
  stripPrefix: boolean,
  cors: CORS,
  passHeaders: strings,
};

/** The scripts of a route, or what is wrong with them. */
export function scriptsOf(options: FastCgiOptions): {
  readonly scripts: Scripts;
  readonly problems: DiagnosticProps[];
} {
  const { root = '/app/public', index = 'index.php', fallback = `/${index}` } = options;
  const isPath = (path: unknown): path is string =>
    typeof path === 'string' && /^(?:\/[^/\0-\x1f\x7f$"'\\]+)+$/.test(path) && posix.normalize(path) === path;
  const isName = typeof index === 'string' && /^[\w-]+(?:\.[\w-]+)*\.php$/.test(index);
  const isFallback = fallback === false || (isPath(fallback) && fallback.endsWith('.php'));
  return {
    scripts: {
      root: isPath(root) ? root : '/app/public',
      index: isName ? index : 'index.php',
      ...(fallback !== false && { fallback: isFallback ? fallback : '/index.php' }),
    },
    problems: [
      ...(isPath(root)
        ? []
        : [fastCgiPathInvalid('root', root, 'an absolute folder of the image, such as "/app/public"')]),
      ...(isName ? [] : [fastCgiPathInvalid('index', index, 'the name of a script, such as "index.php"')]),
      ...(isFallback || !isName
        ? []
        : [fastCgiPathInvalid('fallback', fallback, 'a script below the root, such as "/index.php", or false')]),
    ],
  };
}
