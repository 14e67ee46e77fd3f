import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What is taken, and how its bytes begin. SVG is missing on purpose: it is a document that can carry scripts. */
const TYPES = {
  'image/png': { extension: 'png', begins: /^\x89PNG\r\n\x1a\n/ },
  'image/jpeg': { extension: 'jpg', begins: /^\xff\xd8\xff/ },
  'image/gif': { extension: 'gif', begins: /^GIF8[79]a/ },
};

export const types = Object.keys(TYPES);

/** Pictures in a folder. Names in it are ours and random, so nothing that a visitor says becomes a path. */
export class Media {
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  /** Rejects unless pictures can be written here. */
  check() {
    return access(this.#folder, constants.W_OK | constants.X_OK);
  }

  /** Keeps a picture, whole or not at all. @returns its name; undefined if it is none of its type */
  async keep(stream, type) {
    const { extension, begins } = TYPES[type];
    const name = `${randomBytes(16).toString('hex')}.${extension}`;
    const draft = join(this.#folder, `.${name}.part`);
    let head = '';
    const look = async function* (chunks) {
      for await (const chunk of chunks) {
        if (head.length < 16) head += chunk.subarray(0, 16).toString('latin1');
        yield chunk;
      }
    };
    try {
      await pipeline(stream, look, createWriteStream(draft, { flags: 'wx', flush: true, mode: 0o644 }));
      if (!begins.test(head)) return undefined;
      await rename(draft, join(this.#folder, name));
      return name;
    } finally {
      await rm(draft, { force: true });
    }
  }
}
