// @ts-check

const { HttpError } = require('../http-error.js');
const { PostgresError } = require('../postgres/index.js');
const { receive } = require('../uploads/receive.js');
const { health } = require('./health.js');
const { galleryPage } = require('./page.js');
const { redirect, sendJson, sendPage } = require('./reply.js');

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('../kittehs.js').Kitteh} Kitteh */
/**
 * @typedef {object} App what every route works with
 * @property {import('../kittehs.js').Kittehs} kittehs
 * @property {import('../uploads/store.js').Store} store
 * @property {import('./page.js').Urls} urls
 * @property {Record<string, string>} pageHeaders
 */
/** @typedef {(app: App, request: Request, response: Response, query: URLSearchParams, id: number) => Promise<void>} Route */

/** An id that PostgreSQL's `integer` holds for sure. */
const ID = /^[1-9]\d{0,8}$/;
const FORWARDED = ['host', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'];

/** @type {readonly { path: RegExp, methods: Readonly<Record<string, Route>> }[]} */
const ROUTES = [
  { path: /^\/$/, methods: { GET: showGallery } },
  { path: /^\/kittehs$/, methods: { GET: listKittehs, POST: addKitteh } },
  { path: /^\/kittehs\/([1-9]\d{0,8})$/, methods: { GET: showKitteh } },
  { path: /^\/health$/, methods: { GET: showHealth } },
  { path: /^\/headers$/, methods: { GET: showHeaders } },
];

/**
 * The route of a request, bound to the id in its path; throws 404 or 405 when there is none.
 *
 * @param {string} method
 * @param {string} path
 * @returns {(app: App, request: Request, response: Response, query: URLSearchParams) => Promise<void>}
 */
function findRoute(method, path) {
  for (const { path: pattern, methods } of ROUTES) {
    const match = pattern.exec(path);
    if (!match) continue;
    const route = Object.entries(methods).find(([name]) => name === (method === 'HEAD' ? 'GET' : method))?.[1];
    if (route) return (app, request, response, query) => route(app, request, response, query, Number(match[1]));
    const allowed = Object.keys(methods).join(', ');
    throw new HttpError(405, `Only ${allowed} can be done here.`, { allow: allowed });
  }
  throw new HttpError(404, 'There is nothing here.');
}

/** @type {Route} */
async function showGallery({ kittehs, urls, pageHeaders }, _request, response, query) {
  sendPage(response, 200, galleryPage(urls, await kittehs.list(before(query))), pageHeaders);
}

/** @type {Route} */
async function listKittehs({ kittehs, urls }, _request, response, query) {
  const found = await kittehs.list(before(query));
  sendJson(response, 200, { kittehs: found.map((kitteh) => withUrl(urls, kitteh)) });
}

/** @type {Route} */
async function showKitteh({ kittehs, urls }, _request, response, _query, id) {
  const found = await kittehs.find(id);
  if (!found) throw new HttpError(404, 'There is no such kitteh.');
  sendJson(response, 200, withUrl(urls, found));
}

/** @type {Route} */
async function addKitteh({ kittehs, store, urls }, request, response, query) {
  const { image, title } = await receive(request, store, query);
  let added;
  try {
    added = await kittehs.add({ ...image, title });
  } catch (error) {
    // While the row's fate is unknown the file stays: a file without a row harms nobody, a row without a file does.
    if (!(error instanceof PostgresError) || error.settled) await store.remove(image.file);
    throw error;
  }
  if (wantsHtml(request)) redirect(response, `/#kitteh-${added.id}`);
  else sendJson(response, 201, withUrl(urls, added), { location: `/kittehs/${added.id}` });
}

/** @type {Route} */
async function showHealth({ kittehs, store }, _request, response) {
  const { status, body } = await health({ database: () => kittehs.check(), uploads: () => store.check() });
  sendJson(response, status, body);
}

/** What the proxy told us about the visitor; it shows a visitor nothing but their own request. @type {Route} */
async function showHeaders(_app, request, response) {
  sendJson(response, 200, Object.fromEntries(FORWARDED.map((name) => [name, request.headers[name] ?? null])));
}

/** @param {import('./page.js').Urls} urls @param {Kitteh} kitteh */
function withUrl(urls, kitteh) {
  return { ...kitteh, url: urls.image(kitteh.file) };
}

/** @param {URLSearchParams} query */
function before(query) {
  const text = query.get('before');
  if (text === null) return null;
  if (!ID.test(text)) throw new HttpError(400, '"before" must be the id of a kitteh.');
  return Number(text);
}

/** @param {Request} request */
function wantsHtml(request) {
  return /\btext\/html\b/.test(request.headers.accept ?? '');
}

module.exports = { findRoute, wantsHtml };
