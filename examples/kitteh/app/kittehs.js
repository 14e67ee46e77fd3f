// @ts-check

/** @typedef {{ id: number, file: string, title: string, type: string, bytes: number, created_at: string }} Kitteh */
/** @typedef {{ query: import('./postgres/pool.js').Pool['query'] }} Database */

const PAGE = 60;
const COLUMNS = `id, file, title, type, bytes, to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`;

/** The table of kittehs: all SQL that the server runs. */
class Kittehs {
  #database;

  /** @param {Database} database */
  constructor(database) {
    this.#database = database;
  }

  /** @param {Omit<Kitteh, 'id' | 'created_at'>} kitteh */
  async add({ file, title, type, bytes }) {
    const sql = `insert into kittehs (file, title, type, bytes) values ($1, $2, $3, $4) returning ${COLUMNS}`;
    const [added] = await this.#rows(sql, [file, title, type, bytes]);
    if (!added) throw new Error('the insert returned no row');
    return added;
  }

  /** The newest first, `PAGE` at most; older than the id `before` when it is given. @param {number | null} [before] */
  list(before = null) {
    return this.#rows(
      `select ${COLUMNS} from kittehs where $1::integer is null or id < $1 order by id desc limit ${PAGE}`,
      [before],
    );
  }

  /** @param {number} id */
  async find(id) {
    const [found] = await this.#rows(`select ${COLUMNS} from kittehs where id = $1`, [id]);
    return found;
  }

  /** Rejects unless the database answers. */
  async check() {
    await this.#database.query('select 1');
  }

  /** @param {string} sql @param {(string | number | null)[]} parameters */
  async #rows(sql, parameters) {
    // The columns are COLUMNS, whose types migrations/ fixes: that is what makes each row a Kitteh.
    return /** @type {Kitteh[]} */ (/** @type {unknown} */ (await this.#database.query(sql, parameters)));
  }
}

module.exports = { Kittehs, PAGE };
