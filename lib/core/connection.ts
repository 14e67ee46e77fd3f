/**
 * The contract between a provider and its clients: a client takes the details of the address that it needs.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import type { Element } from './element';
import type { Network } from './network';
import type { Secret } from './secret';

/**
 * A construct that clients connect to.
 *
 * @typeParam Name names of the details that a client can ask for
 */
export interface Provider<Name extends string = string> extends IConstruct {
  /**
   * The result for a client.
   *
   * @param prefix the variables begin with it. @default the provider's own word, such as `DATABASE`
   */
  connection(prefix?: string): Connection<Name>;
}

/** The way to a provider, and the variables that tell a client about it. */
export interface Connection<Name extends string = string> {
  /** The service that runs the provider; clients start after it. */
  readonly service: Element;
  /** Whether the service has a health check, which clients then wait for. */
  readonly healthy: boolean;
  /** Whether the provider keeps data, which a migration of the client changes. @default false */
  readonly keepsData?: boolean;
  /** The network that clients join to reach the provider. */
  readonly network: Network;
  /** Everything that a client can be told, by name: `host`, `port`, `url`. */
  readonly details: { readonly [Detail in Name]?: ConnectionDetail };
  /** The variables of a client that chooses none: by the name of the variable, the name of a detail. */
  readonly variables: Readonly<Record<string, Name>>;
  /** The variables of programs that are written with a framework, where the framework has names for them. */
  readonly words?: FrameworkWords;
}

/** One thing that a client can be told about a provider: a text, or one with a secret in it. */
export type ConnectionDetail = string | SecretConnectionDetail;

/** Something secret that a client can be told. */
export type SecretConnectionDetail =
  /** The path of the secret's file in the container. */
  | { readonly kind: 'file'; readonly secret: Secret }
  /** A text with the secret in it, which a script makes when the client's process starts. */
  | {
      readonly kind: 'text';
      readonly secret: Secret;
      readonly before: string;
      readonly after: string;
      /** Whether the secret is percent-encoded, as inside a URL; or another way to write it. */
      readonly encoded: boolean | SecretEncoding;
    };

/**
 * A way to write a secret. `quoted` is for a place between double quotes, with every such quote twice, as .NET wants it.
 * `doubled` is for a URL where every `%` stands twice, as Symfony wants it.
 */
export type SecretEncoding = 'quoted' | 'doubled';

/** A framework whose names for variables are known. */
export type Framework = 'django' | 'dotnet' | 'laravel' | 'rails' | 'spring' | 'symfony';

/** Variables by framework, each with its value. */
export type FrameworkWords = { readonly [Name in Framework]?: Readonly<Record<string, ConnectionDetail>> };

/**
 * Whether clients can connect to something.
 *
 * @example
 * ```ts
 * for (const child of this.node.children) if (isProvider(child)) web.connect(child);
 * ```
 */
export function isProvider(candidate: IConstruct): candidate is Provider {
  return 'connection' in candidate && typeof candidate.connection === 'function';
}

/** How a client connects. */
export interface ConnectOptions<Name extends string = string> {
  /** The variables begin with this word. @default the provider's own, such as `DATABASE` */
  readonly as?: string;
  /**
   * The framework that the client is written with. It decides the names of the variables, such as `DB_HOST` and
   * `DB_PASSWORD` of Laravel. The provider's page has the list.
   *
   * @default the provider's variables
   */
  readonly for?: Framework;
  /**
   * Variables of the client's own choice: by the name of the variable, the name of a detail such as `host`. `{}` sets
   * none. The provider's page lists its details.
   *
   * @default the provider's variables
   */
  readonly variables?: Readonly<Record<string, Name>>;
  /**
   * Whether the client starts after the provider. Two apps that call each other cannot both wait.
   *
   * @default true
   */
  readonly wait?: boolean;
  /**
   * How the client reads secrets. `variable` also gives it variables such as `DATABASE_URL`: a small script makes them
   * when its process starts. `file` gives only files, for images without a shell.
   *
   * @default 'variable'; 'file' for a Service, whose image is not known
   */
  readonly secrets?: 'variable' | 'file';
}
