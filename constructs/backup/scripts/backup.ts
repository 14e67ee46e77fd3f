/**
 * The one script of a backup: its commands are what the services of the stack run.
 *
 * @module
 */
import { shellWord, singleQuoted } from '../../../lib/languages/shell';
import { COMMON } from './common';
import { RESTORE } from './restore';
import { ROUND } from './round';
import { SCHEDULE } from './schedule';

/** Where the script lies in its containers, so that `docker compose exec backup backup list` finds it. */
export const SCRIPT = '/usr/local/bin/backup';

/** Where the state of a backup lies: when the last round ended, and restic's cache. */
export const STATE = '/state';

/** The settings of one backup. */
export interface BackupSettings {
  /** Name of the stack, under which its snapshots stand in the repository. */
  readonly stack: string;
  /** Name of the service, with which the names of its tasks begin. */
  readonly service: string;
  /** The repository, for messages. */
  readonly target: string;
  readonly databases: readonly string[];
  readonly volumes: readonly string[];
  readonly excluded: readonly string[];
  /** Functions that say when rounds take place. */
  readonly clock: string;
  /** Words for `restic forget`; none for a repository that keeps everything. */
  readonly keep: readonly string[];
  /** Another stack whose backups this one can take over. */
  readonly cloneFrom?: string;
  /** Files with secrets that restic reads from variables. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** @returns a script for the shell of restic's image */
export function backupScript(settings: BackupSettings): string {
  const { clock, excluded, secrets, cloneFrom } = settings;
  const words = (list: readonly string[]): string => singleQuoted(list.join(' '));
  return `#!/bin/sh
# Backs up with restic: copies of databases, which their clients make when they are asked, and volumes as they are.
# In its container: backup now | list | check | restic ARGUMENTS
set -u
umask 077

stack=${shellWord(settings.stack)}
self=${shellWord(settings.service)}
target=${shellWord(settings.target)}
databases=${words(settings.databases)}
volumes=${words(settings.volumes)}
keep=${words(settings.keep)}
state=${STATE}
messages=/tmp/messages.$$

excluded() { printf '${excluded.length === 0 ? '' : '%s\\n'}'${excluded.map((pattern) => ` ${singleQuoted(pattern)}`).join('')}; }

${COMMON}
${ROUND}
${clock}
${SCHEDULE}
${RESTORE}
${Object.entries(secrets)
  .map(([name, file]) => `${name}=$(cat ${shellWord(file)}) || exit\nexport ${name}\n`)
  .join('')}
verb=\${1:-run}
[ $# = 0 ] || shift
case $verb in
  run) run ;;
  healthy) healthy ;;
  now)
    trap stop TERM INT
    case \${1:-} in
      '') recorded own ;;
      --new-repository) recorded replace ;;
      *) say "usage: $self-now [--new-repository]" >&2; exit 2 ;;
    esac
    ;;
  list) exec restic snapshots --no-lock --group-by host "$@" ;;
  check)
    alone
    exec restic check --retry-lock 5m "$@"
    ;;
  restic) exec restic "$@" ;;
  restore | clone)
    trap stop TERM INT
    from=$stack
    ${cloneFrom === undefined ? '' : `[ "$verb" = restore ] || from=${shellWord(cloneFrom)}\n    `}restore "$@"
    status=$?
    [ "$status" != 1 ] || say "Not restored: $reason." >&2
    exit "$status"
    ;;
  *) say "$verb is no command of this script" >&2; exit 2 ;;
esac
`;
}
