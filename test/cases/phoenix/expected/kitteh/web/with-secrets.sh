#!/bin/sh
# Reads secrets from their files into the environment of this process, then becomes the command.
set -eu
encoded() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'; }
secret=$(cat /run/secrets/db-password)
DATABASE_URL=postgres://kitteh_prod:"$(encoded "$secret")"@db:5432/kitteh_prod
export DATABASE_URL
secret=$(cat /run/secrets/key-base)
SECRET_KEY_BASE="$secret"
export SECRET_KEY_BASE
unset secret
exec "$@"
