/**
 * Folders that images declare as `VOLUME`. Each new container gets a new anonymous volume there, unless something is
 * mounted at the very path.
 *
 * @see https://docs.docker.com/reference/dockerfile/#volume
 * @module
 */
import { parseReference } from './facts';
import { familyOf } from './known';

interface Declaring {
  readonly repository: RegExp;
  readonly volumes: readonly string[];
}

/** Families with facts of their own are not here. */
const KNOWN: readonly Declaring[] = [
  // https://github.com/smallstep/certificates/blob/master/docker/Dockerfile
  { repository: /^smallstep\/step-ca$/, volumes: ['/home/step'] },
  // https://github.com/pgadmin-org/pgadmin4/blob/master/Dockerfile
  { repository: /^dpage\/pgadmin4$/, volumes: ['/var/lib/pgadmin'] },
  // https://github.com/FerretDB/FerretDB/tree/main/build/deps
  { repository: /^ferretdb\/ferretdb$/, volumes: ['/state'] },
];

/** The folders that an image from a registry declares, as far as they are known. */
export function declaredVolumes(reference: string): readonly string[] {
  const ofFamily = familyOf(reference)?.dataOf(reference);
  const { repository } = parseReference(reference);
  return ofFamily?.declared ?? KNOWN.find((one) => one.repository.test(repository))?.volumes ?? [];
}

/** The folders that a Dockerfile declares in a stage, and in the stages and images that this one begins with. */
export function volumesOfDockerfile(text: string, target?: string): readonly string[] {
  const stages: { readonly name: string | undefined; readonly from: string; readonly volumes: string[] }[] = [];
  for (const { keyword, rest } of instructionsOf(text)) {
    if (keyword === 'from') {
      const [, from = '', name] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(rest) ?? [];
      stages.push({ name: name?.toLowerCase(), from, volumes: [] });
    } else if (keyword === 'volume') {
      stages.at(-1)?.volumes.push(...pathsIn(rest));
    }
  }
  const wanted = target?.toLowerCase();
  const last = wanted === undefined ? stages.length - 1 : stages.findIndex(({ name }) => name === wanted);
  const volumes: string[] = [];
  for (let at = last; at >= 0; ) {
    const { from = '', volumes: own = [] } = stages[at] ?? {};
    volumes.push(...own);
    const base = stages.slice(0, at).findLastIndex(({ name }) => name === from.toLowerCase());
    if (base < 0) volumes.push(...declaredVolumes(from));
    at = base;
  }
  return [...new Set(volumes)];
}

/** The instructions of a Dockerfile, with their words in lower case. */
export function instructionsOf(text: string): readonly { readonly keyword: string; readonly rest: string }[] {
  const found = linesOf(text).matchAll(/^\s*([A-Za-z]+)\s+(.*)$/gm);
  return [...found].map(([, keyword = '', rest = '']) => ({ keyword: keyword.toLowerCase(), rest }));
}

/** Without comments, each instruction on one line: https://docs.docker.com/reference/dockerfile/#format. */
function linesOf(text: string): string {
  return text.replace(/^\s*#.*\r?\n?/gm, '').replace(/\\[ \t]*\r?\n/g, ' ');
}

/** A list as JSON, or words; those with variables are unknown. */
export function pathsIn(rest: string): readonly string[] {
  const words = rest.trim().startsWith('[')
    ? [...rest.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)
    : rest.trim().split(/\s+/);
  return words
    .filter((word) => word.startsWith('/') && !word.includes('$'))
    .map((word) => word.replace(/(.)\/+$/, '$1'));
}
