import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  Remove,
  SecretSource,
  Service,
  Stack,
  type StackProps,
  Volume,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class Mariadb extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const dbdata = new DataVolume(this, 'dbdata');
    const blogdata = new DataVolume(this, 'blogdata');
    const olddata = new Volume(this, 'olddata');

    // the wiki's
    const db = new Database(this, 'db', {
      engine: Engine.mariadb('11.8'),
      database: 'wiki',
      data: dbdata,
      password: SecretSource.file('secrets/mariadb/db-password'),
      rootPassword: SecretSource.environment('DB_ROOT_PASSWORD'),
    });
    db.service.merge({
      restart: 'unless-stopped',
      command: '--transaction-isolation=READ-COMMITTED --binlog-format=ROW',
      environment: { MARIADB_ROOT_HOST: '%', TZ: 'Europe/Vienna' },
      deploy: { resources: { limits: { memory: new Remove() } } },
    });

    const posts = new Database(this, 'posts', {
      engine: Engine.mariadb('12.3'),
      database: 'Blog',
      user: 'writer',
      data: blogdata,
      password: SecretSource.environment('POSTS_PASSWORD'),
    });
    posts.service.merge({ environment: { MARIADB_ROOT_HOST: '%' } });

    const wiki = new Service(this, 'wiki', {
      image: 'acme/wiki:3',
      environment: { WIKI_DB_HOST: 'db', WIKI_DB_PASSWORD: 's3cr3t' },
      networks: ['default'],
    });
    wiki.startAfter(db.service, 'service_healthy');
    wiki.join(db.network);
    // its files do not name posts, which it could reach: if it need not, remove this line
    wiki.join(posts.network);

    const blog = new Service(this, 'blog', { image: 'acme/blog:1', networks: ['default'] });
    blog.startAfter(posts.service, 'service_started');
    // its files do not name db, which it could reach: if it need not, remove this line
    blog.join(db.network);
    blog.join(posts.network);

    const old = new Service(this, 'old', {
      image: 'mariadb:10.3',
      environment: { MYSQL_ROOT_PASSWORD: 'r00t' },
    });
    old.mount(olddata, { at: '/var/lib/mysql' });
  }
}

const app = new App();
new Mariadb(app, 'mariadb', { environment: Environment.development() });
