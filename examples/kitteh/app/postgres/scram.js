// @ts-check

const { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } = require('node:crypto');
const { promisify } = require('node:util');

const derive = promisify(pbkdf2);
const MOST_ITERATIONS = 10_000_000;

/**
 * The client's side of SCRAM-SHA-256 (RFC 5802 and 7677): proves that we know the password without sending it, and
 * has the server prove the same to us.
 *
 * PostgreSQL takes the user from the startup message and ignores the one here, so it is left empty as libpq does:
 * https://www.postgresql.org/docs/current/sasl-authentication.html
 *
 * @param {{ password: string, user?: string, nonce?: string }} options `nonce` is for tests
 */
function scramSha256({ password, user = '', nonce = randomBytes(18).toString('base64') }) {
  const bare = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  /** @type {Buffer | undefined} */
  let expected;

  return {
    first: `n,,${bare}`,

    /** The proof for the server's challenge. @param {string} serverFirst */
    async answer(serverFirst) {
      const { r: both, s: salt, i: count } = attributes(serverFirst);
      const iterations = Number(count);
      if (!both?.startsWith(nonce) || both === nonce) throw new Error('the server did not extend our nonce');
      if (!salt || !Number.isInteger(iterations) || iterations < 1 || iterations > MOST_ITERATIONS) {
        throw new Error('the server sent a malformed challenge');
      }
      const salted = await derive(prepare(password), Buffer.from(salt, 'base64'), iterations, 32, 'sha256');
      const clientKey = hmac(salted, 'Client Key');
      const withoutProof = `c=biws,r=${both}`;
      const conversation = `${bare},${serverFirst},${withoutProof}`;
      const signature = hmac(createHash('sha256').update(clientKey).digest(), conversation);
      expected = hmac(hmac(salted, 'Server Key'), conversation);
      const proof = clientKey.map((byte, at) => byte ^ (signature[at] ?? 0));
      return `${withoutProof},p=${Buffer.from(proof).toString('base64')}`;
    },

    /** Throws unless the server knows the password too. @param {string} serverFinal */
    verify(serverFinal) {
      const given = Buffer.from(attributes(serverFinal).v ?? '', 'base64');
      if (!expected || given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new Error('the server could not prove that it knows the password');
      }
    },
  };
}

/** @param {string} text @returns {Record<string, string>} */
function attributes(text) {
  return Object.fromEntries(text.split(',').map((pair) => [pair.slice(0, 1), pair.slice(2)]));
}

/** @param {Buffer} key @param {string} text */
function hmac(key, text) {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/**
 * SASLprep (RFC 4013) as far as two spellings of one password are concerned: odd spaces become a space, invisible
 * characters vanish, the rest is NFKC. ASCII stays as it is.
 *
 * @param {string} password
 */
function prepare(password) {
  return password
    .replace(/[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/gu, ' ')
    .replace(/\u00AD|\u034F|\u1806|[\u180B-\u180D]|[\u200C\u200D]|\u2060|[\uFE00-\uFE0F]|\uFEFF/gu, '')
    .normalize('NFKC');
}

module.exports = { scramSha256 };
