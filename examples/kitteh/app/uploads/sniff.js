// @ts-check

/** @typedef {{ type: string, extension: string }} ImageType */

/** Enough bytes to tell any of them: WebP's mark ends at byte 12. */
const SNIFF_BYTES = 12;

/** SVG is missing on purpose: it is a document that can carry scripts. @type {readonly (ImageType & { test: (head: Buffer) => boolean })[]} */
const IMAGE_TYPES = [
  { type: 'image/png', extension: 'png', test: (head) => starts(head, '\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', extension: 'jpg', test: (head) => starts(head, '\xff\xd8\xff') },
  { type: 'image/gif', extension: 'gif', test: (head) => starts(head, 'GIF87a') || starts(head, 'GIF89a') },
  { type: 'image/webp', extension: 'webp', test: (head) => starts(head, 'RIFF') && starts(head.subarray(8), 'WEBP') },
];

/** @param {Buffer} bytes @param {string} magic */
function starts(bytes, magic) {
  return bytes.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
}

/**
 * Tells an image by its first bytes. What the sender calls it (name, Content-Type) counts for nothing.
 *
 * @param {Buffer} head the first {@link SNIFF_BYTES} bytes, or all of a shorter file
 * @returns {ImageType | undefined}
 */
function sniff(head) {
  if (head.length < SNIFF_BYTES) return undefined;
  const found = IMAGE_TYPES.find(({ test }) => test(head));
  return found && { type: found.type, extension: found.extension };
}

module.exports = { IMAGE_TYPES, SNIFF_BYTES, sniff };
