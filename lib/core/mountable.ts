/**
 * The sources that a container can mount: a volume, or a file or folder of the host.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import { type ComposeText, isDeferred } from '../languages/compose';
import { accepts } from './accepts';
import { notAConstruct } from './errors';
import { report } from './problem';
import { type Volume, type VolumeHolder, volumeOf } from './volume';

/** A volume, a construct that stands for one, or a path of the host. */
export type Mountable = Volume | VolumeHolder | ComposeText;

const WANTED = 'a DataVolume, a Volume or a path such as "./data"';

/** A path of the host in the forms that Compose tells from names: https://docs.docker.com/reference/compose-file/services/#volumes. */
const PATH = /^(\.{0,2}\/|\.{1,2}$|~\/|~$|[A-Za-z]:[\\/]|\\\\)/;

/** The volume or path that `mount` was given. Anything else is reported. */
export function mountableOf(self: IConstruct, what: Mountable): Volume | ComposeText | undefined {
  if (isDeferred(what)) return what;
  if (typeof what === 'string') {
    if (PATH.test(what)) return what;
    report(self, notAConstruct('mount', WANTED, what));
    return undefined;
  }
  const volume = volumeOf(what);
  return accepts(self, 'mount', WANTED, what, () => volume !== undefined) ? volume : undefined;
}
