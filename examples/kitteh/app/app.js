import multipart from '@fastify/multipart';
import fastify from 'fastify';
import { PAGE } from './kittehs.js';
import { FORM_LIMITS, receive } from './receive.js';
import { Refusal } from './refusal.js';
import { LONGEST_UPLOAD } from './uploads.js';

/** @typedef {import('fastify').FastifyRequest<{ Querystring: { before?: number, title?: string }, Params: { id: string } }>} Request */

const HTML = 'text/html; charset=utf-8';
const FORWARDED = ['host', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'];

/** Nine digits are an id that PostgreSQL's `integer` holds for sure. */
const before = { type: 'integer', minimum: 1, maximum: 999_999_999 };
const schema = { querystring: { type: 'object', properties: { before, title: { type: 'string' } } } };

/**
 * @param {import('./kittehs.js').Kittehs} kittehs
 * @param {import('./uploads.js').Uploads} uploads
 * @param {import('./pages.js').Pages} pages
 */
export function createApp(kittehs, uploads, pages) {
  // A proxy keeps idle connections for about a minute: were ours to close earlier, it would now and then send a
  // request into a connection that is just closing, and answer 502.
  const app = fastify({ logger: true, keepAliveTimeout: 75_000, requestTimeout: LONGEST_UPLOAD });

  app.removeAllContentTypeParsers();
  app.register(multipart, { limits: FORM_LIMITS });
  app.addContentTypeParser(/^image\//, (_request, body, done) => done(null, body));

  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close'); // kept open, it would keep the process alive
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': pages.contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  app.get('/', { schema }, async (/** @type {Request} */ { query }, reply) => {
    const found = await kittehs.list(query.before);
    return reply.type(HTML).send(pages.gallery(found, found.length === PAGE ? found.at(-1)?.id : undefined));
  });

  app.get('/kittehs', { schema }, async (/** @type {Request} */ { query }) => {
    return { kittehs: (await kittehs.list(query.before)).map(pages.withUrl) };
  });

  app.get('/kittehs/:id(^[1-9]\\d{0,8}$)', async (/** @type {Request} */ { params }) => {
    const found = await kittehs.find(Number(params.id));
    if (!found) throw new Refusal(404, 'There is no such kitteh.');
    return pages.withUrl(found);
  });

  app.post('/kittehs', { schema }, async (/** @type {Request} */ request, reply) => {
    const draft = uploads.draft();
    try {
      const title = await receive(request, draft);
      const image = await draft.image();
      const added = await kittehs.add({ ...image, title }, () => draft.publish(image.file));
      if (wantsHtml(request)) return reply.redirect(`/#kitteh-${added.id}`, 303);
      return reply.code(201).header('location', `/kittehs/${added.id}`).send(pages.withUrl(added));
    } finally {
      await draft.discard();
    }
  });

  app.get('/health', { logLevel: 'warn' }, async (request, reply) => {
    const results = await Promise.allSettled([kittehs.check(), uploads.check()]);
    const [database, folder] = results.map((result) => {
      if (result.status === 'fulfilled') return 'ok';
      request.log.warn(result.reason, 'health'); // the answer is public, the reason is not
      return 'failing';
    });
    const healthy = database === 'ok' && folder === 'ok';
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'ok' : 'failing', database, uploads: folder });
  });

  // What a proxy told us about the visitor. It shows a visitor nothing but their own request.
  app.get('/headers', async ({ headers }) =>
    Object.fromEntries(FORWARDED.map((name) => [name, headers[name] ?? null])),
  );

  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'There is nothing here.');
  });

  app.setErrorHandler((/** @type {import('fastify').FastifyError} */ error, request, reply) => {
    const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
    const status = full ? 507 : (error.statusCode ?? 500);
    if (status >= 500) request.log.error(error);
    if (status === 503) reply.header('retry-after', '5');
    const known = status < 500 || error instanceof Refusal;
    const message = full ? 'There is no room for more cats.' : known ? error.message : 'Something went wrong.';
    reply.code(status);
    return wantsHtml(request) ? reply.type(HTML).send(pages.error(message)) : reply.send({ error: message });
  });

  return app;
}

/** @param {import('fastify').FastifyRequest} request */
function wantsHtml({ headers }) {
  return /\btext\/html\b/.test(headers.accept ?? '');
}
