/**
 * Which image runs a server that is known.
 *
 * @module
 */
import { type RunFamily, runFamiliesOf, type ServerFacts } from '../../images';
import { isDeferred, partsOf } from '../../languages/compose';
import type { ServerClass } from './model';

/** The class that runs a family. */
export const CLASS_OF: Readonly<Record<RunFamily['kind'], ServerClass>> = {
  database: 'Database',
  cache: 'Cache',
  queue: 'Queue',
};

export interface KnownImage {
  readonly run: RunFamily;
  readonly version: string;
  readonly facts: ServerFacts;
  /** The reference, where it says more than the version, or less. */
  readonly pinned?: string;
  /** Whether the image has no version, so that the facts are of another one. */
  readonly isMoving: boolean;
}

/** An official image by any of its names: https://docs.docker.com/reference/cli/docker/image/tag/#description */
const OFFICIAL =
  /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?(?<repository>[a-z0-9]+(?:\/[a-z0-9-]+)?)(?::(?<tag>\w[\w.-]*))?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** Tags that every version has in turn. */
const MOVING = /^(latest|lts|stable|alpine|trixie|bookworm|bullseye|jammy|noble)$/;

/** The products that an image of any publisher may run. Its author may wonder why it was not recognized. */
export function runOf(image: unknown): readonly RunFamily[] {
  const text = isDeferred(image) ? partsOf(image)[0] : image;
  return typeof text === 'string' ? runFamiliesOf(text) : [];
}

/** The facts about an image, or the reason why there are none. @param runs the products that it may run, at least one */
export function imageOf(image: unknown, runs: readonly RunFamily[]): KnownImage | { readonly why: string } {
  const [usual] = runs;
  if (isDeferred(image) || usual === undefined) return { why: 'a variable says which version it is' };
  const { repository, tag, digest } = (typeof image === 'string' ? OFFICIAL.exec(image)?.groups : undefined) ?? {};
  const run = runs.find(({ family }) => family.repository === repository);
  const { product, example } = (run ?? usual).family;
  if (!run) return { why: `${String(image)} is not the official image of ${product}` };
  const { family } = run;
  const facts = family.facts(tag ?? '');
  if (tag !== undefined && facts !== undefined) {
    return { run, version: tag, facts, isMoving: false, ...(digest !== undefined && { pinned: String(image) }) };
  }
  if (family.isSteady && (tag === undefined || MOVING.test(tag))) {
    const version = tag === 'alpine' ? `${example}-alpine` : example;
    const known = family.facts(version);
    if (known) return { run, version, facts: known, pinned: String(image), isMoving: true };
  }
  return {
    why: family.isOld?.(tag ?? '')
      ? `${product} ${tag} is older than what a ${CLASS_OF[run.kind]} runs`
      : `the tag of ${String(image)} does not begin with a version such as ${example}`,
  };
}
