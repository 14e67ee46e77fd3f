/**
 * SeaweedFS: the official image, https://hub.docker.com/r/chrislusf/seaweedfs, from https://github.com/seaweedfs/seaweedfs/blob/master/docker/Dockerfile.go_build.
 *
 * @module
 */
import { passwordFrom } from '../http-login';
import type { ObjectStoreFamily, ObjectStoreRun, ObjectStoreSettings } from '../object-store';
import { serverFamily } from '../server-family';

const DATA = { dataPath: '/data', folder: '/data', declared: ['/data'] } as const;

const PASSWORD = 'S3_SECRET_KEY_FILE';

const server = serverFamily({
  id: 'seaweedfs',
  product: 'SeaweedFS',
  repository: 'chrislusf/seaweedfs',
  versions: '"4.48" or "3.99"',
  example: '4.48',
  tags: /^([3-9]\.\d\d)(?:_[a-z_]+)?$/,
  // the folder for data belongs to root. Here root has no capability
  user: { name: 'root', uid: 0, gid: 0 },
  port: 8333,
  tmpfs: ['/tmp'],
  // its parts end one after the other, half a minute in all
  stopGrace: '2m',
  data: DATA,
  elsewhere: ['/var/lib/seaweedfs'],
  construct: 'ObjectStore',
});

export const seaweedfs: ObjectStoreFamily = {
  ...server,
  facts: (tag) => {
    const facts = server.facts(tag);
    return facts && { ...facts, ...DATA, passwordFile: PASSWORD, start: START, run };
  },
};

/** https://github.com/seaweedfs/seaweedfs/wiki/Amazon-S3-API */
function run({ keyId, buckets, settings }: ObjectStoreSettings): ObjectStoreRun {
  const options = {
    dir: '/data',
    // its other parts ask nobody who he is, so nobody reaches them: https://github.com/seaweedfs/seaweedfs/issues/8393
    ip: '127.0.0.1',
    'ip.bind': '127.0.0.1',
    's3.ip.bind': '0.0.0.0',
    's3.config': '/tmp/s3.json',
    's3.port.iceberg': '0',
    's3.port.lance': '0',
    's3.iam': 'false',
    'volume.max': '0',
    // each bucket takes several of them: https://github.com/seaweedfs/seaweedfs/wiki/Amazon-S3-API
    'master.volumeSizeLimitMB': '1024',
    ...settings,
  };
  return {
    environment: { S3_KEY_ID: keyId, S3_BUCKETS: buckets.join(' ') },
    command: [
      'weed',
      '-logtostderr=true',
      'server',
      '-s3',
      ...Object.entries(options).map(([name, value]) => `-${name}=${value}`),
    ],
    // nothing in the image signs a request as clients do. So the key in the file must be the server's, which then answers
    probe: [
      'sh',
      '-c',
      `test -e /tmp/buckets-are-made && [ "$(printf %s "$(cat "$${PASSWORD}")" | sha256sum)" = "$(cat /tmp/key.sha256)" ] && wget -q -O /dev/null http://127.0.0.1:8333/healthz`,
    ],
  };
}

/** A key in JSON, with each ASCII character as `\u00NN`: https://www.rfc-editor.org/rfc/rfc8259#section-7 */
const START = [
  ...passwordFrom(PASSWORD),
  'umask 077',
  'rm -f /tmp/buckets-are-made',
  'printf %s "$password" | sha256sum >/tmp/key.sha256',
  '{',
  `  printf '{"identities":[{"name":"%s","actions":["Admin","Read","List","Tagging","Write"],"credentials":[{"accessKey":"%s","secretKey":"' "$S3_KEY_ID" "$S3_KEY_ID"`,
  '  for byte in $(printf %s "$password" | od -An -v -tx1); do',
  `    case $byte in [0-7]?) printf '\\\\u00%s' "$byte" ;; *) printf "\\\\x$byte" ;; esac`,
  '  done',
  `  printf '"}]}]}'`,
  '} >/tmp/s3.json',
  'unset password',
  'there() { printf "s3.bucket.list\\n" | weed shell -master=127.0.0.1:9333 2>/dev/null; }',
  '(',
  '  until wget -q -O /dev/null http://127.0.0.1:8333/healthz 2>/dev/null; do sleep 0.5; done',
  '  for bucket in $S3_BUCKETS; do',
  '    until there | grep -Eq "^ *$bucket([[:space:]]|$)"; do',
  '      printf "s3.bucket.create -name %s\\n" "$bucket" | weed shell -master=127.0.0.1:9333 >/dev/null 2>&1 || true',
  '      sleep 0.5',
  '    done',
  '  done',
  '  touch /tmp/buckets-are-made',
  ') &',
  'exec "$@"',
].join('\n');
