// @ts-check

const { HttpError } = require('../http-error.js');
const { PostgresError } = require('../postgres/index.js');
const { errorPage } = require('./page.js');
const { sendJson, sendPage } = require('./reply.js');
const { findRoute, wantsHtml } = require('./routes.js');

const UNREACHABLE = /^(?:UNREACHABLE|LOST|TIMEOUT|CLOSED|57P0[1-5]|53300|08\w{3}|28\w{3}|3D000)$/;
const UNDEFINED_TABLE = '42P01';

/**
 * The server's one request listener: finds the route, answers every error, writes one line of log.
 *
 * @param {import('./routes.js').App} app
 * @returns {import('node:http').RequestListener}
 */
function createHandler(app) {
  return async (request, response) => {
    const started = process.hrtime.bigint();
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    try {
      await findRoute(method, path)(app, request, response, new URLSearchParams(query));
    } catch (error) {
      answerError(app, request, response, error);
    }
    const took = Number((process.hrtime.bigint() - started) / 1_000_000n);
    if (path !== '/health') console.log(`${method} ${JSON.stringify(path)} ${response.statusCode} ${took} ms`);
  };
}

/**
 * @param {import('./routes.js').App} app
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} error
 */
function answerError({ urls, pageHeaders }, request, response, error) {
  if (request.destroyed && !request.complete) return; // the visitor left in the middle of an upload
  const { status, message, headers } = explain(error);
  if (status >= 500) console.error(error instanceof PostgresError ? `database: ${error.describe()}` : error);
  if (response.headersSent) response.destroy();
  else if (wantsHtml(request)) sendPage(response, status, errorPage(urls, message), { ...pageHeaders, ...headers });
  else sendJson(response, status, { error: message }, headers);
  request.resume(); // the rest of a refused upload: a visitor who still sends would never read the answer
}

/** What a visitor may know about an error. @param {unknown} error */
function explain(error) {
  if (error instanceof HttpError) return error;
  if (error instanceof PostgresError) {
    if (error.code === UNDEFINED_TABLE)
      return new HttpError(503, 'The database is not set up yet: its migrations have to run.');
    if (UNREACHABLE.test(error.code))
      return new HttpError(503, 'The database cannot be reached. Try again in a moment.', { 'retry-after': '5' });
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new HttpError(507, 'There is no room for more cats.');
  return new HttpError(500, 'Something went wrong.');
}

module.exports = { createHandler };
