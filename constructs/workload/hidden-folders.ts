/**
 * Folders of an image that a volume must not hide.
 *
 * @module
 */

/** Folders of every image that hold its programs, or that the kernel and the engine fill. */
const SYSTEM = ['bin', 'boot', 'dev', 'etc', 'lib', 'lib64', 'proc', 'run/secrets', 'sbin', 'sys', 'usr'];

/** Whether a volume there would hide programs: those of the system, or the app's own. */
export function hides(at: string, home: string | undefined): boolean {
  const place = `${at.replace(/\/+/g, '/').replace(/\/$/, '')}/`;
  if (home !== undefined && `${home}/`.startsWith(place)) return true;
  return SYSTEM.some((folder) => place === `/${folder}/` || (folder !== 'usr' && place.startsWith(`/${folder}/`)));
}
