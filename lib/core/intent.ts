/**
 * Intents: facts about a stack that its Compose form does not hold, as plain data. A construct records
 * them with {@link intend}; the assembly adds what elements show, and gives each of them its place.
 *
 * Elements are named as in the Compose file: `service` is the `name` of a `Service`.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { takes } from './inspect';
import { intentForm } from './intent-form';
import { type Trace, trace } from './place';

/** One fact about a stack; `kind` says which. */
export type Intent =
  | RouteIntent
  | ConnectionIntent
  | ReachIntent
  | JobIntent
  | ScheduleIntent
  | TaskIntent
  | DataIntent
  | SecretIntent;

/** Visitors who ask for this address get this answer. */
export interface RouteIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'route';
  /** The service that visitors talk to. */
  readonly proxy: string;
  /** Host name in lower case, such as `shop.example`. */
  readonly host: string;
  /** Everything below it if it ends with `/`, else that path alone; decoded. */
  readonly path: string;
  /** Address as visitors write it, such as `https://shop.example/api/`. */
  readonly url: string;
  /** A service at its port, the files of a volume, or another host. */
  readonly answer: RouteAnswer;
}

/** The target that answers a request. */
export type RouteAnswer =
  | {
      readonly by: 'service';
      readonly service: string;
      /** Port that the service listens to in its container. */
      readonly port: number;
      /** Whether the service sees the path without the route's own part. */
      readonly stripPrefix: boolean;
    }
  | {
      readonly by: 'volume';
      readonly volume: string;
      /** Folder in the container of the proxy where the volume is mounted. */
      readonly folder: string;
    }
  | {
      readonly by: 'redirect';
      /** Scheme, name and port of the other host: the path and the query stay. */
      readonly to: string;
      /** Whether browsers and search engines may remember it. */
      readonly permanent: boolean;
    };

/** One service calls another. */
export interface ConnectionIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'connection';
  /** The service that calls. */
  readonly from: string;
  /** The service that is called. */
  readonly to: string;
  /** The network that both join. */
  readonly network: string;
  /** Names of the caller's variables with address and credentials; empty if it needs none. */
  readonly variables: readonly string[];
}

/** Nobody but some services reaches a service: `synth` checks it. */
export interface ReachIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'reach';
  /** The service that is reached. */
  readonly service: string;
  /** The services that may reach it; their tasks may, too. */
  readonly from: readonly string[];
}

/** A service that ends when its work is done. */
export interface JobIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'job';
  /** The service that does the work. */
  readonly service: string;
}

/** A service that does its work again and again, at times of its own. */
export interface ScheduleIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'schedule';
  /** The service that waits for the times, and does the work. */
  readonly service: string;
  /** The times as cron writes them, such as `0 3 * * *`, or an interval such as `15m`. */
  readonly times: string;
  /** Time zone of the times. @default none: it is an interval */
  readonly timeZone?: string;
  /** Program and arguments that do the work at once, in the container of the service. */
  readonly now: readonly string[];
}

/** A command that a person runs. */
export interface TaskIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'task';
  /** Its name for people, such as `superuser`. */
  readonly name: string;
  /** The service that runs it when a person asks for it. */
  readonly service: string;
  /** The service whose image, variables, secrets and volumes it has. */
  readonly like: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  /** Its purpose, in one sentence for people. @default none: the name has to do */
  readonly description?: string;
  /** Whether it has to succeed before a new version of the program starts, as a migration has. @default false */
  readonly comesFirst?: boolean;
}

/** A volume whose content must not be lost. */
export interface DataIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'data';
  /** The volume that holds the data. */
  readonly volume: string;
  /** The program whose data it is, such as `postgres` `17`. @default files, which any program can read */
  readonly engine?: { readonly product: string; readonly version: string };
}

/** A service gets a secret in an environment variable, too: its process reads the file when it starts. */
export interface SecretIntent {
  /** Tells it from intents of other kinds. */
  readonly kind: 'secret';
  /** The service that reads the secret. */
  readonly service: string;
  /** The secret that it reads. */
  readonly secret: string;
  /** Name of the variable that holds the value, or a text with the value in it, such as `DATABASE_URL`. */
  readonly variable: string;
}

/** An intent, and where the user's code recorded it. */
export interface RecordedIntent {
  readonly intent: Intent;
  readonly trace: Trace;
}

const METADATA = 'compose-constructs:intent';

/**
 * Records a fact about the stack. Call it in the verb that makes it true, so that its place is the user's line.
 *
 * Do not record facts that elements show. They show who mounts a volume and where, the file of each secret and the
 * variable with its path. They also show the start conditions of services, and which services start on demand.
 *
 * @example
 * ```ts
 * const report = new Service(this, 'report', { image: 'acme/report:2', profiles: ['report'] });
 * intend(report, { kind: 'job', service: report.name });
 * ```
 */
export function intend(construct: IConstruct, intent: Intent): void {
  if (!takes(construct, 'intend', 'intent', intent, intentForm)) return;
  construct.node.addMetadata(METADATA, { intent, trace: trace() } satisfies RecordedIntent);
}

/** The intents of one construct, in the order of its calls. */
export function recordedBy(construct: IConstruct): readonly RecordedIntent[] {
  return construct.node.metadata.flatMap(({ type, data }) => (type === METADATA ? [data as RecordedIntent] : [])); // see intend
}
