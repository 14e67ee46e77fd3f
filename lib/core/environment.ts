/**
 * The purpose of a stack: development or production.
 *
 * @module
 */
import type { ComposeText } from '../languages/compose';
import { composeText, string } from './form';
import { type Forms, inspect } from './inspect';
import type { DiagnosticProps } from './problem';

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
}

/** The properties of a production environment. */
export interface ProductionProps extends EnvironmentProps {
  /** Domain that the stack answers under, such as `kitt.eh`. */
  readonly domain: string;
}

const PROPERTIES: Forms<DevelopmentProps> = { name: string, registry: string, tag: composeText, domain: string };

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
    const { props: sound, problems } = inspect('Environment.development', props, PROPERTIES, {});
    return new Environment('development', { domain: 'localhost', ...sound }, problems);
  }

  /** On a server: migrations run on demand, containers come back after a reboot. */
  static production(props: ProductionProps): Environment {
    const { props: sound, problems } = inspect<DevelopmentProps>('Environment.production', props, PROPERTIES, {});
    // the types ask for a domain, and synth runs code without looking at types: the stack reports what is missing
    return new Environment('production', sound as ProductionProps, problems);
  }

  readonly name: string;
  readonly domain: string;
  readonly registry: string | undefined;
  readonly tag: ComposeText;

  private constructor(
    readonly kind: EnvironmentKind,
    props: ProductionProps,
    /** The mistakes in its properties, which each stack reports that is for it. @internal */
    readonly problems: readonly DiagnosticProps[],
  ) {
    this.name = props.name ?? kind;
    this.domain = props.domain;
    this.registry = props.registry;
    this.tag = props.tag ?? this.name;
  }

  /** Whether this is a development environment. */
  get isDevelopment(): boolean {
    return this.kind === 'development';
  }
}
