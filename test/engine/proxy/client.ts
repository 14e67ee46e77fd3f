/** What a browser hides: raw connections, parts of an answer as they arrive, slow bodies. */
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { constants, createGunzip } from 'node:zlib';

/** Sends these lines on a connection of its own and gives what comes back until it is closed, or until the time is over. */
export function raw(port: number, text: string, milliseconds = 1_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
    });
    socket.on('error', reject).on('close', () => resolve(answer));
    setTimeout(() => socket.destroy(), milliseconds);
  });
}

/**
 * The text of an answer that `/stream` of the app sends in three parts. Each part is sent when the visitor has read the one
 * before it, so an answer that is held back anywhere never ends.
 */
export function streamed(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  release: () => Promise<unknown>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      const isZipped = answer.headers['content-encoding'] === 'gzip';
      const read = isZipped ? answer.pipe(createGunzip({ flush: constants.Z_SYNC_FLUSH })) : answer;
      let [text, seen] = ['', 0];
      read.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        for (; text.includes(`part ${seen}`); seen++) release().catch(reject);
      });
      read.on('end', () => resolve(text)).on('error', reject);
    });
    call.on('error', reject).end();
    call.setTimeout(HELD_BACK, () => call.destroy(new Error('a part of the answer is held back')));
  });
}

/** How long nothing has to arrive until a test gives up. */
const HELD_BACK = 30_000;

/** Asks for an upgrade and gives the protocol that was agreed on, and the connection. */
export function upgrade(
  port: number,
  host: string,
  protocol: string,
): Promise<{ readonly status: number; readonly socket?: Socket }> {
  return new Promise((resolve, reject) => {
    const headers = { Host: host, Connection: 'Upgrade', Upgrade: protocol, 'Sec-WebSocket-Version': '13' };
    const call = httpRequest({ host: '127.0.0.1', port, path: '/socket', headers, agent: false });
    call.on('upgrade', (_, socket) => resolve({ status: 101, socket: socket as Socket })); // of a connection over TCP
    call.on('response', (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0 });
    });
    call.on('error', reject).end();
  });
}

/** What comes back for a text on an upgraded connection. */
export function echo(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (part: Buffer) => resolve(part.toString()));
    socket.once('close', () => reject(new Error('the connection was closed')));
    socket.write(text);
  });
}

/** Sends a body byte by byte, and stops when asked. */
export function dribble(port: number, host: string, path: string): () => void {
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\n\r\nx`);
  });
  const timer = setInterval(() => socket.write('x'), 500);
  socket.on('error', () => undefined);
  return () => {
    clearInterval(timer);
    socket.destroy();
  };
}
