/**
 * Media types of files by their extension. The table of nginx's image lacks many that the web serves today, and types that
 * browsers insist on: https://github.com/nginx/nginx/blob/master/conf/mime.types
 *
 * Registered types come from https://www.iana.org/assignments/media-types; scripts are `text/javascript`,
 * https://www.rfc-editor.org/rfc/rfc9239.
 *
 * @module
 */
import { block, entry, type NginxNode } from '../../lib/languages/nginx';

/** Types that the browser shows as a page. */
const PAGES = { 'text/html': 'html htm', 'application/xhtml+xml': 'xhtml' } as const;

/** Everything else, by type. */
const FILES: Readonly<Record<string, string>> = {
  'text/css': 'css',
  'text/javascript': 'js mjs cjs',
  'application/wasm': 'wasm',
  'application/json': 'json map',
  'application/ld+json': 'jsonld',
  'application/geo+json': 'geojson',
  'application/manifest+json': 'webmanifest',
  'text/plain': 'txt log',
  'text/markdown': 'md',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'text/vtt': 'vtt',
  'text/xml': 'xml',
  'application/xslt+xml': 'xsl xslt',
  'application/atom+xml': 'atom',
  'application/rss+xml': 'rss',
  'image/svg+xml': 'svg svgz',
  'image/apng': 'apng',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/jpeg': 'jpg jpeg jfif',
  'image/jxl': 'jxl',
  'image/png': 'png',
  'image/tiff': 'tif tiff',
  'image/webp': 'webp',
  'image/x-icon': 'ico cur',
  'font/otf': 'otf',
  'font/ttf': 'ttf',
  'font/collection': 'ttc',
  'font/woff': 'woff',
  'font/woff2': 'woff2',
  'application/vnd.ms-fontobject': 'eot',
  'audio/aac': 'aac',
  'audio/flac': 'flac',
  'audio/midi': 'mid midi',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg oga opus',
  'audio/wav': 'wav',
  'audio/webm': 'weba',
  'video/3gpp': '3gp',
  'video/iso.segment': 'm4s',
  'video/mp2t': 'ts',
  'video/mp4': 'mp4 m4v',
  'video/mpeg': 'mpeg mpg',
  'video/ogg': 'ogv',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv',
  'video/x-msvideo': 'avi',
  'application/vnd.apple.mpegurl': 'm3u8',
  'application/dash+xml': 'mpd',
  'model/gltf+json': 'gltf',
  'model/gltf-binary': 'glb',
  'application/pdf': 'pdf',
  'application/epub+zip': 'epub',
  'application/rtf': 'rtf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/gzip': 'gz tgz',
  'application/zip': 'zip',
  'application/x-7z-compressed': '7z',
  'application/x-bzip2': 'bz2',
  'application/x-tar': 'tar',
  'application/x-xz': 'xz',
  'application/zstd': 'zst',
  'application/vnd.android.package-archive': 'apk',
  'application/x-protobuf': 'pbf',
  'application/octet-stream': 'bin br data dll dmg exe deb iso msi rpm',
};

/** The table of types. */
export function mediaTypes(): NginxNode {
  const types = Object.entries({ ...PAGES, ...FILES });
  return block(
    'types',
    [],
    types.map(([type, extensions]) => entry(type, ...extensions.split(' '))),
  );
}

/** Extensions of files that are no pages, such as `css`. */
export const fileExtensions: readonly string[] = Object.values(FILES).flatMap((extensions) => extensions.split(' '));

/** Types that get smaller when they are compressed; `text/html` always is. */
export const compressible: readonly string[] = [
  ...Object.keys({ ...PAGES, ...FILES }).filter(
    (type) => /^text\/|[+/](?:json|xml)$/.test(type) && type !== 'text/html',
  ),
  'application/javascript',
  'application/problem+json',
  'application/graphql-response+json',
  'application/wasm',
  'application/xml',
  'application/vnd.ms-fontobject',
  'font/otf',
  'font/ttf',
  'image/bmp',
  'image/x-icon',
];
