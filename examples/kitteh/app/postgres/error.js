// @ts-check

/**
 * Anything that goes wrong between us and PostgreSQL.
 *
 * `code` is the server's SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), or one of
 * ours: `UNREACHABLE` (no connection could be opened), `LOST` (it broke while a statement ran), `TIMEOUT`,
 * `PROTOCOL`, `CLOSED`.
 *
 * `settled` tells whether the fate of the statement is known. It is not after `LOST` or `TIMEOUT`: the server may
 * have done the work and only the answer is missing.
 */
class PostgresError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ settled?: boolean, detail?: string | undefined }} [more]
   */
  constructor(code, message, { settled = true, detail } = {}) {
    super(message);
    this.name = 'PostgresError';
    this.code = code;
    this.settled = settled;
    this.detail = detail;
  }

  /** @param {unknown} cause */
  static lost(cause) {
    return new PostgresError('LOST', reason(cause), { settled: false });
  }

  /** @param {number} timeout */
  static timeout(timeout) {
    return new PostgresError('TIMEOUT', `no answer within ${timeout} ms`, { settled: false });
  }

  /** @param {unknown} cause */
  static protocol(cause) {
    return new PostgresError('PROTOCOL', `the database is not understood: ${reason(cause)}`, { settled: false });
  }

  /** What broke while a connection was opened. No statement was sent yet. @param {unknown} cause @param {{ host: string, port: number }} at */
  static opening(cause, { host, port }) {
    const known = cause instanceof PostgresError && !['LOST', 'TIMEOUT'].includes(cause.code);
    return new PostgresError(
      known ? cause.code : 'UNREACHABLE',
      `cannot connect to PostgreSQL at ${host}:${port}: ${reason(cause)}`,
    );
  }

  /** One line for a person, with the SQLSTATE that a search finds. */
  describe() {
    return `${this.message}${this.detail ? ` (${this.detail})` : ''} [${this.code}]`;
  }
}

/**
 * Node reports a name with several addresses as an AggregateError, which has no message of its own.
 * @param {any} cause whatever was thrown
 * @returns {string}
 */
function reason(cause) {
  return cause?.errors?.[0]?.message || cause?.message || String(cause);
}

module.exports = { PostgresError };
