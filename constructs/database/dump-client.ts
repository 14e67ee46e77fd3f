/**
 * How a backup copies a database.
 *
 * @module
 */
import type { DatabaseLogin } from '../../lib/images';
import type { SecretFile } from '../secrets';
import type { DatabaseEngine } from '../server';
import type { DumpClient } from '../storage';
import { inContainer } from './in-container';

/** Where the client finds the database, and as whom it enters. */
interface Place extends Pick<DatabaseLogin, 'database' | 'user'> {
  readonly host: string;
  readonly password: SecretFile;
}

/** The client with the server's image; undefined for a product without one. */
export function dumpClientOf(
  { image, passwordFile, environment }: DatabaseEngine,
  place: Place,
): DumpClient | undefined {
  const { client } = image;
  if (!client) return undefined;
  const { password, ...login } = place;
  const variables = environment(login);
  const address = { ...login, passwordIn: passwordFile };
  return {
    image: image.reference,
    user: image.user,
    // the image makes an anonymous volume of each folder that it declares, unless something is mounted there
    tmpfs: ['/tmp', ...image.declared],
    environment: variables,
    secrets: [[password.secret, passwordFile]],
    dump: inContainer(client.dump(address), variables),
    restore: inContainer(client.restore(address), variables),
    content: inContainer(client.content(address), variables),
    clear: inContainer(client.clear(address), variables),
  };
}
