#!/bin/sh
# Before nginx starts, the files of /docker-entrypoint.d are taken in version
# order: executable *.sh run, executable *.envsh are sourced. As in the official
# image the sourcing happens in a pipeline: later *.sh see the variables, nginx
# itself does not.
set -e
log() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: $*"; }

case ${1:-} in
  nginx | nginx-debug)
    find /docker-entrypoint.d/ -follow -type f | sort -V | while read -r f; do
      if [ ! -x "$f" ]; then
        log "ignoring $f, it is not executable"
        continue
      fi
      case $f in
        *.envsh)
          log "sourcing $f"
          # shellcheck disable=SC1090 # the user's file
          . "$f"
          ;;
        *.sh) log "running $f"; "$f" ;;
        *) log "ignoring $f" ;;
      esac
    done
    log 'ready for start up'
    ;;
esac
exec "$@"
