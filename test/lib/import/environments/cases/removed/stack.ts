import {
  App,
  Environment,
  Extension,
  Network,
  Remove,
  Replace,
  Service,
  Stack,
  type StackProps,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Removed extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const front = new Network(this, 'front');
    const debug = new Network(this, 'debug', { internal: true });

    const dbVolume = new Volume(this, 'db');
    const assets = new Volume(this, 'assets');

    const db = new Service(this, 'db', {
      image: 'postgres:17',
      healthcheck: { test: ['CMD', 'pg_isready'] },
    });
    db.join(front);
    db.mount(dbVolume, { at: '/var/lib/postgresql/data' });

    const debuggerService = new Service(this, 'debugger', { image: 'debugger:1' });
    debuggerService.join(debug);

    const web = new Service(this, 'web', {
      image: 'web:1',
      labels: { debug: 'yes', app: 'web' },
    });
    web.startAfter(db, 'service_healthy');
    web.startAfter(debuggerService, 'service_started');
    web.join(front);
    web.join(debug);
    web.mount(assets, { at: '/assets' });
    web.mount(dbVolume, { at: '/backup', readOnly: true, nocopy: false });

    new Extension(this, 'x-team', { owner: 'web', pager: '1' });
    new Extension(this, 'x-debug', { port: 9229 });

    if (this.environment.name === 'production') {
      this.node.tryRemoveChild(debug.node.id);

      this.node.tryRemoveChild(assets.node.id);

      // nobody debugs here
      this.node.tryRemoveChild(debuggerService.node.id);

      web.merge({
        depends_on: { [debuggerService.name]: new Remove() },
        networks: new Replace([front.name]),
        labels: { debug: new Remove() },
        // baked into the image
        volumes: new Replace([`${dbVolume.name}:/backup:ro`]),
      });

      // a managed one takes its place
      db.merge({
        image: 'pgbouncer:1',
        healthcheck: { test: ['CMD', 'pgbouncer-ready'] },
        volumes: new Remove(),
      });

      this.node.tryRemoveChild('x-team');
      new Extension(this, 'x-team', { owner: 'web', pager: '2' });
      this.node.tryRemoveChild('x-debug');
    }
  }
}

const app = new App();
new Removed(app, 'removed', { environment: Environment.development() });
new Removed(app, 'removed-production', {
  name: 'removed',
  folder: 'removed-production',
  // the domain that it answers under, which no Compose file says: put yours
  environment: Environment.production({ domain: 'example.org' }),
});
