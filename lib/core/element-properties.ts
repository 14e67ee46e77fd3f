/**
 * @module
 */
import { CLASS_NAMES, type Element } from './element';
import { argumentsInvalid } from './errors';
import { isMap } from './form';
import { report } from './problem';

/** The properties of an element, which Compose's schema looks at. An empty map takes the place of anything else. */
export function propertiesOf<T extends object>(element: Element, given: T): T {
  const value: unknown = given;
  if (isMap(value)) return given;
  if (value !== undefined) report(element, argumentsInvalid(CLASS_NAMES[element.section], value, []));
  return {} as T; // the schema misses what must be there
}
