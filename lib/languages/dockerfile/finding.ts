/** One thing that is wrong in a Dockerfile, and what to do about it. */
export interface DockerfileFinding {
  /** Stable name of the problem, kebab-case: `final-stage-root`. */
  readonly id: string;
  /** The mistake in one sentence. */
  readonly message: string;
  /** The remedy, one sentence in the imperative. */
  readonly remedy: string;
  /** Stage and instruction: `['stage build', 'RUN']`; empty for the file as a whole. */
  readonly path: readonly string[];
}
