/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  Artifact,
  CONSTRUCT,
  ComposeConstruct,
  Config,
  type Connection,
  type ConstructProps,
  type Forms,
  inspected,
  Network,
  type Provider,
  Service,
  string,
} from '../../lib/core';
import { nginxFacts } from '../../lib/images';
import type { BuiltImage } from '../image';
import { answeringImage, build, builtImageForm, madeOf, noBuiltImage } from '../image';
import { CORS, type Cors, configuration, corsProblems, HEALTH_URL, PORT, siteServer } from '../web-server';
import { hardening, LIMITS, probe, type ResourceLimits } from '../workload';
import { fallbackInvalid } from './errors';
import { type UrlDetail, urlOf } from './url';

/** The properties of a {@link StaticSite}. */
export interface StaticSiteProps extends ResourceLimits, ConstructProps {
  /** The image that builds the files. */
  readonly image: BuiltImage;
  /** Page for paths that are no file, such as `/index.html` of an app that routes in the browser. @default none: 404 */
  readonly fallback?: string;
  /**
   * Which pages of other hosts may use its files, such as fonts and modules. @default none
   */
  readonly cors?: Cors;
  /** @default '64m' */
  readonly memory?: string;
}

const PROPERTIES: Forms<StaticSiteProps> = {
  ...LIMITS,
  image: builtImageForm,
  fallback: string,
  cors: CORS,
  ...CONSTRUCT,
};

/**
 * Files that are built once, into an image with nginx and nothing else.
 *
 * @example
 * ```ts
 * const docs = new StaticSite(this, 'docs', { image: Image.files({ source: './docs' }) });
 * proxy.host('docs.example.org').forward('/', docs);
 * ```
 */
export class StaticSite extends ComposeConstruct implements Provider<UrlDetail> {
  /** The Compose element that runs nginx. */
  readonly service: Service;
  /** The network that its clients join. */
  readonly network: Network;
  readonly port = PORT;

  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id, props);
    const sound = inspected(this, 'StaticSite', props, PROPERTIES, { image: noBuiltImage });
    const { fallback, cors } = sound;
    const isPage = fallback === undefined || /^\/[^\0- \x7f$?#]*$/.test(fallback);
    if (!isPage) this.report(fallbackInvalid(fallback));
    const wrong = corsProblems(cors);
    for (const problem of wrong) this.report(problem);
    this.network = new Network(this, 'private', Network.closed);
    this.service = this.#serve(sound);
    this.service.join(this.network);
    const file = new Artifact(this, 'file', {
      file: `${this.service.name}/nginx.conf`,
      render: () =>
        configuration(
          siteServer({ fallback: isPage ? fallback : undefined, cors: wrong.length > 0 ? undefined : cors }),
          { maxBody: '1k' },
        ),
    });
    this.service.readConfig(new Config(this, 'nginx', { file }), { at: nginxFacts.configPath });
  }

  connection(prefix?: string): Connection<UrlDetail> {
    return urlOf(this, true, prefix);
  }

  #serve(props: StaticSiteProps): Service {
    const { memory = '64m', cpus, processes } = props;
    const image = answeringImage(this, props.image);
    return new Service(this, 'Default', {
      ...madeOf(this, image),
      ...build(this, image, () => []),
      healthcheck: probe(nginxFacts.probe(HEALTH_URL)),
      stop_signal: 'SIGQUIT',
      ...hardening(this, {
        ...(cpus !== undefined && { cpus }),
        ...(processes !== undefined && { processes }),
        memory,
        tmpfs: image.tmpfs,
      }),
    });
  }
}
