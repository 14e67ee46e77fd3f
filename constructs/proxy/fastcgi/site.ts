/**
 * The web server between a proxy and a program that speaks FastCGI.
 *
 * @module
 */
import type { Construct, IConstruct } from 'constructs';
import {
  Artifact,
  ComposeConstruct,
  Config,
  type Connection,
  intend,
  meetingOf,
  Network,
  type Provider,
  Service,
} from '../../../lib/core';
import { nginxFacts } from '../../../lib/images';
import { build, type FastCgi, madeOf } from '../../image';
import { configuration, HEALTH_URL, PORT, type ScriptAnswers, scriptServer, v } from '../../web-server';
import { hardened, probe } from '../../workload';

/** An app that speaks FastCGI: a `WebApp` whose image does, such as one of `Image.php`. */
export interface FastCgiApp extends IConstruct {
  /** The Compose element that runs the scripts. */
  readonly service: Service;
  /** The network where its web server reaches it. */
  readonly network: Network;
  /** Port that it listens to. */
  readonly port: number;
}

/** The scripts of a route. */
export type Scripts = Pick<ScriptAnswers, 'root' | 'index' | 'fallback'>;

/** The properties of a web server in front of an app. */
export interface ScriptSiteProps extends Scripts {
  readonly app: FastCgiApp;
  readonly fastcgi: FastCgi;
}

/**
 * An nginx with the public files of the app's image. It alone reaches the app, since a client of FastCGI can run any
 * file of the container.
 */
export class ScriptSite extends ComposeConstruct implements Provider {
  readonly service: Service;
  readonly network: Network;
  readonly port = PORT;

  constructor(scope: Construct, id: string, props: ScriptSiteProps) {
    super(scope, id);
    const { root, index, fallback, fastcgi, app } = props;
    const image = fastcgi.site({ root, ...(fallback !== undefined && { script: fallback.slice(1) }) });
    this.network = new Network(this, 'private', Network.closed);
    this.service = new Service(this, 'Default', {
      ...madeOf(this, image),
      ...build(this, image, () => []),
      healthcheck: probe(nginxFacts.probe(HEALTH_URL)),
      stop_signal: 'SIGQUIT',
      ...hardened(this, { memory: '64m', tmpfs: image.tmpfs }),
    });
    this.service.join(this.network);
    this.#reach(app);
    const answers = {
      root,
      index,
      program: app.service.name,
      port: app.port,
      ...(fallback !== undefined && { fallback }),
    };
    const file = new Artifact(this, 'file', {
      file: `${this.service.name}/nginx.conf`,
      render: () => configuration(scriptServer(answers), { maxBody: '0', visitor: v('visitor_address') }),
    });
    this.service.readConfig(new Config(this, 'nginx', { file }), { at: nginxFacts.configPath });
  }

  connection(): Connection {
    const { service, network } = this;
    return { service, network, healthy: true, details: {}, variables: {} };
  }

  #reach({ service, network }: FastCgiApp): void {
    const meeting = meetingOf({ service, network, healthy: true, details: {}, variables: {} }, this.service.name);
    this.service.join(meeting);
    this.service.startAfter(service, 'service_started');
    const [from, to] = [this.service.name, service.name];
    intend(this, { kind: 'connection', from, to, network: meeting.name, variables: [] });
  }
}
