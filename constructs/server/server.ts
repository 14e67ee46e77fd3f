/**
 * The common parts of all servers that keep something for others: databases, caches, queues.
 *
 * @module
 */
import type { Construct } from 'constructs';
import {
  CONSTRUCT,
  type ComposeConstruct,
  type ConstructProps,
  type Form,
  type Forms,
  intend,
  Network,
  Service,
  takes,
  texts,
} from '../../lib/core';
import type { ComposeText } from '../../lib/languages/compose';
import { capital } from '../../lib/words';
import { bytesIn } from '../checked';
import type { SecretFile } from '../secrets';
import { DataVolume } from '../storage';
import {
  hardening,
  LIMITS,
  PUBLISHED_PORT,
  type PublishedPort,
  probe,
  published,
  type ResourceLimits,
} from '../workload';
import type { ServerEngine } from './engine';
import { engineInvalid } from './errors';

/** The common properties of all servers. */
export interface ServerProps extends ResourceLimits, ConstructProps {
  /** Further settings of the server, by the names that its manual has. @default none */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the server can be reached on the host, for tools on it. @default nowhere: only clients reach it */
  readonly publish?: PublishedPort;
}

/** The forms of {@link ServerProps}, for those who check them. */
export const SERVER_PROPERTIES: Forms<ServerProps> = {
  ...LIMITS,
  settings: texts,
  publish: PUBLISHED_PORT,
  ...CONSTRUCT,
};

/** How a server runs. */
export interface ServerRun {
  readonly engine: ServerEngine;
  /** The network that clients join. */
  readonly network: Network;
  readonly props: ServerProps & { readonly memory: string };
  readonly environment: Readonly<Record<string, ComposeText>>;
  /** @default the image's own */
  readonly command?: readonly ComposeText[];
  readonly probe: readonly ComposeText[];
  /** The volume for what it keeps. @default nothing is kept */
  readonly data?: DataVolume;
  /** Secrets that it reads, each with the variable that names the file. */
  readonly secrets: readonly (readonly [SecretFile, string])[];
}

/** The service of a server. */
export function serve(construct: ComposeConstruct, run: ServerRun): Service {
  const { engine, props, environment, command = [], data, secrets, network } = run;
  const { image } = engine;
  const { dataPath } = image;
  const isStarted = image.start !== undefined && secrets.length > 0;
  const tmpfs = [...image.tmpfs, ...(data === undefined && dataPath !== undefined ? [dataPath] : [])];
  const service = new Service(construct, 'Default', {
    image: image.reference,
    // without root from the start: no capability is needed to step down
    user: `${image.user.uid}:${image.user.gid}`,
    ...(isStarted && { entrypoint: ['/bin/sh', '-c', image.start, 'sh'] }),
    ...(command.length > 0 && { command: [...command] }),
    ...(Object.keys(environment).length > 0 && { environment }),
    healthcheck: { ...probe(run.probe), ...(image.probeTimeout !== undefined && { timeout: image.probeTimeout }) },
    ...(image.sharedMemory !== undefined && { shm_size: image.sharedMemory }),
    ...(image.stopSignal !== undefined && { stop_signal: image.stopSignal }),
    stop_grace_period: image.stopGrace,
    ...(props.publish && { ports: published(construct, props.publish, image.port) }),
    ...hardening(construct, { ...props, tmpfs }),
    ...(image.isFirstProcess && { init: false }),
  });
  service.join(network);
  if (props.publish) service.join(new Network(construct, 'public'));
  if (data && dataPath !== undefined) {
    service.mount(data.volume, { at: dataPath });
    data.writtenBy(construct);
    const { name: product, version } = engine;
    intend(construct, { kind: 'data', volume: data.volume.name, engine: { product, version } });
  }
  for (const [file, variable] of secrets) {
    service.setEnvironment(variable, service.readSecret(file.secret, { user: image.user }));
  }
  return service;
}

/** A size such as `512m` in bytes; 0 for what is no size, which is reported with the limits. */
export function bytesOf(memory: string): number {
  return bytesIn(String(memory).replace(/b$/i, '')) ?? 0;
}

/** The volume that was given, or a new one. */
export function dataIn(construct: ComposeConstruct, volume: DataVolume | undefined): DataVolume {
  return givenVolume(construct, volume) ?? new DataVolume(construct, 'data');
}

/** The volume that was given; anything else is reported. */
export function givenVolume(construct: ComposeConstruct, volume: DataVolume | undefined): DataVolume | undefined {
  const isUsable =
    volume !== undefined &&
    construct.checkConstruct('data', 'a DataVolume', volume, (candidate) => 'volume' in candidate);
  return isUsable ? volume : undefined;
}

/** How to look at an engine. */
interface EngineCheck<Given extends ServerEngine> {
  readonly kind: Given['kind'];
  readonly example: string;
  readonly form: Form;
  /** Another one, where it is none. */
  readonly instead: () => Given;
}

/** The engine that was given, with its mistakes reported; another one where it is none. */
export function engineOf<Given extends ServerEngine>(
  construct: ComposeConstruct,
  given: Given | undefined,
  { kind, example, form, instead }: EngineCheck<Given>,
): Given {
  // a program without types can pass anything
  const isEngine = typeof given === 'object' && given !== null && 'image' in given && given.kind === kind;
  if (!isEngine) construct.report(engineInvalid(kind, given, example));
  const engine = isEngine && takes(construct, capital(kind), 'engine', given, form) ? given : instead();
  for (const problem of engine.problems) construct.report(problem);
  return engine;
}

/** A network that nobody but clients of a server joins. */
export function clientsNetwork(construct: Construct): Network {
  return new Network(construct, 'private', Network.closed);
}
