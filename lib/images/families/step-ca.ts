/**
 * step-ca: the official image, https://hub.docker.com/r/smallstep/step-ca, from https://github.com/smallstep/certificates/blob/master/docker/Dockerfile.
 * Its keys are data, too.
 *
 * @module
 */
import { namedBy, serverFamily } from '../server-family';

export const stepCa = serverFamily({
  id: 'step-ca',
  product: 'step-ca',
  repository: 'smallstep/step-ca',
  versions: '"0.30.2"',
  example: '0.30.2',
  tags: /^(0\.\d+)\.\d+(?:-hsm)?$/,
  user: { name: 'step', uid: 1000, gid: 1000 },
  port: 9000,
  tmpfs: ['/tmp'],
  stopGrace: '10s',
  data: { dataPath: '/home/step', folder: '/home/step', declared: ['/home/step'] },
  hasParts: true,
  elsewhere: ['/etc/step-ca', '/root/.step'],
  named: namedBy('STEPPATH'),
});
