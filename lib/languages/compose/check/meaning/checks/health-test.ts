import { excerpt } from '../../../../../words';
import type { Check } from '../check';
import { at, listOf } from '../view';

/** A health check as a list says first how it is run. */
export const healthTest: Check = {
  id: 'health-test',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const [first] = listOf(at(service, 'healthcheck', 'test'));
      if (typeof first !== 'string' || ['CMD', 'CMD-SHELL', 'NONE'].includes(first)) continue;
      yield {
        pointer: [...pointer, 'healthcheck', 'test', '0'],
        message: `The health check of service "${name}" begins with ${excerpt(first)} instead of how it is run.`,
        remedy: 'Put "CMD" (a program and its arguments) or "CMD-SHELL" (one line for the shell) before it.',
      };
    }
  },
};
