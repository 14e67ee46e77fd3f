/**
 * Which image runs a database that is known.
 *
 * @module
 */
import { type PostgresFacts, postgresFacts, postgresFactsOf } from '../../images';
import { isDeferred, partsOf } from '../../languages/compose';

export interface KnownImage {
  readonly version: string;
  readonly facts: PostgresFacts;
  /** The reference, where it says more than the version. */
  readonly pinned?: string;
}

/** An official image by any of its names: https://docs.docker.com/reference/cli/docker/image/tag/#description */
const OFFICIAL =
  /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?postgres(?::(?<tag>\w[\w.-]*))?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** Whether an image is PostgreSQL of whatever make, so that its author may wonder why it was not recognized. */
export function looksLikePostgres(image: unknown): boolean {
  const text = isDeferred(image) ? partsOf(image)[0] : image;
  return (
    typeof text === 'string' &&
    /(^|\/)[^/:@]*(postgres|postgresql|postgis|pgvector|timescaledb(-ha)?)([:@]|$)/i.test(text)
  );
}

/** What is known of an image, or why nothing is. */
export function imageOf(image: unknown): KnownImage | { readonly why: string } {
  if (isDeferred(image)) return { why: 'a variable says which version it is' };
  const match = typeof image === 'string' ? OFFICIAL.exec(image) : undefined;
  if (!match) return { why: `${String(image)} is not the official image of PostgreSQL` };
  const { tag, digest } = match.groups ?? {};
  const facts = postgresFacts(tag ?? '');
  if (tag !== undefined && facts !== undefined) {
    return { version: tag, facts, ...(digest !== undefined && { pinned: String(image) }) };
  }
  return {
    why: postgresFactsOf(`postgres:${tag}`)
      ? `PostgreSQL ${tag} is older than what a Database runs`
      : `the tag of ${String(image)} does not begin with a version such as 17`,
  };
}
