#!/bin/sh
# What is not a command is for node: an option, an unknown word, or a file that
# cannot be executed.
set -e
case ${1:-} in
  -*) set -- node "$@" ;;
  *)
    found=$(command -v "${1:-}") || found=
    if [ -z "$found" ] || { [ -f "$1" ] && [ ! -x "$1" ]; }; then set -- node "$@"; fi
    ;;
esac
exec "$@"
