/** Jobs before and after an app, at their times and in an interval, and a backup at the same kind of times. */
import {
  App,
  Backup,
  BackupTarget,
  Database,
  Engine,
  Environment,
  Image,
  Job,
  Stack,
  WebApp,
} from 'compose-constructs';

const app = new App();
const shop = new Stack(app, 'shop', { environment: Environment.production({ domain: 'shop.example' }) });
const db = new Database(shop, 'db', { engine: Engine.postgres('17'), database: 'shop' });
const web = new WebApp(shop, 'web', {
  image: Image.registry('registry.example/shop:1.4', { command: ['/shop'], probeWith: 'curl' }),
  port: 8000,
});
web.connect(db);
web.startAfter(new Job(shop, 'bootstrap', { like: web, command: ['/shop', 'bootstrap'] }));
const register = new Job(shop, 'register', { like: web, command: ['/shop', 'register'] });
register.startAfter(web);
new Job(shop, 'report', {
  like: web,
  command: ['/shop', 'report'],
  schedule: '30 6 1-7 * mon',
  timeZone: 'Europe/Berlin',
});
new Job(shop, 'poll', { like: web, command: ['/shop', 'poll'], schedule: '15m', retries: 2, stopGracePeriod: '1m' });
new Backup(shop, 'backup', { of: [db], to: BackupTarget.folder('/srv/backups'), schedule: '0 3 * * *' });
