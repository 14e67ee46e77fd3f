/**
 * Whose process a service runs, and which files that may read.
 *
 * @module
 */
import type * as compose from '../languages/compose';
import type { SecretMountOptions } from './wiring';

/** User and group of `1000:1000`, `1000` or `root`; nothing where the image decides, or who has which name. */
export function numbersOf(user: unknown): SecretMountOptions['user'] {
  const [, uid, gid = '0'] = /^(\d+|root)(?::(\d+|root))?$/.exec(typeof user === 'string' ? user : '') ?? [];
  const numberOf = (name: string): number => (name === 'root' ? 0 : Number(name));
  return uid === undefined ? undefined : { uid: numberOf(uid), gid: numberOf(gid) };
}

/** Whether root in the container has the capability without which it reads its own files only. */
export function mayReadAll({ cap_drop, cap_add }: Pick<compose.Service, 'cap_drop' | 'cap_add'>): boolean {
  const names = (list: readonly unknown[] | undefined): string[] =>
    Array.isArray(list) ? list.map((name) => String(name).toUpperCase().replace(/^CAP_/, '')) : [];
  const dropped = names(cap_drop).some((name) => name === 'ALL' || name === 'DAC_OVERRIDE');
  return !dropped || names(cap_add).some((name) => name === 'ALL' || name === 'DAC_OVERRIDE');
}
