#!/bin/sh
# The entrypoint contract of the official images: a first argument that is an
# option or a .conf file is meant for the server; root becomes the server's user,
# any other user stays what it is; no protected mode.
set -e
server=$PROGRAM-server
case ${1:-} in -* | *.conf) set -- "$server" "$@" ;; esac
if [ "${1:-}" = "$server" ] && [ "$(id -u)" = 0 ]; then
  find . \! -user "$PROGRAM" -exec chown "$PROGRAM" '{}' +
  exec setpriv --reuid="$PROGRAM" --regid="$PROGRAM" --clear-groups "$0" "$@"
fi
if [ "$(umask)" = 0022 ]; then umask 0077; fi
if [ "${1:-}" = "$server" ]; then
  # Debian's build is in protected mode; the official one is not
  set -- "$@" --protected-mode no
fi
exec "$@"
