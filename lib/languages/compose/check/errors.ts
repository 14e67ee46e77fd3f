/**
 * Mistakes between a Compose project and the release of Docker Compose that reads it.
 *
 * @module
 */
import { capital, excerpt, withArticle } from '../../../words';
import type { Finding } from '../finding';

export function needsNewerCompose(pointer: readonly string[], what: string, since: string, oldest: string): Finding {
  return {
    id: 'needs-newer-compose',
    pointer,
    message: `${what} needs Docker Compose ${since}, and ${oldest.replace(/^v/, '')} is to read this project.`,
    remedy: `Write it in an older way or leave it out, or raise the oldest Docker Compose to ${since}.`,
  };
}

export function badComposeVersion(version: unknown): Finding {
  return {
    id: 'bad-compose-version',
    pointer: [],
    message: `${typeof version === 'string' ? excerpt(version) : 'That'} is no release of Docker Compose that this library knows.`,
    remedy: 'Give one from 2.0 on, such as "2.26" or "2.26.1".',
  };
}

/** How a message names a value by its kind. */
export function formOf(kind: string): string {
  if (kind === 'null') return 'An empty value here';
  return `${capital(withArticle(kind))} here`;
}
