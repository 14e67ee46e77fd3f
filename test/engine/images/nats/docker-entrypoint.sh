#!/bin/sh
# The entrypoint contract of the official image: a first argument that is an
# option is meant for the server.
set -e
case ${1:-} in -*) set -- nats-server "$@" ;; esac
exec "$@"
