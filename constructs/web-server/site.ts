/**
 * The server of a static site.
 *
 * @module
 */
import {
  block,
  comment,
  directive,
  expression,
  location,
  map,
  mapDefault,
  type NginxNode,
  regex,
} from '../../lib/languages/nginx';
import { PORT, safeHeaders, v } from './base';
import { type Cors, corsHeaders, corsPreflight, corsVariables } from './cors';
import { digestEntries } from './digests';
import { HIDDEN } from './hidden';
import { fileExtensions } from './media-types';

/** The folder of a site's files in its image: not nginx's own, which has pages of its own. */
export const SITE_FOLDER = '/srv/site';

/** The author's settings for a site's answers. */
export interface SiteAnswers {
  /** Page for paths that are no file, such as `/index.html` of an app that routes in the browser. */
  readonly fallback?: string | undefined;
  /** Pages of other hosts that may use the files. */
  readonly cors?: Cors | undefined;
}

/** Everything that is specific to a site, for the `http` block. */
export function siteServer({ fallback, cors }: SiteAnswers): NginxNode[] {
  return [
    comment(
      'kept for a year: what was found, and has a digest in its name',
      map(expression`${v('status')} ${v('uri')}`, v('site_cache'), [
        mapDefault('no-cache'),
        ...digestEntries('(?:200|206|304) ', 'public, max-age=31536000, immutable'),
      ]),
    ),
    ...(cors ? corsVariables('site', cors) : []),
    block(
      'server',
      [],
      [
        directive('listen', PORT, 'default_server'),
        directive('server_name', '_'),
        directive('root', SITE_FOLDER),
        directive('charset', 'utf-8'),
        directive(
          'charset_types',
          'text/css',
          'text/javascript',
          'text/plain',
          'text/markdown',
          'text/csv',
          'text/vtt',
          'text/xml',
        ),
        comment('the image does not change', directive('open_file_cache', 'max=2000', 'inactive=10m')),
        directive('open_file_cache_valid', '10m'),
        comment('the proxy in front compresses', directive('gzip', 'off')),
        directive('gzip_vary', 'off'),
        ...safeHeaders([['Cache-Control', v('site_cache')], ...(cors ? corsHeaders('site', cors) : [])]),
        location('/', [
          ...(cors ? [corsPreflight('site')] : []),
          // $uri/ is a folder: nginx redirects to it with its slash, so that relative links in its page are right
          directive('try_files', v('uri'), expression`${v('uri')}/`, fallback ?? '=404'),
          directive('index', 'index.html'),
        ]),
        ...(fallback === undefined
          ? []
          : [
              comment(
                'the page answers for pages; a file that is not there is not there',
                location(regex(`\\.(?:${fileExtensions.join('|')})$`, { ignoreCase: true }), [
                  ...(cors ? [corsPreflight('site')] : []),
                  directive('try_files', v('uri'), '=404'),
                ]),
              ),
            ]),
        location(regex(HIDDEN), [directive('return', 404)]),
      ],
    ),
  ];
}
