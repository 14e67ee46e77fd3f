// Runs SQL through the driver that programs of its kind use, with nothing but DATABASE_URL: PUT / with { sql, values }.
const { createServer } = require('node:http');

const url = process.env.DATABASE_URL;
const ask = url.startsWith('mysql:') ? mysql() : postgres();

function mysql() {
  const pool = require('mysql2/promise').createPool({ uri: url, connectionLimit: 2 });
  return async (sql, values) => (await pool.query(sql, values))[0];
}

function postgres() {
  const pool = new (require('pg').Pool)({ connectionString: url, max: 2 });
  pool.on('error', () => undefined); // a server that goes away is what is tried here
  return async (sql, values) => (await pool.query(sql, values)).rows;
}

/** Writes rows as fast as they are confirmed, until the server is gone: the last number that was. */
async function writeOn() {
  let last = 0;
  for (;;) {
    try {
      await ask(`INSERT INTO n VALUES (${last + 1})`);
      last += 1;
    } catch {
      return last;
    }
  }
}
let written = Promise.resolve(0);

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    try {
      if (request.url === '/write') written = writeOn();
      const answer =
        request.url === '/sql'
          ? await ask(...JSON.parse(Buffer.concat(parts).toString()))
          : request.url === '/written'
            ? await written
            : 'fine';
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
}).listen(process.env.PORT);
process.on('SIGTERM', () => process.exit());
