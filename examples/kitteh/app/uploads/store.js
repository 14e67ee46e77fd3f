// @ts-check

const { randomBytes } = require('node:crypto');
const { constants } = require('node:fs');
const fs = require('node:fs/promises');
const path = require('node:path');
const { HttpError } = require('../http-error.js');
const { SNIFF_BYTES, sniff } = require('./sniff.js');

const FILE_NAME = /^[0-9a-f]{32}\.(?:png|jpg|gif|webp)$/;
const TEMPORARY = /^\.[0-9a-f]{32}\.part$/;
const ABANDONED_AFTER = 60 * 60 * 1000;

/** @typedef {{ file: string, type: string, bytes: number }} StoredImage */

/** The folder of images. Names in it are always ours and random, so nothing a visitor says becomes a path. */
class Store {
  /** @param {string} folder @param {number} limit most bytes of one image */
  constructor(folder, limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** An upload begins. */
  draft() {
    return new Draft(this.folder, this.limit);
  }

  /** @param {string} file */
  async remove(file) {
    if (!FILE_NAME.test(file)) throw new Error('not a name of a stored image');
    await fs.rm(path.join(this.folder, file), { force: true });
  }

  /** Rejects unless images can be written here. */
  async check() {
    await fs.access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
  }

  /** Removes what an interrupted process left behind long enough ago that no other process still writes it. */
  async sweep(now = Date.now()) {
    for (const name of await fs.readdir(this.folder)) {
      if (!TEMPORARY.test(name)) continue;
      const file = path.join(this.folder, name);
      const age = await fs.stat(file).then(
        ({ mtimeMs }) => now - mtimeMs,
        () => 0,
      );
      if (age > ABANDONED_AFTER) await fs.rm(file, { force: true });
    }
  }
}

/** An image on its way in: invisible until `keep`, gone after `discard`. Nothing is written before it is known to be an image. */
class Draft {
  #folder;
  #limit;
  #name = randomBytes(16).toString('hex');
  /** @type {Buffer} */
  #head = Buffer.alloc(0);
  #bytes = 0;
  /** @type {import('./sniff.js').ImageType | undefined} */
  #image;
  /** @type {fs.FileHandle | undefined} */
  #handle;

  /** @param {string} folder @param {number} limit */
  constructor(folder, limit) {
    this.#folder = folder;
    this.#limit = limit;
  }

  get #temporary() {
    return path.join(this.#folder, `.${this.#name}.part`);
  }

  /** @param {Buffer} chunk */
  async write(chunk) {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limit)
      throw new HttpError(413, `An image may have at most ${this.#limit / 1024 / 1024} MB.`);
    if (this.#handle) return this.#handle.appendFile(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length < SNIFF_BYTES) return;
    this.#image = sniff(this.#head);
    if (!this.#image) throw notAnImage();
    this.#handle = await fs.open(this.#temporary, 'wx', 0o600);
    await this.#handle.appendFile(this.#head);
  }

  /** Makes the image visible, whole and readable for the web server that shows it. @returns {Promise<StoredImage>} */
  async keep() {
    if (!this.#handle || !this.#image) throw notAnImage();
    const file = `${this.#name}.${this.#image.extension}`;
    await this.#handle.chmod(0o644); // whatever the umask says
    await this.#handle.sync();
    await this.#handle.close();
    this.#handle = undefined;
    await fs.rename(this.#temporary, path.join(this.#folder, file));
    return { file, type: this.#image.type, bytes: this.#bytes };
  }

  async discard() {
    await this.#handle?.close();
    this.#handle = undefined;
    await fs.rm(this.#temporary, { force: true });
  }
}

function notAnImage() {
  return new HttpError(415, 'That is not a PNG, JPEG, GIF or WebP image.');
}

module.exports = { Store };
