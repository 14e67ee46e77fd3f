/**
 * Images that hold a system or a language and no data. A user who is not root owns few of their folders. Nobody knows
 * the folders of an image that neither this list nor a family has.
 *
 * @module
 */
import { parseReference } from './facts';
import { familyOf } from './known';

/** Folders that everybody can write to, in each image that is listed. */
const OF_EVERYBODY = ['/tmp', '/var/tmp', '/dev', '/run/lock'];

/** Repositories of plain images, with further folders that another user than root can write to. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  alpine: [],
  almalinux: [],
  amazonlinux: [],
  bash: [],
  busybox: ['/home'], // https://github.com/docker-library/busybox: the folder is of the user `nobody`
  'buildpack-deps': [],
  'curlimages/curl': ['/home/curl_user'],
  debian: [],
  'eclipse-temurin': [],
  fedora: [],
  // https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template
  golang: ['/go'],
  node: ['/home/node'], // https://github.com/nodejs/docker-node/blob/main/Dockerfile-slim.template
  perl: [],
  // https://github.com/docker-library/php/blob/master/Dockerfile-linux.template
  php: ['/var/www'],
  python: [],
  rockylinux: [],
  // https://github.com/docker-library/ruby/blob/master/Dockerfile.template
  ruby: ['/usr/local/bundle'],
  // https://github.com/rust-lang/docker-rust/blob/master/stable/bookworm/slim/Dockerfile
  rust: ['/usr/local/cargo', '/usr/local/rustup'],
  ubuntu: ['/home/ubuntu'],
};

/**
 * Whether an image surely lacks a folder that other users than root can write to. A new volume there is root's.
 *
 * @param folder absolute path in the container, without a final slash
 */
export function lacksWritable(reference: string, folder: string): boolean {
  const data = familyOf(reference)?.dataOf(reference);
  const own = data
    ? [data.dataPath, data.folder, ...data.declared, '/var', '/home', '/opt', '/usr', '/etc']
    : PLAIN[parseReference(reference).repository.replace(/^library\//, '')];
  return own !== undefined && ![...OF_EVERYBODY, ...own].some((one) => isAround(one, folder) || isAround(folder, one));
}

function isAround(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
