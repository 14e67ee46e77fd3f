import Fastify from 'fastify';
import { MongoClient, ObjectId } from 'mongodb';
import { config } from './config.js';
import { register } from './core.js';
import { Media, types } from './media.js';

const client = new MongoClient(config.mongo, { appName: 'oms-events', serverSelectionTimeoutMS: 5_000 });
// acknowledged when it is on the disk: https://www.mongodb.com/docs/manual/reference/write-concern/#j-option
const events = client.db().collection('events', { writeConcern: { w: 1, journal: true } });
const media = new Media(config.media);
const app = Fastify({ logger: { level: 'warn' }, bodyLimit: config.largestPicture });

// a picture goes to the disk while it arrives
app.addContentTypeParser(types, (_request, payload, done) => done(null, payload));

const shown = ({ _id, ...event }) => ({ id: _id.toString(), ...event });

app.get('/health', async () => {
  await Promise.all([client.db().command({ ping: 1 }), media.check()]);
  return { status: 'ok' };
});

app.get('/events', async () => (await events.find().sort({ _id: -1 }).limit(100).toArray()).map(shown));

app.get('/events/:id', async (request, reply) => {
  const { id } = request.params;
  const event = ObjectId.isValid(id) ? await events.findOne({ _id: new ObjectId(id) }) : null;
  return event ? shown(event) : reply.code(404).send({ error: 'There is no such event.' });
});

const schema = {
  body: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: { name: { type: 'string', minLength: 1, maxLength: 200 }, picture: { type: 'string', maxLength: 60 } },
  },
};
app.post('/events', { schema }, async (request, reply) => {
  const event = { ...request.body, created: new Date() };
  await events.insertOne(event);
  return reply.code(201).send(shown(event));
});

app.post('/media', async (request, reply) => {
  const type = request.headers['content-type'] ?? '';
  if (!types.includes(type)) return reply.code(415).send({ error: `A picture has the type ${types.join(', ')}.` });
  const name = await media.keep(request.body, type);
  if (!name) return reply.code(415).send({ error: `The picture is none of the type ${type}.` });
  return reply.code(201).send({ picture: name, url: `${config.url}/media/${name}` });
});

app.post('/registerMicroservice', async (_request, reply) => {
  try {
    await register();
    return { success: 1 };
  } catch ({ message }) {
    return reply.code(502).send({ error: message });
  }
});

app.addHook('onClose', () => client.close());
// Answers what is under way, takes nothing new, then ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => app.close());

await app.listen({ port: config.port, host: '0.0.0.0' });
