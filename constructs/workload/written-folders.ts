/**
 * Folders of an image that volumes are mounted at.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { report } from '../../lib/core';
import type { Image } from '../image';
import { folderNotWritable, folderOfImage } from './errors';

/** Folders of every image that hold its programs, or that the kernel and the engine fill. */
const SYSTEM = ['bin', 'boot', 'dev', 'etc', 'lib', 'lib64', 'proc', 'run/secrets', 'sbin', 'sys', 'usr'];

/** A volume at a place of an image. */
interface Written {
  readonly volume: string;
  /** Absolute path in the container. */
  readonly at: string;
  /** The owner that the volume's author gives it. */
  readonly owner: { readonly uid: number } | undefined;
}

/**
 * Looks at the place of an image that a volume is written at, and reports what is wrong with it.
 *
 * @returns whether a volume may be there at all
 */
export function checkWritten(scope: Construct, image: Image, { volume, at, owner }: Written): boolean {
  if (hides(at, image.programFolder)) {
    report(scope, folderOfImage(at));
    return false;
  }
  const isOwned = owner !== undefined && owner.uid === image.user?.uid;
  if (!image.hasFolder(at) && !isOwned && image.user?.uid !== 0)
    report(scope, folderNotWritable(volume, at, image.user?.uid));
  return true;
}

/** Whether a volume there would hide programs of the system or the app. */
function hides(at: string, home: string | undefined): boolean {
  const place = `${at.replace(/\/+/g, '/').replace(/\/$/, '')}/`;
  if (home !== undefined && `${home}/`.startsWith(place)) return true;
  return SYSTEM.some((folder) => place === `/${folder}/` || (folder !== 'usr' && place.startsWith(`/${folder}/`)));
}
