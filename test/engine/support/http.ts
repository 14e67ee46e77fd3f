/**
 * HTTP to a published port, with the Host header of choice (`fetch` does not let one set it).
 *
 * @module
 */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import { PATIENCE } from '../../patience';

export interface RequestOptions {
  /** Address of the host that is asked. @default 127.0.0.1 */
  readonly to?: string;
  /** The Host header. @default 127.0.0.1 and the port */
  readonly host?: string;
  /** @default GET */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds. @default PATIENCE */
  readonly timeout?: number;
}

export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body as UTF-8. */
  readonly text: string;
}

/**
 * One request on a connection of its own; redirects are not followed.
 *
 * @throws Error of the connection, or after the timeout
 * @example
 * const { status } = await request(8080, '/cat.png', { host: 'images.kitt.eh' });
 */
export function request(port: number, path: string, options: RequestOptions = {}): Promise<Response> {
  const { to = '127.0.0.1', host, method = 'GET', body, timeout = PATIENCE } = options;
  const headers = { ...options.headers, ...(host === undefined ? {} : { Host: host }) };
  return new Promise((resolve, reject) => {
    const target = { host: to, port, path, method, headers, agent: false, maxHeaderSize: 65_536 };
    const call = httpRequest(target, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const whole = Buffer.concat(chunks);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole, text: whole.toString('utf8') });
      });
    });
    const stop = AbortSignal.timeout(timeout);
    stop.addEventListener('abort', () => call.destroy(new Error(`no answer from port ${port} in ${timeout} ms`)));
    call.on('error', reject);
    call.end(body);
  });
}

/** A TCP port on 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
