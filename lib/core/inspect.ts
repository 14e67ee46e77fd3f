/**
 * Looks at the properties that a program without types passes, before anything uses them.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { nearest } from '../words';
import { argumentInvalid, argumentsInvalid, optionUnknown } from './errors';
import { type Form, isMap } from './form';
import { type DiagnosticProps, report } from './problem';

/** The form of each property of a type; `true` where its user looks at it. The compiler keeps the table whole. */
export type Forms<T> = Readonly<Record<keyof Required<T>, Form | true>>;

/** A value for each property that must be there. Building goes on with it, so that one run tells all mistakes. */
export type StandIns<T> = { readonly [K in keyof T as object extends Pick<T, K> ? never : K]: T[K] };

/** Properties of the right form, and what was wrong with those that were given. */
export interface Inspected<T> {
  readonly props: T;
  readonly problems: readonly DiagnosticProps[];
}

/**
 * The properties that have the form they must have. Others are left out, or a stand-in takes their place.
 *
 * @param taker name of the class or verb that takes them
 * @param options.takesOthers whether a class that extends this one may have further properties @default false
 */
export function inspect<T extends object>(
  taker: string,
  given: T | undefined,
  forms: Forms<T>,
  standIns: StandIns<T>,
  { takesOthers = false }: { readonly takesOthers?: boolean } = {},
): Inspected<T> {
  const required = Object.keys(standIns);
  const value: unknown = given;
  if (!isMap(value)) {
    const isNothing = value === undefined && required.length === 0;
    // stand-ins are all that must be there
    return { props: { ...standIns } as T, problems: isNothing ? [] : [argumentsInvalid(taker, value, required)] };
  }
  const names = Object.keys(forms);
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  const problems = takesOthers ? [] : unknown.map((name) => optionUnknown(taker, name, names, nearest(name, names)));
  const props: Record<string, unknown> = takesOthers ? { ...value } : {};
  for (const [name, form] of Object.entries<Form | true>(forms)) {
    const property = (value as Readonly<Record<string, unknown>>)[name]; // a map may be asked for any key
    const mistakes = mistakesIn(property, form, required.includes(name));
    problems.push(...mistakes.map(({ keys, ...mistake }) => argumentInvalid(taker, [name, ...keys], mistake)));
    if (mistakes.length === 0 && property !== undefined) props[name] = property;
    else delete props[name];
  }
  return { props: { ...standIns, ...props } as T, problems }; // what is there has its form, what must be there is
}

function mistakesIn(property: unknown, form: Form | true, isRequired: boolean): ReturnType<Form['mistakesIn']> {
  if (property === undefined) {
    return isRequired ? [{ keys: [], value: undefined, noun: form === true ? 'a value' : form.noun }] : [];
  }
  return form === true ? [] : form.mistakesIn(property);
}

/** The same for a verb, or for a construct that is there already: the mistakes are reported. */
export function inspected<T extends object>(
  construct: IConstruct,
  taker: string,
  given: T | undefined,
  forms: Forms<T>,
  standIns: StandIns<T>,
): T {
  const { props, problems } = inspect(taker, given, forms, standIns);
  for (const problem of problems) report(construct, problem);
  return props;
}

/** The same for one argument of a verb, which then only has to return. */
export function takes(construct: IConstruct, verb: string, name: string, value: unknown, form: Form): boolean {
  const mistakes = form.mistakesIn(value);
  for (const { keys, ...mistake } of mistakes) report(construct, argumentInvalid(verb, [name, ...keys], mistake));
  return mistakes.length === 0;
}
