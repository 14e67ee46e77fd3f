import { at, listOf } from '../../meaning/view';
import type { StartCheck } from '../check';
import { scriptsOf } from '../scripts';

/** A health check that says "healthy" whatever happens. */
export const healthNeverFails: StartCheck = {
  id: 'health-never-fails',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      const words = listOf(at(service, 'healthcheck', 'test'));
      const program = words[0] === 'CMD' ? words[1] : undefined;
      const isIdle = typeof program === 'string' && /^(?:.*\/)?(?:true|echo)$/.test(program);
      const script = [...scriptsOf(service)].find(({ pointer: [key] }) => key === 'healthcheck');
      if (!isIdle && !(script && neverFails(script.text))) continue;
      yield {
        pointer: [...pointer, 'healthcheck', 'test'],
        message: `Service "${name}" has a health check that cannot fail: it counts as healthy while its program does nothing.`,
        remedy: 'Let the check end with the status of what it asks, or leave the health check out.',
      };
    }
  },
};

const GOOD = String.raw`(?:exit\s+0|true|:|echo\b[^;&|]*)`;
const ALONE = new RegExp(String.raw`^\s*${GOOD}\s*$`);
/** After a failure comes what cannot fail. */
const REPAIRED = new RegExp(String.raw`(?:\|\||[;\n])\s*${GOOD}\s*;?\s*$`);

function neverFails(script: string): boolean {
  if (ALONE.test(script)) return true;
  // an `exit 1` on the way, or a condition, may end it before
  return REPAIRED.test(script) && !/\bexit\s+(?!0\b)|\bif\b|\bset\s+-\w*e/.test(script);
}
