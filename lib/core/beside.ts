/**
 * The processes of a container beside its program: the health check and the hooks. The engine starts each with the
 * container's environment. A start script gives the program more than that.
 *
 * @module
 */
import type * as compose from '../languages/compose';
import { isText } from '../languages/compose';
import { isPlainMap } from '../languages/yaml';

type Beside = Pick<compose.Service, 'healthcheck' | 'post_start' | 'pre_stop'>;

/**
 * The same with words in front of every command, such as those that run a script. A value of a wrong type stays; the
 * schema rejects it.
 *
 * @param words each reads literally in a line that Compose splits
 */
export function besideAfter(words: readonly string[], { healthcheck, post_start, pre_stop }: Beside): Beside {
  return {
    ...(isPlainMap(healthcheck) && { healthcheck: { ...healthcheck, test: testAfter(words, healthcheck.test) } }),
    ...(post_start && { post_start: hooksAfter(words, post_start) }),
    ...(pre_stop && { pre_stop: hooksAfter(words, pre_stop) }),
  } as Beside; // the same keys with values of the same types
}

/** https://docs.docker.com/reference/compose-file/services/#healthcheck */
function testAfter(words: readonly string[], test: unknown): unknown {
  const shell = (line: unknown): unknown => ['CMD', ...words, '/bin/sh', '-c', line];
  if (isText(test)) return shell(test);
  if (!Array.isArray(test)) return test;
  const [kind, ...command]: readonly unknown[] = test;
  if (kind === 'CMD-SHELL' && command.length === 1) return shell(command[0]);
  return kind === 'CMD' ? ['CMD', ...words, ...command] : test;
}

/** https://docs.docker.com/compose/how-tos/lifecycle/ */
function hooksAfter(words: readonly string[], hooks: unknown): unknown {
  if (!Array.isArray(hooks)) return hooks;
  return hooks.map((hook: unknown) => {
    if (!isPlainMap(hook)) return hook;
    const { command } = hook;
    if (typeof command === 'string') return { ...hook, command: [...words, command].join(' ') };
    return Array.isArray(command) ? { ...hook, command: [...words, ...command] } : hook;
  });
}
