/**
 * The official image of restic, https://hub.docker.com/r/restic/restic: an Alpine with restic, its shell and its tools.
 *
 * @module
 */
import type { ImageFacts } from './facts';

export interface ResticFacts extends ImageFacts {
  /** Ends of restic that mean more than a failure: https://restic.readthedocs.io/en/stable/075_scripting.html#exit-codes */
  readonly exits: {
    /** A snapshot is there, and some files are not in it. */
    readonly incomplete: 3;
    readonly noRepository: 10;
    readonly locked: 11;
    readonly wrongPassword: 12;
  };
}

/**
 * Facts about one release. Options of our script came with 0.17 and 0.18, and a later release may change the format of
 * a repository. https://github.com/restic/restic/releases
 */
export const resticFacts: ResticFacts = {
  reference: 'restic/restic:0.18.1',
  // it sets none, https://github.com/restic/restic/blob/master/docker/Dockerfile
  user: { name: 'root', uid: 0, gid: 0 },
  tmpfs: ['/tmp'],
  exits: { incomplete: 3, noRepository: 10, locked: 11, wrongPassword: 12 },
};
