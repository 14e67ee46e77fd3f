// @ts-check

const { HttpError } = require('../http-error.js');
const { MultipartParser, boundaryOf } = require('./multipart.js');

/** What a form may weigh beyond its image. */
const FORM_EXTRA = 64 * 1024;
const LONGEST_TITLE = 100;
const LONGEST_TITLE_BYTES = 4 * LONGEST_TITLE;

/** @typedef {ReturnType<import('./store.js').Store['draft']>} Draft */
/** @typedef {{ image: import('./store.js').StoredImage, title: string }} Upload */

/**
 * Reads one upload from a request into the store: a browser's form (fields `image` and `title`) or a bare image
 * (`?title=`). Chunks go to disk as they arrive. After an error nothing is left in the store.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('./store.js').Store} store
 * @param {URLSearchParams} query
 * @returns {Promise<Upload>}
 */
async function receive(request, store, query) {
  const contentType = request.headers['content-type'] ?? '';
  const form = /^multipart\/form-data\s*;/i.test(contentType);
  if (!form && !/^image\//i.test(contentType)) throw new HttpError(415, 'Send an image, or a form with one.');
  const limit = store.limit + (form ? FORM_EXTRA : 0);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(store);

  const draft = store.draft();
  try {
    const body = limited(request, limit, tooLarge(store));
    const title = form
      ? await readForm(body, boundaryOf(contentType), draft)
      : await readImage(body, query.get('title') ?? '', draft);
    return { title: cleanTitle(title), image: await draft.keep() };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit
 * @param {Error} error
 * @returns {AsyncGenerator<Buffer>}
 */
async function* limited(request, limit, error) {
  let bytes = 0;
  // A refusal in the middle must leave the connection open, or the visitor sees a reset and never the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > limit) throw error;
    yield chunk;
  }
}

/** @param {AsyncIterable<Buffer>} body @param {string} title @param {Draft} draft */
async function readImage(body, title, draft) {
  for await (const chunk of body) await draft.write(chunk);
  return title;
}

/** @param {AsyncIterable<Buffer>} body @param {string} boundary @param {Draft} draft */
async function readForm(body, boundary, draft) {
  const parser = new MultipartParser(boundary);
  /** @type {Buffer} */
  let title = Buffer.alloc(0);
  /** @type {Set<string>} */
  const seen = new Set();
  let field = '';
  for await (const chunk of body) {
    for (const event of parser.push(chunk)) {
      if (event.kind === 'part') {
        field = event.name;
        if (seen.has(field)) throw new HttpError(400, 'One kitteh at a time, please.');
        seen.add(field);
      } else if (event.kind === 'data' && field === 'image') {
        await draft.write(event.bytes);
      } else if (event.kind === 'data' && field === 'title') {
        title = Buffer.concat([title, event.bytes]);
        if (title.length > LONGEST_TITLE_BYTES) throw titleTooLong();
      }
    }
  }
  parser.finish();
  if (!seen.has('image')) throw new HttpError(400, 'The form has no image.');
  return title.toString('utf8');
}

/** One line of at most 100 characters. PostgreSQL stores no NUL, and no title needs a line break. @param {string} text */
function cleanTitle(text) {
  const title = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if ([...title].length > LONGEST_TITLE) throw titleTooLong();
  return title;
}

function titleTooLong() {
  return new HttpError(400, `A title may have at most ${LONGEST_TITLE} characters.`);
}

/** @param {import('./store.js').Store} store */
function tooLarge({ limit }) {
  return new HttpError(413, `An image may have at most ${limit / 1024 / 1024} MB.`);
}

module.exports = { cleanTitle, receive };
