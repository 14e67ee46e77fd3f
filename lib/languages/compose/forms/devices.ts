/**
 * Devices of a service: `source[:target[:permissions]]`, or the name of a CDI device.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#devices
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/transform/device.go
 * @module
 */
import { isPlainMap } from '../data';
import type { ServiceDevice } from '../model.generated';
import type { ComposeText } from '../text/variable';
import * as errors from './errors';
import { DEFERRED, type Read, valueIn } from './read';
import { asText, hides, joinTexts, sameForm, splitText } from './texts';

/**
 * A device in the long syntax.
 *
 * @example
 * ```ts
 * readDevice('/dev/ttyUSB0'); // { value: { source: '/dev/ttyUSB0', target: '/dev/ttyUSB0', permissions: 'rwm' } }
 * ```
 */
export function readDevice(entry: unknown): Read<ServiceDevice> {
  if (isPlainMap(entry)) return { value: entry as unknown as ServiceDevice }; // a wrong map is for the schema to tell
  const spec = asText(entry);
  if (spec === undefined) return errors.notAForm('a device', 'Write it as "source:target" or as a map.');
  const sections = splitText(spec, ':');
  const [source = '', target = '', permissions = 'rwm', ...more] = sections;
  if (hides(spec, ':') || (typeof spec !== 'string' && sections.length === 1)) return DEFERRED;
  if (more.length > 0) {
    return errors.tooManyColons(typeof spec === 'string' ? spec : 'The device', '"source:target:permissions"');
  }
  return { value: { source, target: target === '' ? source : target, permissions } };
}

/** The shortest short form of a device, or undefined where the short syntax cannot say it. */
export function printDevice(device: ServiceDevice): ComposeText | undefined {
  const { source, target, permissions } = device;
  if (target === undefined || permissions === undefined) return undefined;
  const isPlain = permissions === 'rwm';
  const printed = joinTexts(
    source,
    ...(isPlain && sameForm(source, target) ? [] : [':', target]),
    ...(isPlain ? [] : [':', permissions]),
  );
  return sameForm(valueIn(readDevice(printed)), device) ? printed : undefined;
}
