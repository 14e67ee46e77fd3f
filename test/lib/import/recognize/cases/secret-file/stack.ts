import {
  App,
  Database,
  DataVolume,
  Engine,
  Environment,
  Network,
  Secret,
  SecretFile,
  SecretSource,
  Service,
  Stack,
  type StackProps,
} from 'compose-constructs';
import type { Construct } from 'constructs';

export class SecretFileStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const back = new Network(this, 'back', { internal: true });

    const data = new DataVolume(this, 'data');
    const jobsData = new DataVolume(this, 'jobs-data');

    const dbPassword = new SecretFile(this, 'db_password', {
      source: SecretSource.file('./db_password.txt'),
    });
    // for the bank
    const token = new SecretFile(this, 'token', { source: SecretSource.environment('TOKEN') });
    const cert = new Secret(this, 'cert', { external: true });

    const db = new Database(this, 'db', {
      engine: Engine.postgres('16'),
      database: 'postgres',
      data,
      password: SecretSource.file('./db_password.txt'),
    });
    db.service.merge({ environment: { POSTGRES_INITDB_ARGS: '--data-checksums' } });

    const jobs = new Database(this, 'jobs', {
      engine: Engine.postgres('16'),
      database: 'postgres',
      data: jobsData,
      password: SecretSource.environment('JOBS_PASSWORD'),
    });

    const web = new Service(this, 'web', {
      image: 'acme/web:1.2',
      environment: { DB_HOST: 'db', DB_PASSWORD_FILE: '/run/secrets/db_password' },
      secrets: [dbPassword.secret.name, token.secret.name],
    });
    web.join(back);
    web.readSecret(cert);
    web.join(db.network);
    // its files do not name jobs, which it could reach: if it need not, remove this line
    web.join(jobs.network);
  }
}

const app = new App();
new SecretFileStack(app, 'secret-file', { environment: Environment.development() });
