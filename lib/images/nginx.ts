/**
 * The official nginx image in its Debian variant, https://hub.docker.com/_/nginx.
 *
 * @module
 */
import type { ImageFacts } from './facts';

export interface NginxFacts extends ImageFacts {
  /** The main configuration file. */
  readonly configPath: '/etc/nginx/nginx.conf';
  /** Asks for a page; the image has curl, https://github.com/nginx/docker-nginx/blob/master/stable/debian/Dockerfile. */
  probe(url: string): readonly string[];
}

/** Facts about the stable line of releases: an older one gets no fixes any more, https://nginx.org/en/download.html. */
export const nginxFacts: NginxFacts = {
  reference: 'nginx:1.30',
  // https://github.com/nginx/docker-nginx/blob/master/stable/debian/Dockerfile
  user: { name: 'nginx', uid: 101, gid: 101 },
  // our configuration keeps everything that nginx writes below /tmp
  tmpfs: ['/tmp'],
  configPath: '/etc/nginx/nginx.conf',
  probe: (url) => ['curl', '--fail', '--silent', '--output', '/dev/null', url],
};
