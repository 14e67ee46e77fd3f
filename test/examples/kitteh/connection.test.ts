import { createServer, type Server, type Socket } from 'node:net';

interface Connection {
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
  readonly usable: boolean;
}
interface Options {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly connectTimeout?: number;
  readonly queryTimeout?: number;
}

const {
  Connection,
}: {
  Connection: { open(options: Options): Promise<Connection> };
} = require('../../../examples/kitteh/app/postgres/connection.js');

const frame = (type: string, body: string) => {
  const bytes = Buffer.from(`${type}....${body}`, 'latin1');
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
};
const ask = (request: number, data = '') => frame('R', `\0\0\0${String.fromCharCode(request)}${data}`);
const READY = frame('Z', 'I');
const LET_IN = Buffer.concat([ask(0), frame('S', 'a\0b\0'), frame('K', '12345678'), READY]);
const fatal = (code: string, message: string) => frame('E', `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);

/** A server that sends the next of its answers whenever the client sends something; `null` closes the connection. */
async function server(answers: readonly (Buffer | null)[]) {
  const received: Buffer[] = [];
  const sockets: Socket[] = [];
  const listening: Server = createServer((socket) => {
    sockets.push(socket);
    let step = 0;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received.push(chunk);
      const answer = answers[step++];
      if (answer === null) socket.destroy();
      else if (answer) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  opened.push(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  return {
    received: () => Buffer.concat(received).toString('latin1'),
    sockets,
    options: { host: '127.0.0.1', port, user: 'kitteh', password: 's3cret', database: 'kitteh' },
  };
}

let opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened) close();
  opened = [];
});

describe('logging in', () => {
  it.each([
    ['clear text', ask(3), 'another authentication'],
    ['MD5', ask(5, 'salt'), 'another authentication'],
    ['an older SCRAM only', ask(10, 'SCRAM-SHA-1\0\0'), 'does not offer SCRAM-SHA-256'],
    ['the proof before the question', ask(12, 'v='), 'another authentication'],
    [
      'entry after the question, without a proof of its own',
      Buffer.concat([ask(10, 'SCRAM-SHA-256\0\0'), LET_IN]),
      'another authentication',
    ],
    ['readiness without entry', READY, 'unexpected message'],
    ['something else', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'not understood'],
  ])('refuses a server that asks for %s, and never shows it the password', async (_name, answer, reason) => {
    const { received, options } = await server([answer, answer]);
    await expect(Connection.open(options)).rejects.toMatchObject({
      code: 'PROTOCOL',
      settled: true,
      message: expect.stringContaining(reason),
    });
    expect(received()).toContain('user\0kitteh\0database\0kitteh\0');
    expect(received()).not.toContain('s3cret');
  });

  it("passes on the server's own reason and its SQLSTATE", async () => {
    const { options } = await server([fatal('28P01', 'password authentication failed for user "kitteh"')]);
    await expect(Connection.open(options)).rejects.toMatchObject({
      code: '28P01',
      settled: true,
      message: expect.stringMatching(
        /^cannot connect to PostgreSQL at 127\.0\.0\.1:\d+: password authentication failed for user "kitteh"$/,
      ),
    });
  });

  it('gives up on a server that says nothing', async () => {
    const { options } = await server([]);
    await expect(Connection.open({ ...options, connectTimeout: 50 })).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('no answer within 50 ms'),
    });
  });

  it('names the address that nobody listens at', async () => {
    const { options } = await server([]);
    for (const close of opened) close();
    await expect(Connection.open({ ...options, host: 'localhost' })).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringMatching(/^cannot connect to PostgreSQL at localhost:\d+: connect ECONNREFUSED/),
    });
  });
});

describe('a statement', () => {
  it('fails as unsettled when the connection breaks under it, and the next as settled', async () => {
    const { options } = await server([LET_IN, null]);
    const connection = await Connection.open(options);
    await expect(connection.query('insert')).rejects.toMatchObject({ code: 'LOST', settled: false });
    expect(connection.usable).toBe(false);
    await expect(connection.query('insert')).rejects.toMatchObject({ code: 'LOST', settled: true });
  });

  it('fails as unsettled when the server shuts down under it', async () => {
    const { options } = await server([LET_IN, fatal('57P01', 'terminating connection')]);
    const connection = await Connection.open(options);
    await expect(connection.query('insert')).rejects.toMatchObject({ code: '57P01', settled: false });
    expect(connection.usable).toBe(false);
  });

  it('fails as unsettled, and ends the connection, when no answer comes in time', async () => {
    const { options } = await server([LET_IN]);
    const connection = await Connection.open({ ...options, queryTimeout: 50 });
    await expect(connection.query('select pg_sleep(9)')).rejects.toMatchObject({ code: 'TIMEOUT', settled: false });
    expect(connection.usable).toBe(false);
  });

  it('fails as settled, and leaves the connection usable, when the server refuses it', async () => {
    const refusal = frame('E', 'SERROR\0VERROR\0C23505\0Mduplicate key\0DKey (file)\0\0');
    const { options } = await server([LET_IN, Buffer.concat([refusal, READY]), Buffer.concat([frame('1', ''), READY])]);
    const connection = await Connection.open(options);
    await expect(connection.query('insert')).rejects.toMatchObject({
      code: '23505',
      settled: true,
      detail: 'Key (file)',
    });
    await expect(connection.query('select')).resolves.toEqual([]);
    connection.close();
    expect(connection.usable).toBe(false);
  });

  it('does not mix with another one on the same connection', async () => {
    const { options } = await server([LET_IN]);
    const connection = await Connection.open({ ...options, queryTimeout: 100 });
    const first = connection.query('select 1');
    await expect(connection.query('select 2')).rejects.toThrow('busy');
    await expect(first).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('that is answered with nonsense ends the connection', async () => {
    const { options } = await server([LET_IN, frame('D', '\0\x09')]);
    const connection = await Connection.open(options);
    await expect(connection.query('select')).rejects.toMatchObject({ code: 'PROTOCOL' });
    expect(connection.usable).toBe(false);
  });

  it('is not tried on a connection that the server closed while it was idle', async () => {
    const { options, sockets } = await server([LET_IN]);
    const connection = await Connection.open(options);
    sockets[0]?.end();
    while (connection.usable) await new Promise((resolve) => setImmediate(resolve));
    await expect(connection.query('insert')).rejects.toMatchObject({ code: 'LOST', settled: true });
  });
});
