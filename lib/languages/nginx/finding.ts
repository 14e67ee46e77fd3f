/** One thing that is wrong in a configuration, and what to do about it. */
export interface NginxFinding {
  /** Stable name of the problem, kebab-case: `alias-traversal`. */
  readonly id: string;
  /** The mistake in one sentence. */
  readonly message: string;
  /** The remedy, one sentence in the imperative. */
  readonly remedy: string;
  /** The directives around it, outermost first: `['http', 'server', 'location /i']`. */
  readonly path: readonly string[];
}
