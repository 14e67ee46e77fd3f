// @ts-check

const { HttpError } = require('../http-error.js');

// multipart/form-data: https://www.rfc-editor.org/rfc/rfc7578 on the grammar of https://www.rfc-editor.org/rfc/rfc2046#section-5.1

const LONGEST_HEADERS = 8 * 1024;
const MOST_PARTS = 20;
const CRLF = Buffer.from('\r\n');
const END_OF_HEADERS = Buffer.from('\r\n\r\n');

/** @typedef {{ kind: 'part', name: string } | { kind: 'data', bytes: Buffer } | { kind: 'end' }} PartEvent */

/**
 * Cuts a body into parts while it arrives; never holds more than a boundary or one part's headers.
 *
 * `push` every chunk, then `finish`. Each part gives one `part`, any number of `data` and one `end`. A body that
 * breaks the grammar is refused with 400: guessing what was meant is how parsers get to disagree.
 */
class MultipartParser {
  #delimiter;
  /** @type {'preamble' | 'delimiter' | 'headers' | 'data' | 'epilogue'} */
  #state = 'preamble';
  /** The first delimiter may start the body, where no line end precedes it. @type {Buffer} */
  #rest = CRLF;
  #parts = 0;

  /** @param {string} boundary */
  constructor(boundary) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  /** @param {Buffer} chunk @returns {Generator<PartEvent>} */
  *push(chunk) {
    if (this.#state === 'epilogue') return;
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (let before; before !== this.#state; ) {
      before = this.#state;
      if (before === 'preamble' || before === 'data') yield* this.#content();
      else if (before === 'delimiter') this.#endOfDelimiter();
      else if (before === 'headers') yield* this.#headers();
    }
  }

  /** Throws unless the body came to its proper end. */
  finish() {
    if (this.#state !== 'epilogue') throw malformed('it ends too early');
  }

  /** Everything up to the next delimiter, less what might be the start of one. @returns {Generator<PartEvent>} */
  *#content() {
    const inside = this.#state === 'data';
    const found = this.#rest.indexOf(this.#delimiter);
    const end = found < 0 ? Math.max(0, this.#rest.length - this.#delimiter.length + 1) : found;
    const bytes = this.#rest.subarray(0, end);
    if (inside && bytes.length > 0) yield { kind: 'data', bytes };
    if (found < 0) {
      this.#rest = this.#rest.subarray(end);
      return;
    }
    this.#rest = this.#rest.subarray(found + this.#delimiter.length);
    this.#state = 'delimiter';
    if (inside) yield { kind: 'end' };
  }

  /** After the boundary: `--` ends the body, a line end (after padding) starts a part. */
  #endOfDelimiter() {
    if (this.#rest.length < 2) return;
    if (this.#rest.toString('latin1', 0, 2) === '--') {
      this.#state = 'epilogue';
      return;
    }
    const line = this.#rest.indexOf(CRLF);
    const padding = this.#rest.toString('latin1', 0, line < 0 ? Math.min(this.#rest.length, LONGEST_HEADERS) : line);
    if (!/^[ \t]*\r?$/.test(padding) || padding.length >= LONGEST_HEADERS)
      throw malformed('its boundary is followed by something else');
    if (line < 0) return;
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) throw malformed('it has too many parts');
    // The line end stays: headers start after it, and a part without headers is just two line ends.
    this.#rest = this.#rest.subarray(line);
    this.#state = 'headers';
  }

  /** @returns {Generator<PartEvent>} */
  *#headers() {
    const end = this.#rest.indexOf(END_OF_HEADERS);
    if ((end < 0 ? this.#rest.length : end) > LONGEST_HEADERS) throw malformed('the headers of a part are too long');
    if (end < 0) return;
    const lines = this.#rest.toString('utf8', 0, end).split('\r\n');
    this.#rest = this.#rest.subarray(end + END_OF_HEADERS.length);
    this.#state = 'data';
    yield { kind: 'part', name: fieldName(lines) };
  }
}

/**
 * The `name` of `Content-Disposition: form-data; name="…"; filename="…"`. Inside quotes browsers write `"` as `%22`
 * and leave a backslash alone: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 *
 * @param {string[]} lines
 */
function fieldName(lines) {
  const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? '';
  const parameters =
    /^content-disposition:[ \t]*form-data[ \t]*((?:;[ \t]*[^\s;="]+=(?:"[^"]*"|[^\s;"]*)[ \t]*)*)$/i.exec(
      disposition,
    )?.[1];
  for (const [, name, quoted, bare] of (parameters ?? '').matchAll(/;[ \t]*([^\s;="]+)=(?:"([^"]*)"|([^\s;"]*))/g)) {
    if (name?.toLowerCase() === 'name') return quoted ?? bare ?? '';
  }
  throw malformed('a part does not say which field it is');
}

/**
 * The boundary of a `multipart/form-data` content type: 1 to 70 characters of RFC 2046's `bchars`, not ending in a space.
 *
 * @param {string} contentType
 */
function boundaryOf(contentType) {
  const found = /;[ \t]*boundary=(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2] ?? '';
  if (!/^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/.test(boundary))
    throw malformed('it names no proper boundary');
  return boundary;
}

/** @param {string} why */
function malformed(why) {
  return new HttpError(400, `The form cannot be read: ${why}.`);
}

module.exports = { MultipartParser, boundaryOf };
