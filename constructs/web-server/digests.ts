/**
 * Names of files that never change: a digest of the content is part of them.
 *
 * @module
 */
import { comment, type Entry, mapEntry, regex } from '../../lib/languages/nginx';

/** Nobody keeps a page: it names the digests of all the others. */
const EXTENSION = '\\.(?!x?html?$)[0-9a-z]+$';

/** Texts between a digest and the extension: `.chunk`, `.min`, `_bg`, `-s.p`. */
const MORE = '(?:[._-][0-9A-Za-z]+){0,3}';

/** Two capitals among the rest; or one and a digit, unless it begins with the capital. */
const MIXED =
  '(?=[0-9A-Z_-]*[a-z])(?=(?:[0-9a-z_-]*[A-Z]){2}|[a-z_-]*[0-9][0-9a-z_-]*[A-Z]|[0-9a-z_-]+[A-Z][a-z_-]*[0-9])';

/** Two words such as `DarkMode`, in the name of anything but code. */
const TWO_WORDS = '(?:[A-Z][a-z]+){2}\\.(?!m?js|css)';

const LETTERS_AND_DIGITS = '(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]';

/**
 * Digests as tools write them. Sources: https://rollupjs.org/configuration-options/#output-hashcharacters,
 * https://webpack.js.org/configuration/output/#template-strings, https://esbuild.github.io/api/#entry-names,
 * https://nextjs.org/docs/app/guides/self-hosting, https://hexdocs.pm/phoenix/Mix.Tasks.Phx.Digest.html. Each
 * expression is strict, so words and dates do not match: a wrongly cached file stays wrong for a year.
 */
const DIGESTS: readonly (readonly [tools: string, expression: string])[] = [
  [
    'webpack, Phoenix, Rails, Django, Parcel, Hugo: hexadecimal digits',
    `[-.]${LETTERS_AND_DIGITS}{8,64}${MORE}${EXTENSION}`,
  ],
  ['webpack: nothing but the digest', `/${LETTERS_AND_DIGITS}{16,64}${MORE}${EXTENSION}`],
  ['esbuild, Angular: eight of A to Z and 2 to 7', `[-.](?=[A-Z]*[2-7])(?=[2-7]*[A-Z])[A-Z2-7]{8}${MORE}${EXTENSION}`],
  ['the same without a digit, where it is no word: in code', '[-.][A-Z]{8}\\.(?:m?js|css)(?:\\.map)?$'],
  [
    'Vite, Rollup: eight of base64url',
    `/assets/(?:.*/)?[^/]*[-.]${MIXED}(?!${TWO_WORDS})[0-9A-Za-z_-]{8}(?:\\.m?js|\\.css)?${EXTENSION}`,
  ],
  [
    'Next, Nuxt, Astro, SvelteKit: folders of their own',
    `/(?:_next/static|_nuxt(?!/builds)|_astro|_app/immutable)/.*${EXTENSION}`,
  ],
];

/**
 * Lines of a `map` over a text that ends with the path of a file.
 *
 * @param before expression for what stands in front of the path
 */
export function digestEntries(before: string, value: string): Entry[] {
  return DIGESTS.map(([tools, expression]) => comment(tools, mapEntry(regex(`^${before}.*${expression}`), value)));
}
