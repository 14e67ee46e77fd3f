/**
 * Forms of values. `synth` runs code without looking at its types, so values are looked at when they are passed.
 *
 * @module
 */
import { Construct } from 'constructs';
import { isDeferred, isText } from '../languages/compose';
import { anyOf, isClass, quoted } from '../words';

/** The form that a value must have. */
export interface Form {
  /** Its name with an article, and an example where that helps: `a list of words, such as ["node", "server.js"]`. */
  readonly noun: string;
  /** Whether a value may be missing. @default false */
  readonly isOptional?: boolean;
  /** The mistakes in a value; none for one of the form. */
  mistakesIn(value: unknown): readonly Mistake[];
}

/** A value that has another form than it must have. */
export interface Mistake {
  /** Keys that lead to it. */
  readonly keys: readonly string[];
  readonly value: unknown;
  /** The right form, with its article. */
  readonly noun: string;
  /** The value that its author probably meant, in a sentence. @default the right form says enough */
  readonly remedy?: string;
  /** The keys that there are, where this one is none of them. */
  readonly names?: readonly string[];
}

/** A form that a function decides on. */
export function form(
  noun: string,
  fits: (value: unknown) => boolean,
  meant: (value: unknown) => string | undefined = () => undefined,
): Form {
  return {
    noun,
    mistakesIn: (value) => {
      if (fits(value)) return [];
      const remedy = meant(value);
      return [{ keys: [], value, noun, ...(remedy !== undefined && { remedy }) }];
    },
  };
}

/** The same, for a property that may be left out. */
export function optional(form: Form): Form {
  return { ...form, isOptional: true, mistakesIn: (value) => (value === undefined ? [] : form.mistakesIn(value)) };
}

/** The same form by another name. */
export function named(noun: string, form: Form): Form {
  const mistakesIn = (value: unknown): readonly Mistake[] =>
    form.mistakesIn(value).map((mistake) => (mistake.keys.length === 0 ? { ...mistake, noun } : mistake));
  return { noun, mistakesIn };
}

/** One of two forms. */
export function either(noun: string, one: Form, other: Form): Form {
  return form(noun, (value) => one.mistakesIn(value).length === 0 || other.mistakesIn(value).length === 0);
}

export const string = form('a text', (value) => typeof value === 'string');
export const composeText = form('a text', isText);
export const boolean = form('true or false', (value) => typeof value === 'boolean');
/** `NaN` and fractions, too: what a number must be depends on its meaning. */
export const number = form(
  'a number',
  (value) => typeof value === 'number',
  (value) => (typeof value === 'string' && /^\d+$/.test(value) ? 'Leave out the quotes: it is a number.' : undefined),
);
export const wholeNumber = form('a whole number, 0 or more', (value) => Number.isInteger(value) && Number(value) >= 0);
export const method = form('a function', (value) => typeof value === 'function' && !isClass(value));

/** One of several values. */
export function oneOf(...choices: readonly (string | boolean)[]): Form {
  return form(anyOf(choices.map(quoted)), (value) => choices.some((choice) => choice === value));
}

/** A list whose items all have a form. */
export function listOf(noun: string, item: Form): Form {
  return {
    noun,
    mistakesIn: (value) => {
      if (!Array.isArray(value)) return [{ keys: [], value, noun, ...meantAsList(noun, value, item) }];
      return value.flatMap((one: unknown, index) => below(String(index), item.mistakesIn(one)));
    },
  };
}

/** Items that somebody forgot the brackets of. */
function meantAsList(noun: string, value: unknown, item: Form): { readonly remedy?: string } {
  if (typeof value !== 'string' || item.mistakesIn(value).length > 0) return {};
  const words = noun.startsWith('a list of words') ? value.split(/\s+/).filter((word) => word !== '') : [value];
  return { remedy: `Pass ${noun.replace(/, such as .*/s, '')}: [${words.map(quoted).join(', ')}].` };
}

/** The words of a command. */
export const words = listOf('a list of words, such as ["node", "server.js"]', string);
/** Texts of another kind. */
export const strings = listOf('a list of texts', string);

/** A map whose values all have a form. */
export function mapOf(noun: string, item: Form): Form {
  return {
    noun,
    mistakesIn: (value) =>
      isMap(value)
        ? Object.entries(value).flatMap(([key, one]) => below(key, item.mistakesIn(one)))
        : [{ keys: [], value, noun }],
  };
}

/** Values of environment variables and labels: Compose takes numbers and booleans, too. */
const scalar = form(
  'a text, a finite number, a boolean or null',
  (value) => value === null || isText(value) || typeof value === 'boolean' || Number.isFinite(value),
);
export const scalars = mapOf('a map of texts', scalar);
export const texts = mapOf('a map of texts', composeText);

/** A map with certain keys; an open one may have others, which nobody looks at. */
export function record(
  noun: string,
  fields: Readonly<Record<string, Form>>,
  { isOpen = false }: { readonly isOpen?: boolean } = {},
): Form {
  const names = Object.keys(fields);
  const required = names.filter((name) => !fields[name]?.isOptional);
  // of a map that has none of the keys, each need not be told
  const isForeign = (value: object): boolean =>
    required.length > 0 && required.every((key) => entry(value, key) === undefined);
  return {
    noun,
    mistakesIn: (value) => {
      if (!isMap(value) || isForeign(value)) return [{ keys: [], value, noun }];
      const unknown = isOpen ? [] : Object.keys(value).filter((key) => !names.includes(key));
      return [
        ...unknown.map((key) => ({ keys: [key], value: entry(value, key), noun, names })),
        ...Object.entries(fields).flatMap(([key, field]) => below(key, field.mistakesIn(entry(value, key)))),
      ];
    },
  };
}

/** User and group of a process. */
export const user = record(
  'user and group by number, such as { uid: 1000, gid: 1000 }',
  { uid: wholeNumber, gid: wholeNumber },
  { isOpen: true },
);

/** One of several records, told apart by `kind`. */
export function union(noun: string, kinds: Readonly<Record<string, Form>>): Form {
  return {
    noun,
    mistakesIn: (value) => {
      const kind = isMap(value) ? entry(value, 'kind') : undefined;
      const form = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
      return form ? form.mistakesIn(value) : [{ keys: [], value, noun }];
    },
  };
}

const RELATED = record('a construct and its role', {
  message: string,
  construct: form('a construct', Construct.isConstruct),
});

/** A problem that an author reports, or lists. */
export const problemForm = record('a problem, such as { id: "…", message: "…", remedy: "…" }', {
  id: string,
  message: string,
  remedy: string,
  severity: optional(oneOf('error', 'warning')),
  related: optional(listOf('a list of constructs and their roles', RELATED)),
});

/** One value, or a list of them. */
export function oneOrMore(noun: string, item: Form): Form {
  const list = listOf(noun, item);
  return { noun, mistakesIn: (value) => (Array.isArray(value) ? list : named(noun, item)).mistakesIn(value) };
}

/** A map, or an instance that holds properties as one would: what has a form of its own is none. */
export function isMap(value: unknown): value is object {
  const isObject = typeof value === 'object' && value !== null && !Construct.isConstruct(value) && !isDeferred(value);
  return isObject && Object.prototype.toString.call(value) === '[object Object]';
}

function entry(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key]; // any object may be asked for any key
}

function below(key: string, mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.map((mistake) => ({ ...mistake, keys: [key, ...mistake.keys] }));
}
