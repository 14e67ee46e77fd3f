/**
 * The server of a static site.
 *
 * @module
 */
import { block, comment, directive, expression, location, type NginxNode, regex } from '../../lib/languages/nginx';
import { PORT, safeHeaders, v } from './base';

/** Where the files of a site are in its image: not in nginx's own folder, which has pages of its own. */
export const SITE_FOLDER = '/srv/site';

/** @param fallback page for paths that are no file, such as `/index.html` of an app that routes in the browser */
export function siteServer(fallback: string | undefined): NginxNode {
  return block(
    'server',
    [],
    [
      directive('listen', PORT, 'default_server'),
      directive('server_name', '_'),
      directive('root', SITE_FOLDER),
      comment('the proxy in front compresses', directive('gzip', 'off')),
      directive('gzip_vary', 'off'),
      location('/', [
        // $uri/ is a folder: nginx redirects to it with its slash, so that relative links in its page are right
        directive('try_files', v('uri'), expression`${v('uri')}/`, fallback ?? '=404'),
        directive('index', 'index.html'),
        ...safeHeaders([['Cache-Control', 'no-cache']]),
      ]),
      comment(
        'a file with a digest in its name never changes',
        location(regex('-(?=[0-9]*[a-f])[0-9a-f]{8,64}\\.[0-9a-z.]+$', { ignoreCase: true }), [
          directive('try_files', v('uri'), '=404'),
          ...safeHeaders([['Cache-Control', 'public, max-age=31536000, immutable']]),
        ]),
      ),
    ],
  );
}
