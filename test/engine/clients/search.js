// Writes and finds texts through the driver that programs of its kind use, with nothing but its URL: PUT / with ['write', text] or ['find', word].
const { createServer } = require('node:http');
const { Client } = require('@opensearch-project/opensearch');

const client = new Client({ node: process.env.OPENSEARCH_URL });

const actions = {
  write: async (text) =>
    (await client.index({ index: 'cats', body: { text }, refresh: true })).body.result,
  find: async (word) => {
    const { body } = await client.search({ index: 'cats', q: `text:${word}` });
    return body.hits.hits.map(({ _source }) => _source.text);
  },
};

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    try {
      const [action, ...words] = request.method === 'PUT' ? JSON.parse(Buffer.concat(parts).toString()) : [];
      response.end(JSON.stringify((action && (await actions[action](...words))) ?? null));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
}).listen(process.env.PORT);
process.on('SIGTERM', () => process.exit());
