// What verbs can say, and what they cannot.

import {
  App,
  Config,
  Environment,
  Network,
  Secret,
  Service,
  Stack,
  type StackProps,
  Variable,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Verbs extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const front = new Network(this, 'front');
    const back = new Network(this, 'back');

    const data = new Volume(this, 'data');

    const key = new Secret(this, 'key', { file: './key' });
    const token = new Secret(this, 'token', { environment: 'TOKEN' });

    const settings = new Config(this, 'settings', { file: './settings.json' });

    const db = new Service(this, 'db', { image: 'postgres' });

    const cache = new Service(this, 'cache', { image: 'valkey' });

    const web = new Service(this, 'web', { image: 'web', volumes: ['./conf:/etc/conf:ro'] });
    web.startAfter(db, { condition: 'service_healthy', restart: true });
    web.startAfter(cache, 'service_started');
    web.join(front, { aliases: ['www'], ipv4_address: '10.0.0.2' });
    web.join(back);
    web.mount(data, { at: '/data', readOnly: true, nocopy: false });
    web.mount(data, { at: '/new', nocopy: true });
    web.readSecret(key);
    web.readSecret(key, { as: 'other' });
    web.readConfig(settings, { at: '/etc/settings' });

    new Service(this, 'order', {
      image: 'order',
      // a later service than the one that is undefined
      depends_on: [db.name, 'elsewhere'],
      networks: ['default', front.name],
      volumes: [
        `${data.name}:/data:z`, // relabelled
        { type: 'volume', source: data.name, target: '/sub', volume: { subpath: 'sub' } },
        './last:/last',
      ],
      secrets: [token.name, { source: key.name, mode: 288 }],
      configs: [settings.name],
      environment: { A: '1', B: null },
      labels: { a: '1', b: Variable.of('X') },
    });
  }
}

const app = new App();
new Verbs(app, 'verbs', {
  environment: Environment.development(),
  // as in the Compose file: a changed file or secret recreates nobody until this is removed
  noticesChanges: false,
});
