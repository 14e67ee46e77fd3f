// @ts-check

/** @typedef {import('node:http').ServerResponse} Response */

/** @param {Response} response @param {number} status @param {unknown} value @param {Record<string, string>} [headers] */
function sendJson(response, status, value, headers = {}) {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`, headers);
}

/** @param {Response} response @param {number} status @param {import('./html.js').Html} page @param {Record<string, string>} headers */
function sendPage(response, status, page, headers) {
  send(response, status, 'text/html; charset=utf-8', page.text, headers);
}

/** @param {Response} response @param {string} location */
function redirect(response, location) {
  send(response, 303, 'text/plain; charset=utf-8', `See ${location}\n`, { location });
}

/** @param {Response} response @param {number} status @param {string} type @param {string} body @param {Record<string, string>} headers */
function send(response, status, type, body, headers) {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end(body);
}

/**
 * What a page may load: its assets, its images, nothing else, and no script that is not an asset.
 * @param {string} imagesUrl @param {string} assetsUrl
 */
function contentSecurityPolicy(imagesUrl, assetsUrl) {
  const images = new URL(imagesUrl).origin;
  const assets = new URL(assetsUrl).origin;
  return [
    "default-src 'none'",
    `img-src ${images} ${assets} blob:`, // blob: is the preview of an image that is about to be uploaded
    `style-src ${assets}`,
    `script-src ${assets}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

module.exports = { contentSecurityPolicy, redirect, sendJson, sendPage };
