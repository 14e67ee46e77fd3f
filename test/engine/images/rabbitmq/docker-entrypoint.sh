#!/usr/bin/env bash
# The entrypoint contract of the official image: root becomes rabbitmq, any other
# user stays what it is; variables that name files with names or passwords end it.
set -euo pipefail
if [[ $1 == rabbitmq* && $(id -u) == 0 ]]; then
  if [[ $1 == rabbitmq-server ]]; then find /var/lib/rabbitmq ! -user rabbitmq -exec chown rabbitmq '{}' +; fi
  exec gosu rabbitmq "$0" "$@"
fi
for old in RABBITMQ_DEFAULT_PASS_FILE RABBITMQ_DEFAULT_USER_FILE RABBITMQ_VM_MEMORY_HIGH_WATERMARK; do
  if [[ -n ${!old:-} ]]; then
    echo "error: $old is set but deprecated" >&2
    exit 1
  fi
done
exec "$@"
