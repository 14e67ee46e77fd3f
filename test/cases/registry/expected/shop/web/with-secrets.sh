#!/bin/sh
# Reads secrets from their files into the environment of this process, then becomes the command.
set -eu
encoded() (
  secret=$(cat "$1") || exit
  bytes=$(printf %s "$secret" | od -An -v -tx1) || exit
  for byte in $bytes; do printf %%%s "$byte"; done
)
STORE_URL=postgres://keeper:"$(encoded /run/secrets/db-password)"@db:5432/shop
export STORE_URL
SESSION_KEY="$(cat /run/secrets/session)"
export SESSION_KEY
exec "$@"
