/** An app that does what applications do behind a proxy: large headers, streams, long answers, redirects, cookies. */
export const app = `
const { createServer } = require('node:http');
const { gzipSync, createGzip, constants } = require('node:zlib');
let open = 0;
// what is held goes on when a visitor says so: by its name, how often that was said, and who waits for it
const held = new Map();
const holdOf = (name) => held.get(name) ?? held.set(name, { said: 0, waiting: [] }).get(name);
const released = (name, times) => new Promise((resolve) => {
  const hold = holdOf(name);
  if (hold.said >= times) resolve(); else hold.waiting.push({ times, resolve });
});
const release = (name) => {
  const hold = holdOf(name);
  hold.said++;
  for (const { times, resolve } of hold.waiting) if (hold.said >= times) resolve();
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
createServer({ maxHeaderSize: 65536 }, async (request, response) => {
  open++;
  response.on('close', () => open--);
  const { pathname, searchParams } = new URL(request.url, 'http://app');
  const number = (name) => Number(searchParams.get(name));
  if (pathname === '/open') return response.end(String(open - 1));
  if (pathname === '/large') {
    response.setHeader('Set-Cookie', 'session=' + 'a'.repeat(number('bytes')));
    return response.end('large');
  }
  if (pathname === '/answers') {
    for (const [name, value] of searchParams) response.appendHeader(name, value);
    response.statusCode = Number(response.getHeader('status') ?? 200);
    return response.end();
  }
  if (pathname === '/slow') {
    await wait(number('ms'));
    return response.end('slow');
  }
  if (pathname === '/release') {
    release(searchParams.get('name'));
    return response.end();
  }
  if (pathname === '/held') {
    await released(searchParams.get('name'), 1);
    return response.end('held');
  }
  if (pathname === '/stream') {
    const zipped = searchParams.has('gzip');
    response.setHeader('Content-Type', searchParams.get('type'));
    // as a server of HTTP/1.0 does
    if (searchParams.has('close')) Object.assign(response, { useChunkedEncodingByDefault: false, shouldKeepAlive: false });
    if (zipped) response.setHeader('Content-Encoding', 'gzip');
    const out = zipped ? createGzip() : response;
    if (zipped) out.pipe(response);
    for (let count = 0; count < 3; count++) {
      out.write('part ' + count + ' ' + 'x'.repeat(number('bytes')) + '\\n');
      if (zipped) out.flush(constants.Z_SYNC_FLUSH);
      await released(searchParams.get('name'), count + 1);
    }
    return out.end();
  }
  let bytes = 0;
  // a visitor who goes away
  try { for await (const chunk of request) bytes += chunk.length; } catch { return; }
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ method: request.method, url: request.url, bytes, headers: request.headers, raw: request.rawHeaders }));
}).on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: ' + request.headers.upgrade + '\\r\\n\\r\\n');
  socket.pipe(socket);
}).on('clientError', (error, socket) => socket.destroy()).listen(3000);
process.on('SIGTERM', () => process.exit());
`;
