/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  type Connection,
  type Forms,
  inspect,
  type Network,
  named,
  number,
  type Provider,
  record,
  type Service,
  Stack,
  type StandIns,
  words,
} from '../../lib/core';
import {
  checkPort,
  HealthCheck,
  healthCheckForm,
  PROPERTIES,
  STAND_INS,
  Workload,
  type WorkloadProps,
} from '../workload';
import { fastCgiConnected, fastCgiPublished, portVariable } from './errors';
import { type UrlDetail, urlOf } from './url';

/** The properties of a {@link WebApp}: a workload's, and its port. */
export interface WebAppProps extends WorkloadProps {
  /** Port that the app listens to; it finds the number in the variable `PORT`. */
  readonly port: number;
  /** How the app is asked whether it works. @default `HealthCheck.http('/')`; FPM's own ping for an image of PHP */
  readonly healthCheck?: HealthCheck;
  /** A step that brings the database up to date: before the app in development, on demand in production. */
  readonly migrate?: { readonly command: readonly string[] };
}

const MIGRATE = record('a command, such as { command: ["node", "migrate.js"] }', { command: words });

const WEB_APP: Forms<WebAppProps> = {
  ...PROPERTIES,
  port: named('the number of a port', number),
  healthCheck: healthCheckForm,
  migrate: MIGRATE,
};

const NO_APP: StandIns<WebAppProps> = { ...STAND_INS, port: 3000 };

/**
 * An app that answers HTTP requests.
 *
 * @example
 * ```ts
 * const web = new WebApp(this, 'web', { image: Image.node({ source: './app' }), port: 3000 });
 * web.connect(db);
 * web.mount(uploads, { at: '/var/uploads' });
 * ```
 */
export class WebApp extends Workload implements Provider<UrlDetail> {
  /** The Compose element that migrates the database, if the app has such a step. */
  readonly migration: Service | undefined;
  /** The network that its own clients join. */
  readonly network: Network;
  readonly port: number;
  readonly #isHealthKnown: boolean;

  constructor(scope: Construct, id: string, props: WebAppProps) {
    const { props: sound, problems } = inspect('WebApp', props, WEB_APP, NO_APP);
    const { port, migrate, image, publish, environment = {} } = sound;
    const { healthCheck = image.fastcgi ? HealthCheck.command(image.fastcgi.probe(port)) : HealthCheck.http('/') } =
      sound;
    super(scope, id, sound, { port, healthCheck });
    for (const problem of problems) this.report(problem);
    if (image.fastcgi && publish) this.report(fastCgiPublished());
    checkPort(this, port);
    if (Object.hasOwn(environment, 'PORT')) this.report(portVariable());
    this.port = port;
    this.#isHealthKnown = healthCheck.kind !== 'none';
    this.network = this.meetClients();
    this.migration = migrate && this.#migrateWith(migrate.command);
    this.open();
  }

  connection(prefix?: string): Connection<UrlDetail> {
    if (this.props.image.fastcgi) this.report(fastCgiConnected());
    return urlOf(this, this.#isHealthKnown, prefix);
  }

  /** A task that the app waits for in development: there it runs by itself. */
  #migrateWith(command: readonly string[]): Service {
    const { isDevelopment } = Stack.of(this).environment;
    const migration = this.addTask('migrate', command, {
      // an unattended migration can destroy production data: there a person runs it, by name
      ...(isDevelopment ? this.props.profiles && { profiles: this.props.profiles } : { profiles: ['migrate'] }),
      isDataOnly: true,
      comesFirst: !isDevelopment,
      alone: this.network,
    });
    if (isDevelopment) this.service.startAfter(migration, 'service_completed_successfully');
    return migration;
  }
}
