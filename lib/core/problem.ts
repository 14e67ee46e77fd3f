/**
 * Mistakes while the tree is being built. Nothing is thrown: the construct keeps the problem, building goes on, and
 * synth reports all problems at once.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { Diagnostic, RelatedLocation } from './diagnostic';
import { locate, type Trace, trace } from './place';
import { traceOf } from './traced';

/** A diagnostic without its places, which are worked out when it is reported. */
export type DiagnosticProps = Pick<Diagnostic, 'id' | 'message' | 'remedy'> & {
  /** @default 'error' */
  readonly severity?: Diagnostic['severity'];
  readonly related?: readonly RelatedConstruct[];
};

/** A construct that takes part in a problem: `synth` shows its path, and the line that made it. */
export interface RelatedConstruct {
  /** Its role in the problem, in a few words: `the first writer`. */
  readonly message: string;
  /** The construct that takes part. */
  readonly construct: IConstruct;
}

const METADATA = 'compose-constructs:problem';

/** Keeps a problem for synth to report, placed where the user's code stands now. */
export function report(construct: IConstruct, problem: DiagnosticProps): void {
  construct.node.addMetadata(METADATA, { problem, at: trace() });
}

/** The problems kept on one construct, as diagnostics. */
export function problemsOf(construct: IConstruct): Diagnostic[] {
  return construct.node.metadata.flatMap(({ type, data }) =>
    type === METADATA ? [diagnose(data.problem, construct, data.at)] : [],
  );
}

/** Makes a diagnostic of a problem, at a construct and where that was said. */
export function diagnose(problem: DiagnosticProps, construct: IConstruct, at: Trace | undefined): Diagnostic {
  const location = locate(at);
  const related = problem.related?.map(relate);
  return {
    id: problem.id,
    severity: problem.severity ?? 'error',
    message: problem.message,
    remedy: problem.remedy,
    path: pathOf(construct),
    ...(location && { location }),
    ...(related && { related }),
  };
}

function relate({ message, construct }: RelatedConstruct): RelatedLocation {
  const location = locate(traceOf(construct));
  return { message, path: pathOf(construct), ...(location && { location }) };
}

/** The path of a construct as people read it: without the `Default` that stands for "the thing itself". */
export function pathOf(construct: IConstruct): string {
  return construct.node.path
    .split('/')
    .filter((id) => id !== 'Default' && id !== '')
    .join('/');
}
