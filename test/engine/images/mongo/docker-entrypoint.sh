#!/usr/bin/env bash
# The entrypoint contract of the official image, in its order: root becomes mongodb;
# MONGO_INITDB_ROOT_USERNAME and _PASSWORD, or the files that <NAME>_FILE names, are
# read; with both, an empty data folder gets that user in `admin`, and the scripts of
# /docker-entrypoint-initdb.d run, while the server listens to 127.0.0.1 alone. Then
# it asks for passwords and listens everywhere.
set -Eeuo pipefail

if [[ ${1:-} == -* ]]; then set -- mongod "$@"; fi
if [[ ${1:-} == mongod && $(id -u) == 0 ]]; then
  find /data/db /data/configdb ! -user mongodb -exec chown mongodb '{}' +
  exec gosu mongodb "${BASH_SOURCE[0]}" "$@"
fi
[[ ${1:-} == mongod ]] || exec "$@"

file_env() { # NAME
  local name=$1 file_name=${1}_FILE value=${!1:-}
  if [[ -n $value && -n ${!file_name:-} ]]; then
    echo "error: $name and $file_name are both set; set one of them" >&2
    exit 1
  fi
  if [[ -n ${!file_name:-} ]]; then value=$(<"${!file_name}"); fi
  export "$name=$value"
  unset "$file_name"
}
file_env MONGO_INITDB_ROOT_USERNAME
file_env MONGO_INITDB_ROOT_PASSWORD
user=$MONGO_INITDB_ROOT_USERNAME password=$MONGO_INITDB_ROOT_PASSWORD
if [[ -n $user && -z $password || -z $user && -n $password ]]; then
  echo 'error: MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD need each other' >&2
  exit 1
fi

auth=()
if [[ -n $user ]]; then auth=(--auth); fi
shopt -s nullglob
data=(/data/db/*.sqlite) scripts=(/docker-entrypoint-initdb.d/*.js /docker-entrypoint-initdb.d/*.sh)
# runs a server on 127.0.0.1 for as long as the commands on its standard input take
with_server() { # OPTION...
  mongod "$@" &
  local server=$!
  until mongosh --quiet --norc --host 127.0.0.1 --eval 'db.hello().ok' >/dev/null 2>&1; do
    kill -0 "$server"
    sleep 0.2
  done
  # shellcheck disable=SC1091 # the commands
  . /dev/stdin
  kill "$server"
  wait "$server" || true
}
if ((${#data[@]} == 0)); then
  if [[ -n $user ]]; then
    # FerretDB makes its first user only where it asks for passwords
    FERRETDB_SETUP_DATABASE=admin FERRETDB_SETUP_USERNAME=$user FERRETDB_SETUP_PASSWORD=$password \
      with_server --auth </dev/null
  fi
  if ((${#scripts[@]} > 0)); then
    with_server <<'SH'
    for script in "${scripts[@]}"; do
      echo "$0: running $script"
      case $script in
        # shellcheck disable=SC1090 # the user's file
        *.sh) . "$script" ;;
        *.js) mongosh --quiet --host 127.0.0.1 "${MONGO_INITDB_DATABASE:-test}" "$script" ;;
      esac
    done
SH
  fi
fi
unset "${!MONGO_INITDB_@}"
shift
exec mongod "${auth[@]}" --bind_ip_all "$@"
