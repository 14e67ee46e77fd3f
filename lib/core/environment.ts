/**
 * The purpose of a stack: development or production.
 *
 * @module
 */
import type { ComposeText } from '../languages/compose';
import { composeText, string } from './form';
import { type Forms, inspect } from './inspect';
import { instanceForm, portOfInstance } from './instance';
import type { DiagnosticProps } from './problem';
import { run } from './run';

/** Development favours a quick start on one machine; production favours what must not break or leak. */
export type EnvironmentKind = 'development' | 'production';

/** The common properties of environments. */
export interface EnvironmentProps {
  /** Name of the environment, for people and image tags. @default the kind */
  readonly name?: string;
  /** Registry and namespace that images built here are named after, such as `ghcr.io/acme`. @default none: images stay local */
  readonly registry?: string;
  /**
   * Tag of the images built here: a text, or a `Variable` that the deploying shell sets.
   *
   * @default the environment's name
   */
  readonly tag?: ComposeText;
}

/** The properties of a development environment. */
export interface DevelopmentProps extends EnvironmentProps {
  /** Domain that the stack answers under. @default 'localhost', whose subdomains browsers send to this machine */
  readonly domain?: string;
  /**
   * Name of one of several copies on one machine, such as a checkout of another branch: `review`. Each copy is a Compose
   * project of its own. Its volumes, images and generated secrets have names of their own, and its constructs other ports of
   * the host.
   *
   * @default the `--instance` of the command, and without one the only copy
   */
  readonly instance?: string;
}

/** The properties of a production environment. */
export interface ProductionProps extends EnvironmentProps {
  /** Domain that the stack answers under, such as `kitt.eh`. */
  readonly domain: string;
}

const PROPERTIES: Forms<ProductionProps> = { name: string, registry: string, tag: composeText, domain: string };

/**
 * Where a stack will run: passed to the stack, read by the constructs inside it.
 *
 * @example
 * ```ts
 * Environment.production({ domain: 'kitt.eh', registry: 'ghcr.io/acme', tag: Variable.required('TAG') });
 * ```
 */
export class Environment {
  /** On a developer's machine: migrations run by themselves, ports open on the loopback interface only. */
  static development(props: DevelopmentProps = {}): Environment {
    const forms: Forms<DevelopmentProps> = { ...PROPERTIES, instance: instanceForm };
    const given = { ...(run.instance !== undefined && { instance: run.instance }), ...props };
    const asked = typeof props === 'object' && props !== null ? given : props; // anything else is reported
    const { props: sound, problems } = inspect('Environment.development', asked, forms, {});
    return new Environment('development', { domain: 'localhost', ...sound }, problems);
  }

  /** On a server: migrations run on demand, containers come back after a reboot. */
  static production(props: ProductionProps): Environment {
    const { props: sound, problems } = inspect<Partial<ProductionProps>>(
      'Environment.production',
      props,
      PROPERTIES,
      {},
    );
    // the types ask for a domain, and synth runs code without looking at types: the stack reports what is missing
    return new Environment('production', sound as ProductionProps, problems);
  }

  readonly name: string;
  readonly domain: string;
  readonly registry: string | undefined;
  readonly tag: ComposeText;
  /** Name of one of several copies on one machine, if there are several. */
  readonly instance: string | undefined;

  private constructor(
    readonly kind: EnvironmentKind,
    props: ProductionProps & Pick<DevelopmentProps, 'instance'>,
    /** The mistakes in its properties, which each stack reports that is for it. @internal */
    readonly problems: readonly DiagnosticProps[],
  ) {
    this.name = props.name ?? kind;
    this.domain = props.domain;
    this.registry = props.registry;
    this.tag = props.tag ?? this.name;
    this.instance = props.instance;
  }

  /**
   * The port of the host where this copy of a stack is reached in the place of another port. It is the same in each run, and
   * stays between 10000 and 32767. Without an instance it is `port` itself. Constructs do this by themselves: for ports
   * of a `Service`.
   *
   * @example
   * ```ts
   * const { environment } = this;
   * new Service(this, 'mail', { image: 'axllent/mailpit:v1.27', ports: [`127.0.0.1:${environment.hostPort(8025)}:8025`] });
   * ```
   */
  hostPort(port: number): number {
    return this.instance === undefined ? port : portOfInstance(this.instance, port);
  }

  /** Whether this is a development environment. */
  get isDevelopment(): boolean {
    return this.kind === 'development';
  }
}
