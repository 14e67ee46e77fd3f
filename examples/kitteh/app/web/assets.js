// @ts-check

const PATIENCE = 2_000;

/**
 * URLs of the stylesheet, the script and the logo. With `internalUrl` they carry the digests of the assets' manifest,
 * so that a browser may keep them for ever; without it, or until it answers, the plain names serve as well.
 */
class Assets {
  #publicUrl;
  #internalUrl;
  /** @type {ReadonlyMap<string, string>} */
  #manifest = new Map();

  /** @param {string} publicUrl @param {string | undefined} internalUrl */
  constructor(publicUrl, internalUrl) {
    this.#publicUrl = publicUrl;
    this.#internalUrl = internalUrl;
  }

  /** @param {string} name */
  url(name) {
    return `${this.#publicUrl}/${encodeURIComponent(this.#manifest.get(name) ?? name)}`;
  }

  /** Reads the manifest again. Never rejects and no page waits for it: a page without digests is still a page. */
  async refresh() {
    if (!this.#internalUrl) return;
    try {
      const response = await fetch(`${this.#internalUrl}/manifest.json`, { signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok) throw new Error(`the answer was ${response.status}`);
      const entries = Object.entries(await response.json());
      this.#manifest = new Map(entries.map(([name, digested]) => [name, String(digested)]));
    } catch (error) {
      console.error('assets: the manifest cannot be read:', error instanceof Error ? error.message : error);
    }
  }
}

module.exports = { Assets };
