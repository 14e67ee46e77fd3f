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
given /run/secrets/orders-db-password
given /run/secrets/stripe
DATABASE_URL=postgres://api:"$(encoded /run/secrets/orders-db-password)"@orders-db:5432/api
export DATABASE_URL
STRIPE_KEY="$(cat /run/secrets/stripe)"
export STRIPE_KEY
exec "$@"
