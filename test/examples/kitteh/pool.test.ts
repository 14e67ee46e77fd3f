type Rows = readonly Record<string, unknown>[];

interface Pool {
  query(sql: string): Promise<Rows>;
  end(): void;
}
interface Fake {
  usable: boolean;
  closed: boolean;
  query(sql: string): Promise<Rows>;
  close(): void;
}

const {
  Pool,
}: {
  Pool: new (open: () => Promise<Fake>, options?: { size?: number; waitTimeout?: number }) => Pool;
} = require('../../../examples/kitteh/app/postgres/pool.js');

/** A database whose statements end when the test says so; `down` makes it refuse connections. */
class FakeDatabase {
  down = false;
  readonly connections: Fake[] = [];
  readonly running: { sql: string; end: () => void; break: () => void }[] = [];

  readonly open = async (): Promise<Fake> => {
    if (this.down) throw new Error('connect ECONNREFUSED');
    const connection: Fake = {
      usable: true,
      closed: false,
      query: (sql) =>
        new Promise((resolve, reject) => {
          const lose = () => {
            connection.usable = false;
            reject(new Error('LOST'));
          };
          this.running.push({ sql, end: () => resolve([{ sql }]), break: lose });
        }),
      close: () => {
        connection.closed = true;
      },
    };
    this.connections.push(connection);
    return connection;
  };

  /** Lets every statement end that runs now or starts because another one ended. */
  async finish(): Promise<void> {
    for (let quiet = 0; quiet < 20; quiet += 1) {
      for (const { end } of this.running.splice(0)) end();
      await Promise.resolve();
    }
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the pool', () => {
  it('runs many statements over a few connections, in their order', async () => {
    const database = new FakeDatabase();
    const pool = new Pool(database.open, { size: 2 });
    const results = Promise.all(Array.from({ length: 7 }, (_, at) => pool.query(`q${at}`)));
    await settle();
    expect(database.running.map(({ sql }) => sql)).toEqual(['q0', 'q1']);
    await database.finish();
    expect((await results).map(([row]) => row?.['sql'])).toEqual(['q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6']);
    expect(database.connections).toHaveLength(2);
  });

  it('recovers by itself when the database went away and came back', async () => {
    const database = new FakeDatabase();
    const pool = new Pool(database.open, { size: 2 });
    const first = Promise.allSettled([pool.query('a'), pool.query('b'), pool.query('c')]);
    await settle();
    database.down = true;
    for (const { break: lose } of database.running.splice(0)) lose();
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(pool.query('d')).rejects.toThrow('ECONNREFUSED');
    database.down = false;
    const later = Promise.all([pool.query('e'), pool.query('f'), pool.query('g')]);
    await settle();
    await database.finish();
    expect(await later).toHaveLength(3);
    expect(database.connections).toHaveLength(4);
  });

  it('never hands out a connection that broke while it was idle', async () => {
    const database = new FakeDatabase();
    const pool = new Pool(database.open, { size: 1 });
    const first = pool.query('a');
    await settle();
    await database.finish();
    await first;
    for (const connection of database.connections) connection.usable = false;
    const second = pool.query('b');
    await settle();
    await database.finish();
    await expect(second).resolves.toEqual([{ sql: 'b' }]);
    expect(database.connections).toHaveLength(2);
  });

  it('gives up waiting for a free connection, and then serves the next who asks', async () => {
    const database = new FakeDatabase();
    const pool = new Pool(database.open, { size: 1, waitTimeout: 20 });
    const slow = pool.query('slow');
    await expect(pool.query('waiting')).rejects.toMatchObject({ code: 'TIMEOUT', settled: true });
    await database.finish();
    await slow;
    const next = pool.query('next');
    await settle();
    await database.finish();
    await expect(next).resolves.toEqual([{ sql: 'next' }]);
  });

  it('ends: what runs is finished, what waits is refused, every connection is closed', async () => {
    const database = new FakeDatabase();
    const pool = new Pool(database.open, { size: 1 });
    const running = pool.query('running');
    await settle();
    const waiting = pool.query('waiting');
    pool.end();
    await expect(waiting).rejects.toMatchObject({ code: 'CLOSED' });
    await database.finish();
    await expect(running).resolves.toEqual([{ sql: 'running' }]);
    expect(database.connections.map(({ closed }) => closed)).toEqual([true]);
  });
});
