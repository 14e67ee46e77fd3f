/**
 * The recognized parts of a project, as data.
 *
 * @module
 */
import type { DatabaseName } from '../../images';
import type { ComposeText, Project } from '../../languages/compose';
import type { PlainMap } from '../../languages/yaml';

/** Where the value of a secret comes from. */
export type ValueSource =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'environment'; readonly variable: string };

/** The classes that take the place of servers. */
export type ServerClass = 'Database' | 'Cache' | 'Queue';

/** Names that a server knows its clients by. */
export interface ServerNames {
  readonly database?: DatabaseName;
  readonly user?: DatabaseName;
  readonly virtualHost?: DatabaseName;
}

/** A volume with the data of a server. */
export interface RecognizedVolume {
  readonly id: string;
  /** The definition that it gets. @default the project's own */
  readonly definition?: PlainMap;
  /** Id of the volume that it was. @default its id */
  readonly was?: string;
  /** The folder of the host that was mounted in its place. @default none */
  readonly folder?: string;
}

/** A service that a Database, a Cache or a Queue takes the place of. */
export interface RecognizedServer extends ServerNames {
  readonly id: string;
  readonly className: ServerClass;
  /** Factory in `Engine` of what runs it. */
  readonly engine: string;
  /** Tag of the official image. */
  readonly version: string;
  /** The volume with its data. @default it keeps nothing */
  readonly volume?: RecognizedVolume;
  /** @default it has none, and clients need none */
  readonly password?: ValueSource;
  /** The administrator's password, if the product has an administrator beside the user and it is known. */
  readonly rootPassword?: ValueSource;
  readonly limits: { readonly memory?: string; readonly cpus?: number; readonly processes?: number };
  /** The service's other properties, to be merged into the Database's. */
  readonly rest: PlainMap;
  /** Further names under which others look for it. */
  readonly aliases: readonly string[];
  /** Networks that it stays in, because more than its clients meet it there, with how it stands in them. */
  readonly networks: readonly { readonly id: string; readonly options: PlainMap }[];
  /** Those that could reach it, and have to join its network for that. */
  readonly clients: readonly ServerClient[];
}

/** A service that could reach a server. */
export interface ServerClient {
  readonly id: string;
  /** Whether it depends on the server or names it somewhere. */
  readonly isNamed: boolean;
}

/** A secret that a SecretFile takes the place of. */
export interface RecognizedSecret {
  readonly id: string;
  readonly origin: ValueSource;
}

/** The classes that take the place of programs. */
export type WorkloadClass = 'Job' | 'Worker';

/** The image of a program. */
export interface ProgramImage {
  readonly reference: ComposeText;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Folders that it writes to, where they are others than usual. */
  readonly tmpfs?: readonly string[];
}

/** A property of a construct. */
export interface Saying {
  readonly name: string;
  readonly value: unknown;
  /** The property of the service that it says; empty if none. */
  readonly of: string;
}

/** A service that a Job or a Worker takes the place of. The project still has what those do not say. */
export interface RecognizedWorkload {
  readonly id: string;
  readonly className: WorkloadClass;
  readonly image: ProgramImage;
  readonly properties: readonly Saying[];
}

/** A service that is a task of a workload. The project still has what the task does not say. */
export interface RecognizedTask {
  readonly id: string;
  /** Its name for people, and its profile. */
  readonly name: string;
  /** Id of the workload. */
  readonly like: string;
  readonly command: readonly string[];
}

/** A remark about a service, for the person who imports the project. */
export interface Remark {
  readonly service: string;
  /** One sentence. */
  readonly what: string;
  /** Pointers to what it is about, if that is somewhere in the files. */
  readonly pointers?: readonly (readonly string[])[];
}

/** A service that looks like one that is known, and is not. */
export interface NotRecognized {
  readonly service: string;
  /** Why, without the service's name: `it publishes port 5432`. */
  readonly why: string;
}

/** A secret value that the files had, and the program must not. */
export interface SecretValue {
  /** From the folder of `stack.ts`. */
  readonly file: string;
  readonly value: string;
  /** The service whose password it is. */
  readonly service: string;
}

export interface Recognition {
  readonly servers: readonly RecognizedServer[];
  readonly secrets: readonly RecognizedSecret[];
  readonly workloads: readonly RecognizedWorkload[];
  readonly tasks: readonly RecognizedTask[];
  readonly notRecognized: readonly NotRecognized[];
  readonly remarks: readonly Remark[];
  readonly secretValues: readonly SecretValue[];
  /** The project without what constructs say; clients and workloads keep the networks that they had. */
  readonly project: Project;
  /** The changes of each environment, in the given order. */
  readonly overlays: readonly unknown[];
}

/** The facts about a file that a project names, such as its mode. */
export type Look = (path: string) => 'missing' | 'private' | 'readable';

export interface RecognizeRequest {
  /** Name of the Compose project. */
  readonly name: string;
  /** With paths from the folder of `stack.ts`. */
  readonly project: Project;
  /** The changes of environments. */
  readonly environments: readonly { readonly name: string; readonly overlay?: unknown }[];
  readonly look: Look;
  /** The text of a file that the project names; undefined if it cannot be read. @default no file is read */
  readonly read?: (path: string) => string | undefined;
}
