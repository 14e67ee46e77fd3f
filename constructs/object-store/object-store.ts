/**
 * @module
 */
import type { Construct } from 'constructs';
import {
  ComposeConstruct,
  type Connection,
  type ConnectionDetail,
  type Forms,
  inspected,
  type Network,
  type Provider,
  type Service,
  string,
  strings,
} from '../../lib/core';
import { SecretFile, type SecretSource, secretSourceForm } from '../secrets';
import {
  answeringObjectStore,
  clientsNetwork,
  dataIn,
  Engine,
  engineOf,
  type ObjectStoreEngine,
  objectStoreEngineForm,
  SERVER_PROPERTIES,
  type ServerProps,
  serve,
} from '../server';
import type { DataVolume } from '../storage';
import { bucketNameInvalid, keyIdInvalid } from './errors';
import { wordsOf } from './words';

/** The properties of an {@link ObjectStore}. */
export interface ObjectStoreProps extends ServerProps {
  /** The object store and its version. */
  readonly engine: ObjectStoreEngine;
  /** Buckets that are made where they are missing, at each start. Clients get the name of the first one. */
  readonly buckets: readonly string[];
  /** Id of the key that clients have; it is no secret. @default 'app' */
  readonly keyId?: string;
  /** Where the secret half of the key comes from. @default `SecretSource.generated()` */
  readonly secretKey?: SecretSource;
  /** The region that clients sign their requests for. @default 'us-east-1' */
  readonly region?: string;
  /** Where the objects are, such as a volume that is there already. @default a volume of its own */
  readonly data?: DataVolume;
  /** @default '512m' */
  readonly memory?: string;
}

/** The details that a client can get from an object store. */
export type ObjectStoreDetail =
  | 'host'
  | 'port'
  | 'endpoint'
  | 'region'
  | 'bucket'
  | 'keyId'
  | 'secretKey'
  | 'secretKeyFile';

/** The engine is looked at by itself. */
type Given = Omit<ObjectStoreProps, 'engine'> & { readonly engine?: ObjectStoreEngine };

const PROPERTIES: Forms<Given> = {
  ...SERVER_PROPERTIES,
  engine: true,
  buckets: strings,
  keyId: string,
  secretKey: secretSourceForm,
  region: string,
  data: true,
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * An object store that speaks the protocol of S3. Its objects are in a volume, its key in a secret file, and only its
 * clients join its network.
 *
 * @example
 * ```ts
 * const store = new ObjectStore(this, 'store', { engine: Engine.seaweedfs('4.48'), buckets: ['uploads'] });
 * web.connect(store); // AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, …
 * ```
 */
export class ObjectStore extends ComposeConstruct implements Provider<ObjectStoreDetail> {
  /** The Compose element that runs the server. */
  readonly service: Service;
  /** The network that clients join. */
  readonly network: Network;
  /** Where clients find it, such as `http://store:8333`. */
  readonly endpoint: string;
  /** Id of the key. */
  readonly keyId: string;
  /** The secret half of the key. */
  readonly secretKey: SecretFile;
  /** The region that clients sign their requests for. */
  readonly region: string;
  /** Where the objects are. */
  readonly data: DataVolume;
  readonly #engine: ObjectStoreEngine;
  readonly #buckets: readonly string[];

  constructor(scope: Construct, id: string, props: ObjectStoreProps) {
    super(scope, id, props);
    const sound = inspected<Given>(this, 'ObjectStore', props, PROPERTIES, { buckets: ['data'] });
    const instead = (): ObjectStoreEngine => Engine.seaweedfs('4.48');
    const example = "Engine.seaweedfs('4.48')";
    const check = { kind: 'object store', example, form: objectStoreEngineForm, instead } as const;
    this.#engine = answeringObjectStore(this, engineOf(this, sound.engine, check));
    this.keyId = sound.keyId ?? 'app';
    this.region = sound.region ?? 'us-east-1';
    this.#buckets = sound.buckets;
    if (!/^[A-Za-z0-9]{3,64}$/.test(this.keyId)) this.report(keyIdInvalid(this.keyId));
    for (const name of this.#buckets) if (!BUCKET.test(name)) this.report(bucketNameInvalid(name));
    this.network = clientsNetwork(this);
    this.data = dataIn(this, sound.data);
    this.secretKey = new SecretFile(this, 'secret-key', sound.secretKey ? { source: sound.secretKey } : {});
    this.service = this.#serve(sound);
    this.endpoint = `http://${this.service.name}:${this.#engine.image.port}`;
  }

  connection(asked?: string): Connection<ObjectStoreDetail> {
    const { service, network, endpoint, region, keyId } = this;
    const { secret } = this.secretKey;
    const secretKey: ConnectionDetail = { kind: 'text', secret, before: '', after: '', encoded: false };
    const [bucket = ''] = this.#buckets;
    const prefix = asked ?? 'AWS';
    return {
      service,
      network,
      healthy: true,
      keepsData: true,
      details: {
        host: service.name,
        port: String(this.#engine.image.port),
        endpoint,
        region,
        bucket,
        keyId,
        secretKey,
        secretKeyFile: { kind: 'file', secret },
      },
      // https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
      variables: {
        [`${prefix}_ENDPOINT_URL_S3`]: 'endpoint',
        [`${prefix}_REGION`]: 'region',
        [`${prefix}_ACCESS_KEY_ID`]: 'keyId',
        [`${prefix}_SECRET_ACCESS_KEY`]: 'secretKey',
        [`${prefix}_BUCKET`]: 'bucket',
      },
      words: wordsOf({ endpoint, region, bucket, keyId, secretKey }, asked),
    };
  }

  #serve(props: Given): Service {
    const { settings = {}, memory = '512m' } = props;
    const { keyId, region } = this;
    const run = this.#engine.image.run({ keyId, region, buckets: this.#buckets, settings });
    return serve(this, {
      engine: this.#engine,
      network: this.network,
      props: { ...props, memory },
      ...run,
      data: this.data,
      secrets: [[this.secretKey, this.#engine.image.passwordFile]],
    });
  }
}
