/**
 * The service that copies one database, as a client in the database's network.
 *
 * @module
 */
import { Artifact, type ComposeConstruct, Config, Service, Volume } from '../../lib/core';
import { hardened } from '../workload';
import { clientScript, EXCHANGE } from './scripts';
import type { BackedUpDatabase } from './sources';

/** A client, and the volume through which the backup talks to it. */
export interface BackupClient {
  /** Name of the database. */
  readonly name: string;
  readonly service: Service;
  readonly exchange: Volume;
}

/** Where the script lies in the container. */
const AT = '/usr/local/bin/dump';

/** Makes the client of a database. Nobody else mounts its volume, and it reaches nothing but its database. */
export function clientOf(backup: ComposeConstruct, database: BackedUpDatabase): BackupClient {
  const { name, server, client } = database;
  const { image, user, tmpfs, environment } = client;
  const id = `dump-${name}`;
  const service = new Service(backup, id, {
    image,
    user: `${user.uid}:${user.gid}`,
    entrypoint: ['/bin/sh', AT],
    // a server's own folder for temporary files is not here
    environment: { ...environment, ...(Object.hasOwn(environment, 'TMPDIR') && { TMPDIR: '/tmp' }) },
    ...hardened(backup, { memory: '512m', tmpfs }),
  });
  for (const [secret, variable] of client.secrets) {
    service.setEnvironment(variable, service.readSecret(secret, { user }));
  }
  service.connect(server, { variables: {} });
  const exchange = new Volume(backup, id);
  service.mount(exchange, { at: EXCHANGE, nocopy: true });
  const file = new Artifact(backup, `${id}-file`, {
    file: `${service.name}/dump.sh`,
    render: () => clientScript(client),
  });
  service.readConfig(new Config(backup, id, { file }), { at: AT });
  return { name, service, exchange };
}
