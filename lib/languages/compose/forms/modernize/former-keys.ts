/**
 * Keys of a service that Compose 2 reads no more, and what they are called now.
 *
 * @see https://docs.docker.com/reference/compose-file/services/
 * @module
 */
import { isPlainMap, type PlainMap } from '../../data';
import { asText } from '../texts';
import type { Modernizing } from './note';

const FORMER = ['net', 'log_driver', 'log_opt', 'dockerfile'];

/** The service with the keys of today; the same object where it has no others. */
export function renameFormerKeys(name: string, service: PlainMap, { services, note }: Modernizing): PlainMap {
  if (!FORMER.some((key) => service[key] !== undefined)) return service;
  const changed: Record<string, unknown> = { ...service };
  const take = (key: string): unknown => {
    const value = changed[key];
    delete changed[key];
    return value;
  };
  const say = (before: string, after: string): void => note(name, before, `${name}: "${before}" is now "${after}".`);

  if (service['net'] !== undefined && service['network_mode'] === undefined) {
    changed['network_mode'] = networkMode(take('net'), services);
    say('net', 'network_mode');
  }
  if ((service['log_driver'] ?? service['log_opt']) !== undefined && service['logging'] === undefined) {
    const [driver, options] = [take('log_driver'), take('log_opt')];
    changed['logging'] = { ...(driver === undefined ? {} : { driver }), ...(options === undefined ? {} : { options }) };
    say(driver === undefined ? 'log_opt' : 'log_driver', driver === undefined ? 'logging.options' : 'logging.driver');
  }
  const build = service['build'];
  if (service['dockerfile'] !== undefined && (asText(build) !== undefined || isPlainMap(build))) {
    const context = isPlainMap(build) ? build : { context: build };
    changed['build'] = { ...context, dockerfile: take('dockerfile') };
    say('dockerfile', 'build.dockerfile');
  }
  return changed;
}

/** `container:NAME` could also be the name of a service. */
function networkMode(net: unknown, services: PlainMap): unknown {
  const of = typeof net === 'string' ? /^container:(.*)$/s.exec(net)?.[1] : undefined;
  return of !== undefined && Object.hasOwn(services, of) ? `service:${of}` : net;
}
