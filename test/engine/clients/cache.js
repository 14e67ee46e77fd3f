// Asks a cache through the driver that programs of its kind use, with nothing but its variables: PUT / with [command, …words].
const { createServer } = require('node:http');

const ask = process.env.REDIS_URL ? redis() : memcached();

function redis() {
  const Redis = require('ioredis');
  const client = new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: 1 });
  client.on('error', () => undefined); // a server that goes away is what is tried here
  return (command, ...words) => client.call(command, ...words);
}

function memcached() {
  const client = require('memjs').Client.create(process.env.MEMCACHED_SERVERS);
  const text = (answer) => (Buffer.isBuffer(answer) ? answer.toString() : answer);
  return async (command, ...words) => {
    const answer = await client[command](...words, ...(command === 'set' ? [{ expires: 60 }] : []));
    return text(answer?.value ?? answer);
  };
}

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    try {
      const words = request.method === 'PUT' ? JSON.parse(Buffer.concat(parts).toString()) : undefined;
      response.end(JSON.stringify((words && (await ask(...words))) ?? null));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
}).listen(process.env.PORT);
process.on('SIGTERM', () => process.exit());
