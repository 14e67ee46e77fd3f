export function settings(text: string): unknown {
  let cause: unknown;
  try { return JSON.parse(text); } catch (error) { cause = error; }
  throw new TypeError('port must be a number', { cause });
}
