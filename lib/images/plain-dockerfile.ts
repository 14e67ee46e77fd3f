/**
 * Dockerfiles that change nothing about the image which they begin with.
 *
 * @see https://docs.docker.com/reference/dockerfile/
 * @module
 */
import { declaredVolumes, instructionsOf, pathsIn } from './declared-volumes';

/** Instructions that only describe an image. */
const DESCRIBING = /^(expose|label|maintainer)$/;

/** The image that a Dockerfile is, apart from descriptions; undefined if it does anything to it. */
export function imageOfDockerfile(text: string): string | undefined {
  const [first, ...rest] = instructionsOf(text);
  const [, image] = first?.keyword === 'from' ? (/^([^\s$-]\S*)(?:\s+as\s+\S+)?\s*$/i.exec(first.rest) ?? []) : [];
  if (image === undefined || image.includes('$') || image === 'scratch') return undefined;
  const declared = declaredVolumes(image);
  const isPlain = rest.every(({ keyword, rest: words }) => {
    if (keyword !== 'volume') return DESCRIBING.test(keyword);
    const paths = pathsIn(words);
    return paths.length > 0 && paths.every((path) => declared.includes(path));
  });
  return isPlain ? image : undefined;
}
