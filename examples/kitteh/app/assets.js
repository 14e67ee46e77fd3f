/**
 * URLs of the stylesheet, the script and the logo. With `internalUrl` they carry the digests of the assets' manifest,
 * so that a browser may keep them for ever; without it, or until it answers, the plain names serve as well.
 */
export class Assets {
  #internalUrl;
  /** @type {Readonly<Record<string, string>>} */
  #manifest = {};

  /** @param {string} publicUrl @param {string | undefined} internalUrl */
  constructor(publicUrl, internalUrl) {
    this.publicUrl = publicUrl;
    this.#internalUrl = internalUrl;
  }

  /** @param {string} name */
  url(name) {
    return `${this.publicUrl}/${this.#manifest[name] ?? name}`;
  }

  /** Reads the manifest again. No page waits for it, nor fails with it: a page without digests is still a page. */
  async refresh() {
    if (!this.#internalUrl) return;
    const response = await fetch(`${this.#internalUrl}/manifest.json`, { signal: AbortSignal.timeout(2_000) });
    if (!response.ok) throw new Error(`the answer was ${response.status}`);
    this.#manifest = /** @type {Record<string, string>} as assets/build.js writes it */ (await response.json());
  }
}
