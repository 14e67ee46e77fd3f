#!/bin/sh
# Reads secrets from their files into the environment of this process, then becomes the command.
set -eu
given() (
  blank=$(printf '\n\t\r ')
  case $(cat "$1") in
    *[!"$blank"]*) ;;
    *) printf "The secret %s is missing or empty.\n" "$1" >&2; exit 1 ;;
  esac
)
encoded() (
  secret=$(cat "$1") || exit
  bytes=$(printf %s "$secret" | od -An -v -tx1) || exit
  for byte in $bytes; do printf %%%s "$byte"; done
)
given /run/secrets/db-password
DATABASE_URL=postgres://shop:"$(encoded /run/secrets/db-password)"@db:5432/shop
export DATABASE_URL
exec "$@"
