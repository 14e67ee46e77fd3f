/**
 * Caddy: the official image, https://hub.docker.com/_/caddy, from https://github.com/caddyserver/caddy-docker/blob/master/2.11/alpine/Dockerfile.
 * It declares no volume, and certificates that are new with each container exhaust the limits of an authority.
 *
 * @module
 */
import { namedBy, serverFamily } from '../server-family';

export const caddy = serverFamily({
  id: 'caddy',
  product: 'Caddy',
  repository: 'caddy',
  versions: '"2.11" or "2.11-alpine"',
  example: '2.11',
  tags: /^(2(?:\.\d+)?)(?:\.\d+)?(?:-[a-z0-9.-]+)?$/,
  user: { name: 'root', uid: 0, gid: 0 },
  port: 443,
  tmpfs: [],
  stopGrace: '30s',
  data: { dataPath: '/data', folder: '/data/caddy', declared: [] },
  elsewhere: ['/root/.local/share/caddy', '/var/lib/caddy'],
  named: namedBy('XDG_DATA_HOME'),
});
