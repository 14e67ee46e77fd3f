import { Refusal } from './refusal.js';

const MOST_BYTES = 10 * 1024 * 1024;
/** What a form may weigh beyond its image. */
const FORM_EXTRA = 64 * 1024;
const LONGEST_TITLE = 100;

/** A field is cut where it is too long for a title anyway: https://github.com/fastify/fastify-multipart#usage. */
export const FORM_LIMITS = { fileSize: MOST_BYTES, files: 1, fields: 5, fieldSize: 1_000 };

/**
 * Writes the image of a request to disk as it arrives, and returns its title: from a browser's form with `image` and
 * `title`, or from a bare image with `?title=`.
 *
 * @param {import('./app.js').Request} request
 * @param {import('./uploads.js').Draft} draft
 * @returns {Promise<string>}
 */
export async function receive(request, draft) {
  const length = request.headers['content-length'];
  if (length === undefined) throw new Refusal(411, 'An upload has to say how long it is.');
  if (Number(length) > MOST_BYTES + (request.isMultipart() ? FORM_EXTRA : 0)) throw tooLarge();
  return cleanTitle(request.isMultipart() ? await receiveForm(request, draft) : await receiveImage(request, draft));
}

/** @type {typeof receive} */
async function receiveForm(request, draft) {
  let title = '';
  let images = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        await draft.write(part.file);
        if (part.file.truncated) throw tooLarge();
        images += 1;
      } else if (part.fieldname === 'title') title = String(part.value);
    }
  } catch (error) {
    // Busboy says what breaks the grammar of forms in plain errors, without a code.
    if (error instanceof Refusal || (error instanceof Error && 'code' in error)) throw error;
    throw new Refusal(400, 'The form cannot be read.', { cause: error });
  }
  if (images === 0) throw new Refusal(400, 'The form has no image.');
  return title;
}

/** @type {typeof receive} */
async function receiveImage({ body, query }, draft) {
  await draft.write(/** @type {import('node:stream').Readable} the parser of images leaves it alone */ (body));
  return query.title ?? '';
}

/** One line of at most 100 characters. PostgreSQL stores no NUL, and no title needs a line break. @param {string} text */
function cleanTitle(text) {
  const title = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if ([...title].length > LONGEST_TITLE)
    throw new Refusal(400, `A title may have at most ${LONGEST_TITLE} characters.`);
  return title;
}

function tooLarge() {
  return new Refusal(413, 'An image may have at most 10 MB.');
}
