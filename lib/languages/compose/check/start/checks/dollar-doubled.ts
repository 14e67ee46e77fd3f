import { excerpt } from '../../../../../words';
import type { StartCheck } from '../check';
import { scriptsOf } from '../scripts';

/**
 * In a YAML file `$$` stands for a dollar sign. In data it is two of them, and a shell makes the number of its process of
 * them: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_05_02
 */
export const dollarDoubled: StartCheck = {
  id: 'dollar-doubled',
  severity: 'warning',
  *check(view) {
    for (const { name, pointer, service } of view.services) {
      for (const { text, pointer: place } of scriptsOf(service)) {
        const [found] = /\$\$(?:[({]|[A-Za-z_]\w*)/.exec(text) ?? [];
        if (found === undefined) continue;
        yield {
          pointer: [...pointer, ...place],
          message: `Service "${name}" gives a shell ${excerpt(found)}: there "$$" is the number of the shell's process.`,
          remedy: `Write one "$": a text is data here, and is escaped for the Compose file.`,
        };
      }
    }
  },
};
