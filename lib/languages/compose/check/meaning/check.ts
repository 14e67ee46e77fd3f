/**
 * The type of a check: it finds one kind of mistake in a project whose form is right.
 *
 * @module
 */
import type { Finding, RelatedPlace } from '../../finding';
import type { Section } from '../../sections';
import type { View } from './view';

/** A check as data. */
export interface Check {
  /** Name of its findings, the same as the file's. */
  readonly id: string;
  /** `warning`: Compose reads the file all the same. @default error */
  readonly severity?: 'warning';
  /** Whether Compose asks this of services that are off, too: while it reads them, before it looks at profiles. */
  readonly early?: true;
  check(view: View): Iterable<Violation>;
}

/** One place that a check rejects. */
export interface Violation {
  /** The keys that lead to the place from the top of the project. */
  readonly pointer: readonly string[];
  readonly message: string;
  readonly remedy: string;
  readonly related?: readonly RelatedPlace[];
  /** Undefined names, if other files may define them. */
  readonly missing?: Missing;
}

/** An element that a project does not define. */
export interface Missing {
  readonly section: Section;
  readonly name: string;
}

/** A mistake that checks find in a project. A mistake in a service that is off is a warning. */
export function findingsOf(checks: readonly Check[], view: View): Finding[] {
  return checks.flatMap((check) => [...check.check(view)].map((violation) => findingOf(check, violation, view)));
}

function findingOf({ id, early, severity }: Check, violation: Violation, view: View): Finding {
  const { pointer, message, remedy, related = [] } = violation;
  const isWarning = severity === 'warning' || (early !== true && isOff(pointer, view));
  return {
    id,
    pointer,
    message,
    remedy,
    ...(related.length > 0 && { related }),
    ...(isWarning && { severity: 'warning' as const }),
  };
}

function isOff([section, name = '']: readonly string[], view: View): boolean {
  return section === 'services' && view.service(name)?.isEnabled === false;
}
