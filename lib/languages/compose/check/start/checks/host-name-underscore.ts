import { excerpt } from '../../../../../words';
import { isPlainMap } from '../../../data';
import { isText, partsOf } from '../../../text/variable';
import { at, listOf, type ServiceView } from '../../meaning/view';
import type { StartCheck } from '../check';
import { wordsOf } from '../scripts';

/**
 * A service with an underscore in its name, which an address calls. No host name has one, so many programs refuse
 * the address: https://www.rfc-editor.org/rfc/rfc1123#section-2.1, https://bugs.openjdk.org/browse/JDK-6587184,
 * https://code.djangoproject.com/ticket/20264
 */
export const hostNameUnderscore: StartCheck = {
  id: 'host-name-underscore',
  severity: 'warning',
  *check(view) {
    const hosts = new Map(view.services.flatMap((service) => namesOf(service).map((name) => [name, service.name])));
    if (hosts.size === 0) return;
    for (const { name, pointer, service } of view.services) {
      const told = new Set<string>();
      for (const [place, text] of textsOf(service)) {
        for (const [, host = ''] of text.matchAll(/\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@]*@)?([\w.-]+)/gi)) {
          const other = hosts.get(host);
          if (other === undefined || told.has(host)) continue;
          told.add(host);
          yield {
            pointer: [...pointer, ...place],
            message: `Service "${name}" calls ${excerpt(host)} in an address, and no host name has an underscore. Java, Ruby, Django and others refuse it.`,
            remedy: `Rename the service ${excerpt(other)}, or give it a network alias: ${excerpt(host.replaceAll('_', '-'))}.`,
          };
        }
      }
    }
  },
};

/** The names with an underscore that other containers know a service by. */
function namesOf({ name, service }: ServiceView): readonly string[] {
  const { container_name: container, networks } = service;
  const aliases = isPlainMap(networks) ? Object.values(networks).flatMap((one) => listOf(at(one, 'aliases'))) : [];
  return [name, container, ...aliases].filter((one): one is string => typeof one === 'string' && one.includes('_'));
}

function* textsOf(service: ServiceView['service']): Iterable<readonly [place: readonly string[], text: string]> {
  const { environment, command } = service;
  const variables: readonly (readonly [string, unknown])[] = isPlainMap(environment)
    ? Object.entries(environment)
    : listOf(environment).map((item, index) => [String(index), item] as const);
  for (const [key, value] of variables) if (isText(value)) yield [['environment', key], plain(value)];
  if (isText(command)) yield [['command'], plain(command)];
  for (const { words, pointer } of wordsOf(service)) {
    for (const [index, word] of words.entries()) if (isText(word)) yield [[...pointer, String(index)], plain(word)];
  }
}

function plain(text: Parameters<typeof partsOf>[0]): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : '\0'))
    .join('');
}
