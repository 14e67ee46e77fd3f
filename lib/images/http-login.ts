/**
 * Asking a server over HTTP with a password that stands in no argument: everybody on the host sees those.
 *
 * @module
 */

/**
 * The command of a shell that gives curl a line of settings on standard input. There `"` and `\` are escaped:
 * https://curl.se/docs/manpage.html#-K
 *
 * @param line of curl's settings, with `%s` for the password: `user = "elastic:%s"`
 * @param variable that names the file with the password
 * @param rest further words of curl, as a shell has them
 */
export function curlWithPassword(line: string, variable: string, rest: string): string {
  const password = `printf %s "$(cat "$${variable}")" | sed 's/[\\\\"]/\\\\&/g'`;
  return `printf '${line}\\n' "$(${password})" | curl --config - --noproxy '*' --fail --silent --show-error --output /dev/null ${rest}`;
}

/** Lines of a start script: the password of a file, which must not be empty. */
export function passwordFrom(variable: string): readonly string[] {
  return [
    'set -eu',
    `password=$(cat "$${variable}")`,
    `[ -n "$password" ] || { echo "The secret $${variable} is empty." >&2; exit 1; }`,
  ];
}
