import {
  Backup,
  BackupTarget,
  DataVolume,
  Engine,
  ObjectStore,
  type ObjectStoreProps,
  SecretSource,
} from 'compose-constructs';
import type { Framework } from '../../../lib';
import { node, synth, web } from '../support';

const storeWith = (props: Partial<ObjectStoreProps> = {}, framework?: Framework) =>
  synth((stack) => {
    const engine = Engine.seaweedfs('4.48');
    const store = new ObjectStore(stack, 'store', { engine, buckets: ['uploads', 'logs'], ...props });
    web(stack, { image: node }).connect(store, framework === undefined ? {} : { for: framework });
  });

describe('a server of SeaweedFS', () => {
  it('is the official image, whose other parts nobody reaches', () => {
    const { service } = storeWith({ settings: { 'master.volumeSizeLimitMB': '100' } });
    expect(service('store')).toMatchObject({
      image: 'chrislusf/seaweedfs:4.48',
      read_only: true,
      cap_drop: ['ALL'],
      environment: {
        S3_KEY_ID: 'app',
        S3_BUCKETS: 'uploads logs',
        S3_SECRET_KEY_FILE: '/run/secrets/store-secret-key',
      },
      volumes: [{ source: 'store-data', target: '/data' }],
    });
    const command = service('store')['command'];
    expect(command).toEqual(expect.arrayContaining(['-ip.bind=127.0.0.1', '-s3.ip.bind=0.0.0.0']));
    expect(command).toContain('-master.volumeSizeLimitMB=100');
  });

  it('tells its clients everything, in the words of the SDKs', () => {
    const { service, file } = storeWith();
    expect(service('web')['environment']).toMatchObject({
      AWS_ENDPOINT_URL_S3: 'http://store:8333',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'app',
      AWS_BUCKET: 'uploads',
    });
    expect(file('web/with-secrets.sh')).toContain('AWS_SECRET_ACCESS_KEY=');
  });

  it.each<[Framework, Record<string, string>]>([
    ['laravel', { FILESYSTEM_DISK: 's3', AWS_ENDPOINT: 'http://store:8333', AWS_USE_PATH_STYLE_ENDPOINT: 'true' }],
    ['spring', { SPRING_CLOUD_AWS_S3_ENDPOINT: 'http://store:8333' }],
  ])('has words for %s', (framework, words) => {
    expect(storeWith({}, framework).service('web')['environment']).toMatchObject(words);
  });
});

it('a server of MinIO is the last image, from where it still is', () => {
  const { service } = storeWith({ engine: Engine.minio('RELEASE.2025-09-07T16-13-09Z'), keyId: 'admin', region: 'eu' });
  expect(service('store')).toMatchObject({
    image: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
    environment: {
      MINIO_ROOT_USER: 'admin',
      MINIO_REGION: 'eu',
      S3_BUCKETS: 'uploads logs',
      MINIO_ROOT_PASSWORD_FILE: '/run/secrets/store-secret-key',
    },
    command: ['minio', 'server', '/data'],
  });
});

it('a backup goes into a bucket with the key of the store, and no second one', () => {
  const { service, ids } = synth((stack) => {
    const store = new ObjectStore(stack, 'store', { engine: Engine.seaweedfs('4.48'), buckets: ['backups'] });
    const { endpoint, keyId, secretKey, region } = store;
    const to = BackupTarget.s3({ endpoint, bucket: 'backups', keyId, secretKey, region });
    new Backup(stack, 'backup', { of: [new DataVolume(stack, 'files')], to }).join(store.network);
  });
  expect(ids).toEqual([]);
  expect(service('backup')).toMatchObject({
    environment: { RESTIC_REPOSITORY: 's3:http://store:8333/backups', AWS_ACCESS_KEY_ID: 'app' },
  });
  expect(JSON.stringify(service('backup')['secrets'])).toContain('store-secret-key');
});

it.each([
  [{ buckets: ['Uploads'] }, 'bucket-name-invalid: shop/store'],
  [{ buckets: ['a b'] }, 'bucket-name-invalid: shop/store'],
  [{ keyId: 'a"b' }, 'key-id-invalid: shop/store'],
  [{ engine: Engine.seaweedfs('latest') }, 'version-unknown: shop/store'],
  [{ engine: Engine.minio('latest') }, 'version-unknown: shop/store'],
])('it is given nothing that would break it: %j', (props, id) => {
  expect(storeWith(props).ids).toEqual([id]);
});

it('keeps its objects in a volume that is there already', () => {
  const { service } = synth((stack) => {
    const data = new DataVolume(stack, 'old');
    const secretKey = SecretSource.file('key');
    new ObjectStore(stack, 'store', { engine: Engine.seaweedfs('4.48'), buckets: [], data, secretKey });
  });
  expect(service('store')['volumes']).toEqual([{ type: 'volume', source: 'old', target: '/data' }]);
});
