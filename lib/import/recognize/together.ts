/**
 * Remarks that all differ.
 *
 * @module
 */
import { firstFew } from './first-few';
import type { Remark } from './model';

/** A remark about several services appears once, at the place of the first. */
export function together(remarks: readonly Remark[]): readonly Remark[] {
  const same = new Map<string, Remark[]>();
  for (const remark of remarks) same.set(remark.what, [...(same.get(remark.what) ?? []), remark]);
  return [...same].map(([what, all]) => {
    const pointers = all.flatMap((one) => one.pointers ?? []);
    const service = firstFew([...new Set(all.map((one) => one.service))]);
    return { service, what, ...(pointers.length > 0 && { pointers }) };
  });
}
