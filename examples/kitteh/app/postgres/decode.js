// @ts-check

const { PostgresError } = require('./error.js');

// The bodies of the server's messages. Buffer throws a RangeError past the end, so a short body is never misread.

const INT2 = 21;
const INT4 = 23;
const BOOL = 16;

/** @typedef {{ name: string, type: number }} Column */
/** @typedef {Record<string, string | number | boolean | null>} Row */

/** @param {Buffer} body @param {number} at */
function readCString(body, at) {
  const end = body.indexOf(0, at);
  if (end < 0) throw new RangeError('a string without its end');
  return { text: body.toString('utf8', at, end), next: end + 1 };
}

/** RowDescription. @param {Buffer} body @returns {Column[]} */
function columns(body) {
  const found = [];
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left -= 1) {
    const { text, next } = readCString(body, at);
    found.push({ name: text, type: body.readInt32BE(next + 6) });
    at = next + 18;
  }
  return found;
}

/** DataRow, with small integers and booleans as JavaScript's own. @param {Buffer} body @param {Column[]} described @returns {Row} */
function row(body, described) {
  if (body.readInt16BE(0) !== described.length) throw new RangeError('a row with other columns than described');
  let at = 2;
  return Object.fromEntries(
    described.map(({ name, type }) => {
      const length = body.readInt32BE(at);
      at += 4;
      if (length < 0) return [name, null];
      if (at + length > body.length) throw new RangeError('a value past the end of its row');
      const text = body.toString('utf8', at, at + length);
      at += length;
      return [name, value(text, type)];
    }),
  );
}

/** @param {string} text @param {number} type */
function value(text, type) {
  if (type === INT2 || type === INT4) return Number(text);
  return type === BOOL ? text === 't' : text;
}

/** ErrorResponse: fields by their letter, `C` is the SQLSTATE, `M` the message, `D` the detail. @param {Buffer} body */
function serverError(body) {
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (let at = 0; body[at]; ) {
    const { text, next } = readCString(body, at + 1);
    fields.set(String.fromCharCode(body[at] ?? 0), text);
    at = next;
  }
  return new PostgresError(fields.get('C') ?? 'PROTOCOL', fields.get('M') ?? 'an error without a message', {
    detail: fields.get('D'),
    // The server closes the connection after these, so whether the statement took effect is not known.
    settled: !['FATAL', 'PANIC'].includes(fields.get('V') ?? ''),
  });
}

/** AuthenticationSASL: the mechanisms on offer. @param {Buffer} body */
function mechanisms(body) {
  return body.toString('latin1', 4).split('\0').filter(Boolean);
}

module.exports = { columns, mechanisms, row, serverError };
