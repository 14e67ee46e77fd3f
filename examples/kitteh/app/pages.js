import path from 'node:path';
import { Eta } from 'eta';

/** @typedef {import('./kittehs.js').Kitteh} Kitteh */

const eta = new Eta({ views: path.join(import.meta.dirname, 'views'), cache: true });

/** The HTML, from views/. Eta escapes each value of a template, so a title cannot become markup. */
export class Pages {
  #assets;
  #imagesUrl;

  /** @param {import('./assets.js').Assets} assets @param {string} imagesUrl */
  constructor(assets, imagesUrl) {
    this.#assets = assets;
    this.#imagesUrl = imagesUrl;
    const from = { images: new URL(imagesUrl).origin, assets: new URL(assets.publicUrl).origin };
    /** What a page may load: its assets, its images, nothing else, and no script that is not an asset. */
    this.contentSecurityPolicy = [
      "default-src 'none'",
      `img-src ${from.images} ${from.assets} blob:`, // blob: is the preview of an image that is about to be uploaded
      `style-src ${from.assets}`,
      `script-src ${from.assets}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  }

  /** @param {Kitteh} kitteh */
  withUrl = (kitteh) => ({ ...kitteh, url: `${this.#imagesUrl}/${kitteh.file}` });

  /** @param {readonly Kitteh[]} kittehs newest first @param {number | undefined} older where the next page starts */
  gallery(kittehs, older) {
    return this.#render('./gallery', { kittehs: kittehs.map(this.withUrl), older });
  }

  /** @param {string} message */
  error(message) {
    return this.#render('./error', { message });
  }

  /** @param {string} view @param {object} values */
  #render(view, values) {
    return eta.render(view, { ...values, asset: (/** @type {string} */ name) => this.#assets.url(name) });
  }
}
