// @ts-check

const net = require('node:net');
const decode = require('./decode.js');
const { PostgresError } = require('./error.js');
const { logIn } = require('./login.js');
const wire = require('./wire.js');

/** @typedef {import('./decode.js').Row} Row */
/** @typedef {{ type: string, body: Buffer }} Message */
/** @typedef {import('./url.js').Address & { connectTimeout?: number, queryTimeout?: number }} Options timeouts in milliseconds */

/** One connection, one statement at a time. It never heals: once it broke, `usable` is false and the pool opens another. */
class Connection {
  #socket;
  #queryTimeout;
  #reader = new wire.MessageReader();
  /** @type {PostgresError | undefined} */
  #broken;
  /** Who reads the server's messages now; what it throws breaks the connection. @type {((message: Message) => void) | undefined} */
  #receive;
  /** @type {((error: PostgresError) => void) | undefined} */
  #reject;

  /** @param {net.Socket} socket @param {number} queryTimeout */
  constructor(socket, queryTimeout) {
    this.#socket = socket.setNoDelay(true).setKeepAlive(true, 30_000);
    this.#queryTimeout = queryTimeout;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#break(PostgresError.lost(error)));
    for (const event of ['end', 'close']) {
      socket.on(event, () => this.#break(PostgresError.lost('the database closed the connection')));
    }
  }

  /** @param {Options} options */
  static async open({ connectTimeout = 5_000, queryTimeout = 10_000, ...address }) {
    const socket = net.connect({ host: address.host, port: address.port });
    const connection = new Connection(socket, queryTimeout);
    try {
      await connection.#run(connectTimeout, (done, failed) => logIn(socket, address, queryTimeout, done, failed));
      return connection;
    } catch (error) {
      connection.close();
      throw PostgresError.opening(error, address);
    }
  }

  get usable() {
    return this.#broken === undefined;
  }

  /** One statement. @param {string} sql @param {readonly (string | number | null)[]} [parameters] */
  query(sql, parameters = []) {
    return this.#execute(wire.extendedQuery(sql, parameters));
  }

  /** Several statements without parameters; one implicit transaction. @param {string} sql */
  async script(sql) {
    await this.#execute(wire.simpleQuery(sql));
  }

  close() {
    if (this.usable) this.#socket.end(wire.terminate());
    this.#break(new PostgresError('CLOSED', 'the connection was closed'));
  }

  /** @param {Buffer} bytes @returns {Promise<Row[]>} */
  #execute(bytes) {
    return this.#run(this.#queryTimeout, (done, failed) => {
      /** @type {Row[]} */
      const rows = [];
      /** @type {import('./decode.js').Column[]} */
      let columns = [];
      /** @type {PostgresError | undefined} */
      let error;
      this.#socket.write(bytes);
      return ({ type, body }) => {
        if (type === 'T') columns = decode.columns(body);
        else if (type === 'D') rows.push(decode.row(body, columns));
        else if (type === 'E') error = decode.serverError(body);
        else if (type === 'Z') error ? failed(error) : done(rows);
        else if (!'12nCI'.includes(type)) throw new Error(`an unexpected message ${JSON.stringify(type)}`);
      };
    });
  }

  /**
   * @template T
   * @param {number} timeout
   * @param {(done: (value: T) => void, failed: (error: PostgresError) => void) => (message: Message) => void} start
   * @returns {Promise<T>}
   */
  #run(timeout, start) {
    // Nothing was sent for this statement, so its own fate is known, whatever the connection died of.
    if (this.#broken) return Promise.reject(new PostgresError(this.#broken.code, this.#broken.message));
    if (this.#receive) return Promise.reject(new PostgresError('PROTOCOL', 'the connection is busy'));
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    return new Promise((resolve, reject) => {
      if (timeout > 0) timer = setTimeout(() => this.#break(PostgresError.timeout(timeout)), timeout);
      this.#reject = reject;
      this.#receive = start(
        /** @type {(value: T) => void} the promise's own type also takes promises */ (resolve),
        reject,
      );
    }).finally(() => {
      clearTimeout(timer);
      this.#receive = undefined;
      this.#reject = undefined;
    });
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    try {
      for (const message of this.#reader.push(chunk)) {
        if ('NSA'.includes(message.type)) continue; // notices, settings and notifications: nothing waits for them
        const error = message.type === 'E' ? decode.serverError(message.body) : undefined;
        if (error && (!error.settled || !this.#receive)) this.#break(error);
        else if (this.#receive) this.#receive(message);
        else throw new Error(`an unexpected message ${JSON.stringify(message.type)}`);
      }
    } catch (error) {
      this.#break(PostgresError.protocol(error));
    }
  }

  /** @param {PostgresError} error */
  #break(error) {
    if (this.#broken) return;
    this.#broken = error;
    this.#reject?.(error);
    if (error.code === 'CLOSED') this.#socket.unref();
    else this.#socket.destroy();
  }
}

module.exports = { Connection };
