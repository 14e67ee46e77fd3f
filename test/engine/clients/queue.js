// Sends and takes messages through the driver that programs of its kind use, with nothing but its URL: PUT / with ['send', text] or ['take'].
const { createServer } = require('node:http');
const amqp = require('amqplib');

async function withChannel(use) {
  // the driver reads a URL with `unescape`, which takes bytes for letters
  const { username, password, hostname, port, pathname } = new URL(process.env.AMQP_URL);
  const connection = await amqp.connect({
    username,
    password: decodeURIComponent(password),
    hostname,
    port: Number(port),
    vhost: decodeURIComponent(pathname.slice(1)),
  });
  try {
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue('cats', { durable: true });
    return await use(channel);
  } finally {
    await connection.close();
  }
}

const actions = {
  send: (text) =>
    withChannel(async (channel) => {
      channel.sendToQueue('cats', Buffer.from(text), { persistent: true });
      await channel.waitForConfirms();
      return 'sent';
    }),
  take: () =>
    withChannel(async (channel) => {
      const message = await channel.get('cats', { noAck: true });
      return message === false ? null : message.content.toString();
    }),
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
