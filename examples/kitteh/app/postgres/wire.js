// @ts-check

// Messages of PostgreSQL's protocol 3.0: https://www.postgresql.org/docs/current/protocol-message-formats.html

const PROTOCOL_3_0 = 196608;
const LONGEST_MESSAGE = 16 * 1024 * 1024;

/** @param {number} value */
function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** @param {number} value */
function int16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

/**
 * A string that the protocol ends with NUL, so one with a NUL inside cannot be said.
 * @param {string} text
 */
function cstring(text) {
  if (text.includes('\0')) throw new RangeError('a string for PostgreSQL must not contain NUL');
  return Buffer.from(`${text}\0`, 'utf8');
}

/** @param {string} type @param {Buffer[]} parts */
function message(type, ...parts) {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type, 'latin1'), int32(body.length + 4), body]);
}

/** The first message has no type byte. @param {Record<string, string>} parameters */
function startup(parameters) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [cstring(name), cstring(value)]);
  return message('', int32(PROTOCOL_3_0), ...pairs, Buffer.from([0]));
}

/** @param {string} mechanism @param {string} first */
function saslInitial(mechanism, first) {
  const data = Buffer.from(first, 'utf8');
  return message('p', cstring(mechanism), int32(data.length), data);
}

/** @param {string} data */
const saslResponse = (data) => message('p', Buffer.from(data, 'utf8'));

/** One or more statements without parameters. @param {string} sql */
const simpleQuery = (sql) => message('Q', cstring(sql));

/**
 * One statement with text parameters: Parse, Bind, Describe, Execute and Sync in one write. Values travel apart from
 * the SQL, so no value can become syntax.
 *
 * @param {string} sql
 * @param {readonly (string | number | null)[]} parameters
 */
function extendedQuery(sql, parameters) {
  const values = parameters.flatMap((value) => {
    if (value === null) return [int32(-1)];
    const text = Buffer.from(String(value), 'utf8');
    return [int32(text.length), text];
  });
  return Buffer.concat([
    message('P', cstring(''), cstring(sql), int16(0)),
    message('B', cstring(''), cstring(''), int16(0), int16(parameters.length), ...values, int16(0)),
    message('D', Buffer.from('P'), cstring('')),
    message('E', cstring(''), int32(0)),
    message('S'),
  ]);
}

const terminate = () => message('X');

/** Cuts the server's byte stream into messages, however the network cut it. */
class MessageReader {
  /** @type {Buffer} */
  #rest = Buffer.alloc(0);

  /**
   * @param {Buffer} chunk
   * @returns {Generator<{ type: string, body: Buffer }>}
   */
  *push(chunk) {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 5) {
      const length = this.#rest.readInt32BE(1);
      if (length < 4 || length > LONGEST_MESSAGE) throw new RangeError(`a message of ${length} bytes`);
      if (this.#rest.length < length + 1) return;
      const next = { type: String.fromCharCode(this.#rest[0] ?? 0), body: this.#rest.subarray(5, length + 1) };
      this.#rest = this.#rest.subarray(length + 1);
      yield next;
    }
  }
}

module.exports = { MessageReader, extendedQuery, saslInitial, saslResponse, simpleQuery, startup, terminate };
