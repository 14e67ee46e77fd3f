import pg from 'pg';
import { Refusal } from './refusal.js';

/** @typedef {{ file: string, title: string, type: string, bytes: number }} NewKitteh */
/** @typedef {NewKitteh & { id: number, created_at: Date }} Kitteh */

export const PAGE = 60;
const COLUMNS = 'id, file, title, type, bytes, created_at';
const UNDEFINED_TABLE = '42P01';
/** Classes of SQLSTATE in which the server turns everybody away: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNREACHABLE = /^(?:08|28|3D|53|57)/;

/** The table of kittehs: all SQL that the server runs. */
export class Kittehs {
  #pool;

  /** @param {pg.Pool} pool */
  constructor(pool) {
    this.#pool = pool;
  }

  /** The newest first, `PAGE` at most; older than the id `before` when it is given. @param {number} [before] */
  async list(before) {
    const sql = `select ${COLUMNS} from kittehs where $1::integer is null or id < $1 order by id desc limit ${PAGE}`;
    return /** @type {Kitteh[]} as migrations/ has it */ ((await answer(this.#pool.query(sql, [before]))).rows);
  }

  /** @param {number} id */
  async find(id) {
    const { rows } = await answer(this.#pool.query(`select ${COLUMNS} from kittehs where id = $1`, [id]));
    return /** @type {Kitteh | undefined} */ (rows[0]);
  }

  /** Rejects unless the database answers. */
  async check() {
    await answer(this.#pool.query('select 1'));
  }

  /**
   * Writes the row, lets `publish` show the file, and commits only then: there may be a file without a row, which harms
   * nobody, and never a row without a file.
   *
   * @param {NewKitteh} kitteh
   * @param {() => Promise<void>} publish
   */
  async add({ file, title, type, bytes }, publish) {
    const sql = `insert into kittehs (file, title, type, bytes) values ($1, $2, $3, $4) returning ${COLUMNS}`;
    const client = await answer(this.#pool.connect());
    try {
      await answer(client.query('begin'));
      const { rows } = await answer(client.query(sql, [file, title, type, bytes]));
      await publish();
      await answer(client.query('commit'));
      client.release();
      return /** @type {Kitteh} */ (rows[0]);
    } catch (error) {
      client.release(true); // a closed connection rolls back
      throw error;
    }
  }
}

/**
 * What the database says, or a refusal if it says nothing.
 *
 * @template T
 * @param {Promise<T>} promise
 */
async function answer(promise) {
  try {
    return await promise;
  } catch (cause) {
    const code = cause instanceof pg.DatabaseError ? (cause.code ?? '') : '08';
    if (code === UNDEFINED_TABLE)
      throw new Refusal(503, 'The database is not set up yet: its migrations have to run.', { cause });
    if (UNREACHABLE.test(code))
      throw new Refusal(503, 'The database cannot be reached. Try again in a moment.', { cause });
    throw cause;
  }
}
