import { resolve } from 'node:path';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where two readings of one project differ, or undefined: the first place, with both values. */
export function difference(original: Json, result: Json, folder: string): string | undefined {
  return compare(normal(original, folder), normal(result, folder), '');
}

function compare(one: Json | undefined, other: Json | undefined, path: string): string | undefined {
  if (isMap(one) && isMap(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = compare(one[key], other[key], `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const [before, after] = [JSON.stringify(one), JSON.stringify(other)];
  return before === after ? undefined : `${path.slice(1)} was ${short(before)} and is ${short(after)}`;
}

function short(json: string | undefined): string {
  return json === undefined ? 'missing' : json.slice(0, 160);
}

/** What a bind mount in short syntax says, and what one in long syntax means without it: a missing folder is made. */
const CREATES = JSON.stringify({ create_host_path: true });

/** Without what two readings of one and the same project may differ in. */
function normal(value: Json, folder: string): Json {
  if (Array.isArray(value)) return value.map((item) => normal(item, folder));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      if (key === 'build' && isMap(item)) return [[key, build(item, folder)]];
      if (key === 'core' && item === 0) return [];
      if (key === 'bind' && JSON.stringify(item) === CREATES) return [];
      return [[key, normal(item, folder)]];
    }),
  );
}

/** Compose prints the default of `dockerfile` at times, and a context as it was written where it does not exist. */
function build(value: { [key: string]: Json }, folder: string): Json {
  const { dockerfile, context, ...rest } = value;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, normal(item, folder)])),
    ...(dockerfile !== undefined && dockerfile !== 'Dockerfile' && { dockerfile }),
    ...(typeof context === 'string' && { context: isPath(context) ? resolve(folder, context) : context }),
  };
}

function isPath(context: string): boolean {
  return !/^[a-z+]+:\/\/|^git@|^github\.com/.test(context);
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
