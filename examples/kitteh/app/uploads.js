import { randomBytes } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { access, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import { Refusal } from './refusal.js';

/** What is taken, and its extension. SVG is missing on purpose: it is a document that can carry scripts. */
const TYPES = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
]);
const DRAFT = /^\.[0-9a-f]{32}\.part$/;
/** Milliseconds after which a request ends, whatever its sender does. */
export const LONGEST_UPLOAD = 120_000;

/** The folder of images. Names in it are ours and random, so nothing that a visitor says becomes a path. */
export class Uploads {
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  /** An upload begins. */
  draft() {
    return new Draft(this.#folder);
  }

  /** Rejects unless images can be written here. */
  async check() {
    await access(this.#folder, constants.R_OK | constants.W_OK | constants.X_OK);
  }

  /** Removes what a killed process left behind: nobody writes a draft any more that is twice as old as it can get. */
  async sweep() {
    for (const name of await readdir(this.#folder)) {
      const file = path.join(this.#folder, name);
      if (!DRAFT.test(name)) continue;
      const { mtimeMs } = await stat(file);
      if (Date.now() - mtimeMs > 2 * LONGEST_UPLOAD) await rm(file);
    }
  }
}

/** An image on its way in: under a hidden name until it is published, and gone after `discard` if it never was. */
export class Draft {
  #folder;
  #name = randomBytes(16).toString('hex');
  #path;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    this.#path = path.join(folder, `.${this.#name}.part`);
  }

  /** @param {import('node:stream').Readable} stream */
  async write(stream) {
    await pipeline(stream, createWriteStream(this.#path, { flags: 'wx', flush: true }));
  }

  /** Looks at the bytes: what the sender calls them counts for nothing. */
  async image() {
    const found = await fileTypeFromFile(this.#path);
    const type = found?.mime === 'image/apng' ? 'image/png' : found?.mime;
    const extension = type && TYPES.get(type);
    if (!extension) throw new Refusal(415, 'That is not a PNG, JPEG, GIF or WebP image.');
    return { file: `${this.#name}.${extension}`, type, bytes: (await stat(this.#path)).size };
  }

  /** Shows it under its name, whole. @param {string} file */
  async publish(file) {
    await rename(this.#path, path.join(this.#folder, file));
  }

  async discard() {
    await rm(this.#path, { force: true });
  }
}
