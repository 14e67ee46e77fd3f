import { anyOf, excerpt, nearest } from '../../../../words';

/** One value of a service that the engine refuses. */
export interface EngineRefusal extends Refused {
  /** Within the service. */
  readonly pointer: readonly string[];
}

/** Why it is refused. */
export interface Refused {
  /** Goes on after "does not start:". */
  readonly problem: string;
  readonly remedy: string;
}

/** A word that the engine does not know, and the one that was probably meant. */
export function unknown(problem: string, found: string, known: readonly string[]): Refused {
  const guess = nearest(
    found.toLowerCase(),
    known.map((one) => one.toLowerCase()),
  );
  const spelt = known.find((one) => one.toLowerCase() === guess);
  const all = anyOf(known.filter((one) => one !== '').map(excerpt));
  return { problem, remedy: spelt === undefined ? `Write ${all}.` : `Did you mean ${excerpt(spelt)}?` };
}
