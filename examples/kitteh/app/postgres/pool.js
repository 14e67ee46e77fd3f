// @ts-check

const { Connection } = require('./connection.js');
const { PostgresError } = require('./error.js');

/** @typedef {Pick<Connection, 'query' | 'close' | 'usable'>} Pooled */

/**
 * A few connections that are opened when they are needed. A broken one is dropped and never handed out again, so the
 * first statement after the database came back opens a new one: nobody has to restart the application.
 */
class Pool {
  #open;
  #size;
  #waitTimeout;
  /** @type {Pooled[]} */
  #idle = [];
  #count = 0;
  /** @type {(() => void)[]} */
  #waiting = [];
  #ended = false;

  /**
   * @param {() => Promise<Pooled>} open
   * @param {{ size?: number, waitTimeout?: number }} [options] `waitTimeout`: milliseconds to wait for a free connection
   */
  constructor(open, { size = 5, waitTimeout = 5_000 } = {}) {
    this.#open = open;
    this.#size = size;
    this.#waitTimeout = waitTimeout;
  }

  /** @param {import('./connection.js').Options} options */
  static to(options) {
    return new Pool(() => Connection.open(options));
  }

  /** @param {string} sql @param {readonly (string | number | null)[]} [parameters] */
  async query(sql, parameters) {
    const connection = await this.#acquire();
    try {
      return await connection.query(sql, parameters);
    } finally {
      this.#release(connection);
    }
  }

  /** Closes idle connections now and the others when their statement is done. */
  end() {
    this.#ended = true;
    for (const connection of this.#idle.splice(0)) connection.close();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** @returns {Promise<Pooled>} */
  async #acquire() {
    for (;;) {
      if (this.#ended) throw new PostgresError('CLOSED', 'the application is stopping');
      const idle = this.#idle.pop();
      if (idle?.usable) return idle;
      if (idle) this.#count -= 1;
      else if (this.#count < this.#size) return this.#connect();
      else await this.#wait();
    }
  }

  async #connect() {
    this.#count += 1;
    try {
      return await this.#open();
    } catch (error) {
      this.#count -= 1;
      this.#waiting.shift()?.();
      throw error;
    }
  }

  /** @returns {Promise<void>} */
  #wait() {
    return new Promise((resolve, reject) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(wake), 1);
        reject(new PostgresError('TIMEOUT', `no free database connection within ${this.#waitTimeout} ms`));
      }, this.#waitTimeout);
      this.#waiting.push(wake);
    });
  }

  /** @param {Pooled} connection */
  #release(connection) {
    if (this.#ended) connection.close();
    else this.#idle.push(connection); // a broken one is weeded out by whoever takes it
    this.#waiting.shift()?.();
  }
}

module.exports = { Pool };
