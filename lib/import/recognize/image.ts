/**
 * Which image runs a database that is known.
 *
 * @module
 */
import { type DatabaseFacts, type DatabaseFamily, databaseOf } from '../../images';
import { isDeferred, partsOf } from '../../languages/compose';

export interface KnownImage {
  readonly version: string;
  readonly facts: DatabaseFacts;
  /** The reference, where it says more than the version. */
  readonly pinned?: string;
}

/** An official image by any of its names: https://docs.docker.com/reference/cli/docker/image/tag/#description */
const OFFICIAL =
  /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?(?<repository>[a-z0-9]+)(?::(?<tag>\w[\w.-]*))?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** The product in an image of whatever make, so that its author may wonder why it was not recognized. */
export function familyOf(image: unknown): DatabaseFamily | undefined {
  const text = isDeferred(image) ? partsOf(image)[0] : image;
  return typeof text === 'string' ? databaseOf(text) : undefined;
}

/** The facts about an image, or the reason why there are none. */
export function imageOf(image: unknown, family: DatabaseFamily): KnownImage | { readonly why: string } {
  const { product, example } = family;
  if (isDeferred(image)) return { why: 'a variable says which version it is' };
  const { repository, tag, digest } = (typeof image === 'string' ? OFFICIAL.exec(image)?.groups : undefined) ?? {};
  if (repository !== family.repository) return { why: `${String(image)} is not the official image of ${product}` };
  const facts = family.facts(tag ?? '');
  if (tag !== undefined && facts !== undefined) {
    return { version: tag, facts, ...(digest !== undefined && { pinned: String(image) }) };
  }
  return {
    why: family.isOld?.(tag ?? '')
      ? `${product} ${tag} is older than what a Database runs`
      : `the tag of ${String(image)} does not begin with a version such as ${example}`,
  };
}
