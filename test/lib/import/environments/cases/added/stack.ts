import {
  App,
  Config,
  Environment,
  Network,
  Secret,
  Service,
  Stack,
  type StackProps,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Added extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const front = new Network(this, 'front');

    const web = new Service(this, 'web', { image: 'web:1' });
    web.join(front);

    if (this.environment.name === 'dev') {
      const mailNetwork = new Network(this, 'mail', { attachable: true });

      const cache = new Volume(this, 'cache');

      const token = new Secret(this, 'token', { file: './token' });

      const mail = new Service(this, 'mail', { image: 'mailpit:1', ports: ['1080:8025'] });
      mail.join(mailNetwork);

      web.join(mailNetwork);
      // first of all
      web.startAfter(mail, 'service_started');
      // faster than a mount
      // - ./src:/src
      web.mount(cache, { at: '/cache' });
      web.readSecret(token);
    }

    if (this.environment.name === 'staging') {
      const mailNetwork = new Network(this, 'mail');
      front.merge({ driver: 'bridge' });

      const settings = new Config(this, 'settings', { content: 'a=1' });

      web.join(mailNetwork, { aliases: ['app'] });
      web.readConfig(settings, { at: '/etc/settings' });

      const mail = new Service(this, 'mail', { image: 'mailpit:2' });
      mail.join(mailNetwork);
      mail.join(front);
    }

    if (this.environment.name === 'production') {
      web.merge({ restart: 'always' });
    }
  }
}

const app = new App();
new Added(app, 'added', {
  environment: Environment.development({ name: 'dev' }),
  // as in the Compose file: a changed file or secret recreates nobody until this is removed
  noticesChanges: false,
});
new Added(app, 'added-staging', {
  name: 'added',
  folder: 'added-staging',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ name: 'staging', domain: 'example.org' }),
  noticesChanges: false,
});
new Added(app, 'added-production', {
  name: 'added',
  folder: 'added-production',
  environment: Environment.production({ domain: 'example.org' }),
});
