/**
 * Lets a server make what it lacks at each start, not only at its first one.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { Artifact, Config, type Service } from '../../lib/core';
import type { OwnedDatabase } from '../../lib/images';
import type { ComposeText } from '../../lib/languages/compose';
import { probe } from '../workload';

/** How the server runs without a preparation. */
interface Bare {
  /** Starts the server's image. */
  readonly entrypoint: readonly string[];
  /** The command of the server. */
  command(): readonly ComposeText[];
  readonly probe: readonly ComposeText[];
  script(databases: readonly OwnedDatabase[], extensions: readonly string[]): string;
}

/** Where the script stands in the container, and where it says that it is done. */
const [AT, DONE] = ['/usr/local/bin/with-databases', '/tmp/databases-are-made'];

export class Preparation {
  readonly databases: OwnedDatabase[] = [];
  readonly extensions: readonly string[];

  constructor(scope: Construct, service: Service, bare: Bare & { readonly extensions: readonly string[] }) {
    this.extensions = bare.extensions;
    const render = (): string => scriptOf(bare.script(this.databases, this.extensions));
    const file = new Artifact(scope, 'databases-file', { file: `${service.name}/with-databases.sh`, render });
    service.readConfig(new Config(scope, 'databases', { file }), { at: AT });
    service.whenLowered(() => ({
      entrypoint: ['/bin/sh', AT, ...bare.entrypoint],
      command: [...bare.command()],
      // clients wait for their databases, too
      healthcheck: probe(['sh', '-c', `test -e ${DONE} && exec "$@"`, 'sh', ...bare.probe]),
    }));
  }
}

function scriptOf(prepare: string): string {
  return `#!/bin/sh
# Starts the server. Beside it, waits until it takes connections, and makes the databases and users that it lacks.
rm -f ${DONE}
(
set -eu
trap 'test -e ${DONE} || echo "The databases could not be made: the lines above say why." >&2' EXIT
${prepare}
touch ${DONE}
) &
exec "$@"
`;
}
