/** Every place of the arguments of a program, and the program with other values there. */

/** The way to a value: which call of `given`, then keys. */
export type Place = readonly (string | number)[];

/** Passes an argument on, as it is or with another value somewhere in it. */
export type Given = <T>(argument: T) => T;

/** Notes the places that a program passes through `given`. */
export function placesOf(run: (given: Given) => void): Place[] {
  const places: Place[] = [];
  let calls = 0;
  run((argument) => {
    const call = calls++;
    const visit = (value: unknown, place: Place): void => {
      places.push(place);
      if (isPlain(value)) for (const [key, below] of Object.entries(value)) visit(below, [...place, key]);
    };
    visit(argument, [call]);
    return argument;
  });
  return places;
}

/** Puts values in the places of what a program passes. */
export function replacing(changes: readonly { readonly place: Place; readonly value: () => unknown }[]): Given {
  let calls = 0;
  return <T>(argument: T): T => {
    const call = calls++;
    const own = changes.filter(({ place: [first] }) => first === call);
    // a program without types passes anything
    return own.reduce<unknown>((value, change) => replaced(value, change.place.slice(1), change.value), argument) as T;
  };
}

function replaced(value: unknown, [key, ...rest]: Place, wrong: () => unknown): unknown {
  if (key === undefined) return wrong();
  // another change was there before
  if (!isPlain(value) || !Object.keys(value).includes(String(key))) return value;
  const changed = { [key]: replaced(Object(value)[key], rest, wrong) };
  return Object.assign(Array.isArray(value) ? [] : {}, value, changed);
}

/** A list or a map that a person wrote, and no instance of a class. */
function isPlain(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
