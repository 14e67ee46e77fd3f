import {
  App,
  Backup,
  BackupTarget,
  Database,
  DataVolume,
  Engine,
  Environment,
  HealthCheck,
  Image,
  Job,
  ReverseProxy,
  SecretFile,
  SharedFile,
  Stack,
  type StackProps,
  StaticSite,
  Variable,
  WebApp,
} from 'compose-constructs';
import type { Construct } from 'constructs';

/** A core and a module of it, each with its own database, which meet in the proxy alone. */
class Oms extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const { isDevelopment, domain } = this.environment;
    const keyFile = '/run/api-key/key';

    const proxy = new ReverseProxy(this, 'proxy');
    const home = proxy.host(domain);
    const module = proxy.host(`events.${domain}`);

    // the core: PHP with PostgreSQL
    const postgres = new Database(this, 'postgres', { engine: Engine.postgres('17'), database: 'oms' });
    const core = new WebApp(this, 'core', {
      image: Image.php({ source: './core', maxBody: '20m', development: isDevelopment }),
      port: 9000,
      live: true,
      environment: { API_KEY_FILE: keyFile },
    });
    core.connect(postgres, { for: 'laravel' });
    const pictures = new DataVolume(this, 'pictures');
    core.mount(pictures, { at: '/app/public/pictures' });
    core.startAfter(new Job(this, 'bootstrap', { like: core, command: ['php', 'console', 'bootstrap'] }));
    core.task('new-key', ['php', 'console', 'key:renew'], { description: 'Makes another key for the modules.' });
    const apiKey = new SharedFile(this, 'api-key', { writer: core, at: keyFile });

    // a module: Node with MongoDB
    const mongo = new Database(this, 'mongodb', { engine: Engine.mongodb('8.0'), database: 'events' });
    const events = new WebApp(this, 'events', {
      image: Image.node({ source: './events' }),
      port: 8082,
      live: true,
      environment: { EVENTS_URL: module.url, CORE_URL: proxy.internalUrl, CORE_HOST: home.name },
      healthCheck: HealthCheck.http('/health'),
    });
    events.connect(mongo, { as: 'MONGO' });
    events.readFile(apiKey, { fileVariable: 'API_KEY_FILE' });
    events.mount('./settings/events.json', { at: '/app/settings.json', readOnly: true });
    const media = new DataVolume(this, 'media');
    events.mount(media, { at: '/var/media' });
    const register = new Job(this, 'register', { image: events.image, command: ['node', 'register.js'] });
    register.connect(events, { as: 'MODULE' });
    for (const other of [core, proxy]) register.startAfter(other);
    const frontend = new StaticSite(this, 'frontend', { image: Image.files({ source: './frontend' }) });

    // the way in
    home.fastcgi('/', core, { cors: { origins: [module.url] } }).files('/pictures/', pictures);
    module.forward('/api/', events, { stripPrefix: true, maxBody: '100m', cors: { origins: [home.url] } });
    module.forward('/frontend/', frontend, { stripPrefix: true, cors: { origins: ['*'] } }).files('/media/', media);

    if (isDevelopment) {
      core.task('shell', ['bash'], { description: 'A shell beside PHP.' });
      const pgadmin = new WebApp(this, 'pgadmin', {
        image: Image.registry('dpage/pgadmin4:9.16', { user: { uid: 5050, gid: 0 }, folders: ['/var/lib/pgadmin'] }),
        port: 5050,
        healthCheck: HealthCheck.none('a tool of developers'),
        environment: {
          PGADMIN_LISTEN_PORT: '5050',
          PGADMIN_DEFAULT_EMAIL: 'dev@oms.example',
          PGADMIN_DISABLE_POSTFIX: '1',
          PGADMIN_CUSTOM_CONFIG_DISTRO_FILE: '/var/lib/pgadmin/config_distro.py', // its own folder is read-only
        },
        publish: { port: 5050 },
        profiles: ['tools'],
      });
      pgadmin.readSecret(new SecretFile(this, 'pgadmin-password'), { fileVariable: 'PGADMIN_DEFAULT_PASSWORD_FILE' });
      pgadmin.connect(postgres, { secrets: 'file' });
      pgadmin.mount(new DataVolume(this, 'pgadmin-data'), { at: '/var/lib/pgadmin' });
    } else {
      proxy.service.accept('files-unreadable', 'two apps with users of their own write files that everybody may read');
      new Backup(this, 'backup', {
        of: [postgres, mongo, pictures, media],
        to: BackupTarget.folder('/srv/backups'),
        schedule: '0 3 * * *',
      });
    }
  }
}

const app = new App();
new Oms(app, 'oms-dev', { environment: Environment.development() });
new Oms(app, 'oms', {
  environment: Environment.production({
    domain: 'my.aegee.example',
    registry: 'registry.example/aegee',
    tag: Variable.required('TAG', 'the version to deploy'),
  }),
});
