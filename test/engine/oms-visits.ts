/**
 * What visitors and administrators of the OMS example do.
 *
 * @module
 */
import { type ComposeProject, request } from './support';

type Options = Parameters<typeof request>[2];
type Answer = ReturnType<typeof request>;

/** One OMS that runs. */
export class Oms {
  constructor(
    readonly stack: ComposeProject,
    readonly port: number,
    readonly domain: string,
  ) {}

  /** A request to the core, or to a module of it. */
  ask(path: string, options: Options = {}, part = ''): Answer {
    return request(this.port, path, { host: `${part}${this.domain}`, ...options });
  }

  event(path: string, options: Options = {}): Answer {
    return this.ask(path, options, 'events.');
  }

  /** A member with a picture, as a form sends it. */
  join(name: string, picture: Buffer): Answer {
    const part = (head: string): string => `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
    const body = [
      part('name="name"'),
      name,
      '\r\n',
      part('name="picture"; filename="a.png"'),
      picture,
      '\r\n--x--\r\n',
    ];
    return this.ask('/api/members', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: Buffer.concat(body.map((one) => Buffer.from(one))),
    });
  }

  announce(name: string): Answer {
    return this.event('/api/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name }),
    });
  }

  show(picture: Buffer): Answer {
    return this.event('/api/media', { method: 'POST', headers: { 'Content-Type': 'image/gif' }, body: picture });
  }

  register(): Answer {
    return this.event('/api/registerMicroservice', { method: 'POST' });
  }

  async key(): Promise<string> {
    return (await this.stack.exec('events', ['cat', '/run/api-key/key'])).stdout;
  }

  /** Whether one service opens a connection to another, at each address that the other has. */
  async reaches(from: string, to: string, port: number): Promise<boolean> {
    const [container] = await this.stack.inspect(to);
    const addresses = Object.values(container?.NetworkSettings.Networks ?? {}).map(({ IPAddress }) => IPAddress);
    expect(addresses.length).toBeGreaterThan(0);
    const tries = [to, ...addresses].map(async (host) => {
      const php = `exit(@fsockopen(${JSON.stringify(host)}, ${port}, $n, $s, 2) ? 0 : 1);`;
      const node = `require('net').connect(${port}, ${JSON.stringify(host)}, () => process.exit(0)).on('error', () => process.exit(1)); setTimeout(() => process.exit(1), 2000)`;
      const command = from === 'core' ? ['php', '-r', php] : ['node', '-e', node];
      return (await this.stack.exec(from, command)).code === 0;
    });
    return (await Promise.all(tries)).includes(true);
  }

  /** Every row, document and file that there is. */
  async content(): Promise<readonly string[]> {
    const sql = "SELECT 'm', m::text FROM members m UNION ALL SELECT 'o', o::text FROM global_options o ORDER BY 1, 2";
    const files = 'for f in $(find "$1" -type f | sort); do stat -c "%n %a %u:%g %s" "$f"; md5sum "$f"; done';
    const said = await Promise.all([
      this.stack.exec('postgres', ['psql', '-qAtU', 'oms', '-c', sql]),
      this.stack.exec('events', ['with-secrets', 'node', '--input-type=module', '--eval', DOCUMENTS]),
      this.stack.exec('core', ['sh', '-c', files, 'sh', '/app/public/pictures']),
      this.stack.exec('events', ['sh', '-c', files, 'sh', '/var/media']),
    ]);
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    return said.map(({ stdout }) => stdout);
  }
}

/** Prints every document of the module's database. */
const DOCUMENTS = `import { MongoClient } from 'mongodb';
const client = await new MongoClient(process.env.MONGO_URL).connect();
console.log(JSON.stringify(await client.db().collection('events').find().sort({ _id: 1 }).toArray()));
await client.close();`;
