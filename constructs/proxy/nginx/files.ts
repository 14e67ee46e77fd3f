/**
 * Routes that answer with the files of a volume.
 *
 * @module
 */
import {
  block,
  comment,
  directive,
  entry,
  escapeRegex,
  type LocationMatch,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
} from '../../../lib/languages/nginx';
import { corsHeaders, corsPreflight, corsVariables, type Headers, HIDDEN, safeHeaders, v } from '../../web-server';
import type { FilesRoute } from '../route';
import type { NamedRoute } from './forward';

/** The common directives of the answers, for the `http` block. */
export function filesVariables(routes: readonly NamedRoute<FilesRoute>[]): NginxNode[] {
  return [
    ...(routes.some(({ route }) => !route.trusted)
      ? [
          comment(
            'a page of a visitor runs no script; a browser shows images, sound, video and PDF only without these words',
            map(v('sent_http_content_type'), v('files_policy'), [
              mapDefault("default-src 'none'; sandbox"),
              mapEntry(regex('^(?:image/(?!svg)|audio/|video/|font/|application/pdf)'), ''),
            ]),
          ),
        ]
      : []),
    ...routes.flatMap(({ name, route: { cache, cors } }) => [
      ...(cache === undefined
        ? []
        : [
            map(v('status'), v(`keep_${name}`), [
              mapDefault('no-cache'),
              mapEntry(regex('^(?:200|206|304)$'), `public, max-age=${cache}`),
            ]),
          ]),
      ...(cors ? corsVariables(name, cors) : []),
    ]),
  ];
}

/** The location of one route. */
export function files({ name, route }: NamedRoute<FilesRoute>, match: LocationMatch): NginxNode {
  const { path, folder, trusted, cache, cors } = route;
  const found = directive('try_files', v('uri'), '=404');
  const headers: Headers = [
    ...(trusted ? [] : ([['Content-Security-Policy', v('files_policy')]] as const)),
    ...(cache === undefined ? [] : ([['Cache-Control', v(`keep_${name}`)]] as const)),
    ...(cors ? corsHeaders(name, cors) : []),
  ];
  return location(match, [
    path === '/' ? directive('root', folder) : directive('alias', `${folder}/`),
    ...(cors ? [corsPreflight(name)] : []),
    comment('files only: no listing, no redirect, no index page', found),
    comment('a link in the volume does not lead out of it', directive('disable_symlinks', 'on', `from=${folder}`)),
    directive('open_file_cache', 'max=1000', 'inactive=10s'),
    directive('open_file_cache_valid', '1s'),
    ...safeHeaders(headers),
    location(regex(`^${escapeRegex(path.replace(/\/$/, ''))}(?:/.*)?${HIDDEN}`), [directive('return', 404)]),
    ...(trusted
      ? []
      : [
          comment(
            'a script of a visitor is a text',
            location(regex('\\.(?:js|mjs|cjs)$', { ignoreCase: true }), [
              block('types', [], [entry('text/plain', 'js', 'mjs', 'cjs')]),
              found,
            ]),
          ),
        ]),
  ]);
}
