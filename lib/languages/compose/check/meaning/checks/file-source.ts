import { capital, excerpt, quotedList } from '../../../../../words';
import { entriesOf, isPlainMap } from '../../../data';
import { singular } from '../../../sections';
import { castString } from '../../cast';
import type { Check } from '../check';

const SOURCES = { secrets: ['file', 'environment'], configs: ['file', 'environment', 'content'] } as const;

/** A secret or config comes from one place. */
export const fileSource: Check = {
  id: 'file-source',
  *check(view) {
    for (const section of ['secrets', 'configs'] as const) {
      for (const [name, element] of entriesOf(view.defined(section))) {
        if (!isPlainMap(element)) continue;
        const given = SOURCES[section].filter((source) => element[source] !== undefined);
        const what = `${capital(singular(section))} ${excerpt(name)}`;
        if (given.length > 1) {
          yield {
            pointer: [section, name],
            message: `${what} comes from several places: ${given.map(excerpt).join(' and ')}.`,
            remedy: 'Keep one of them.',
          };
        } else if (isIncomplete(section, element, given[0])) {
          yield {
            pointer: [section, name],
            message: `${what} comes from nowhere.`,
            remedy: `Add one of ${quotedList(SOURCES[section])}, or "external: true" if it exists already.`,
          };
        }
      }
    }
  },
};

function isIncomplete(
  section: 'secrets' | 'configs',
  element: Readonly<Record<string, unknown>>,
  source?: string,
): boolean {
  if (section === 'configs') {
    return source === undefined && element.driver === undefined && element.external === undefined;
  }
  // An empty name of a file is none; whether it is external is asked before that.
  const isExternal = element.external !== undefined && isTrue(element.external);
  return !isExternal && (source === undefined || element[source] === '');
}

/** `external: { name: … }` is the old form of `external: true`; a variable may be true. */
function isTrue(external: unknown): boolean {
  return typeof external === 'string' ? castString(external, 'boolean') !== false : external !== false;
}
