/**
 * Resources that Compose would fetch from elsewhere.
 *
 * @module
 */

/** `oci://…`, `https://….git`, `git@host:path`, `github.com/…`: https://docs.docker.com/compose/how-tos/oci-artifact/ */
const REMOTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|github\.com\/|[\w-]+@[\w.-]+:)/i;

/** Whether a path names a Git repository, an OCI artifact or another thing that is not on this machine. */
export function isRemoteFile(path: string): boolean {
  return REMOTE.test(path);
}
