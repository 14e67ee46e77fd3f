#!/usr/bin/env bash
# The entrypoint contract of the official postgres image, in its order:
#   1. POSTGRES_PASSWORD, POSTGRES_USER, POSTGRES_DB and POSTGRES_INITDB_ARGS, or
#      the file that <NAME>_FILE names, are read as the user who started the
#      container: root can read a secret that is 0600.
#   2. The data folder is made, and given to postgres where that user is root.
#   3. root becomes postgres; any other user stays what it is.
#   4. An empty data folder is initialized: initdb, database,
#      /docker-entrypoint-initdb.d (.sh .sql .sql.gz .sql.xz .sql.zst), with a
#      server that listens on its socket only.
# Init scripts without the x bit are sourced and may use the functions here that
# have the official names: file_env, docker_process_sql, and the array psql.
set -Eeo pipefail

file_env() { # NAME [DEFAULT]
  local name=$1 file_name=${1}_FILE value=${2:-}
  if [[ -n ${!name:-} && -n ${!file_name:-} ]]; then
    echo "error: $name and $file_name are both set; set one of them" >&2
    exit 1
  fi
  if [[ -n ${!name:-} ]]; then
    value=${!name}
  elif [[ -n ${!file_name:-} ]]; then
    value=$(<"${!file_name}")
  fi
  export "$name=$value"
  unset "$file_name"
}

docker_process_sql() { # psql's arguments, of which a later --dbname wins; SQL on stdin or with -f
  local database=()
  if [[ -n ${POSTGRES_DB:-} ]]; then database=(--dbname "$POSTGRES_DB"); fi
  PGHOST='' PGHOSTADDR='' psql -v ON_ERROR_STOP=1 --no-psqlrc --no-password --username "$POSTGRES_USER" "${database[@]}" "$@"
}
# shellcheck disable=SC2034 # for sourced init scripts
psql=(docker_process_sql)

read_settings() {
  file_env POSTGRES_PASSWORD
  file_env POSTGRES_USER postgres
  file_env POSTGRES_DB "$POSTGRES_USER"
  file_env POSTGRES_INITDB_ARGS
  : "${POSTGRES_HOST_AUTH_METHOD:=}"
}

# From 18 on the data lives below a folder of its major version. Data of another
# version, or a mount where 17 had its data, would be left aside without a word.
misplaced_data() {
  [[ $PGDATA == "/var/lib/postgresql/$PG_MAJOR/docker" ]] || return 0
  local folder found=()
  for folder in /var/lib/postgresql /var/lib/postgresql/data /var/lib/postgresql/*/docker; do
    if [[ -s $folder/PG_VERSION ]]; then found+=("$folder"); fi
  done
  if ((${#found[@]} == 0 && PG_MAJOR >= 18)) && mountpoint -q /var/lib/postgresql/data; then
    found+=('/var/lib/postgresql/data (unused mount/volume)')
  fi
  echo "${found[*]}"
}

make_folders() {
  mkdir -p "$PGDATA"
  chmod 00700 "$PGDATA" || :
  mkdir -p /var/run/postgresql || :
  chmod 03775 /var/run/postgresql || :
  local folders=("$PGDATA" /var/run/postgresql)
  if [[ -n ${POSTGRES_INITDB_WALDIR:-} ]]; then
    mkdir -p "$POSTGRES_INITDB_WALDIR"
    chmod 700 "$POSTGRES_INITDB_WALDIR"
    folders+=("$POSTGRES_INITDB_WALDIR")
  fi
  if [[ $(id -u) == 0 ]]; then find "${folders[@]}" ! -user postgres -exec chown postgres '{}' +; fi
}

require_password() {
  if [[ -z $POSTGRES_PASSWORD && $POSTGRES_HOST_AUTH_METHOD != trust ]]; then
    echo 'Error: this database is new and its superuser has no password: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE.' >&2
    exit 1
  fi
  if [[ $POSTGRES_HOST_AUTH_METHOD == trust ]]; then
    echo 'WARNING: POSTGRES_HOST_AUTH_METHOD is trust: whoever reaches the port needs no password.' >&2
  fi
}

require_known_data() {
  local misplaced
  misplaced=$(misplaced_data)
  if [[ -n $misplaced ]]; then
    echo "Error: from 18 on the data is in $PGDATA, but there is data (or a mount for it) in: $misplaced" >&2
    echo 'Mount one volume at /var/lib/postgresql, and move old data with pg_upgrade.' >&2
    exit 1
  fi
}

create_cluster() {
  # initdb wants a name for its user id: `user:` may be one that has none
  local fake_names=
  if ! getent passwd "$(id -u)" >/dev/null; then
    fake_names=1
    NSS_WRAPPER_PASSWD=$(mktemp) NSS_WRAPPER_GROUP=$(mktemp)
    export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
    echo "postgres:x:$(id -u):$(id -g):PostgreSQL:$PGDATA:/bin/false" >"$NSS_WRAPPER_PASSWD"
    echo "postgres:x:$(id -g):" >"$NSS_WRAPPER_GROUP"
  fi
  local waldir=()
  if [[ -n ${POSTGRES_INITDB_WALDIR:-} ]]; then waldir=(--waldir "$POSTGRES_INITDB_WALDIR"); fi
  local more=()
  eval "more=($POSTGRES_INITDB_ARGS)" # words with quotes, as in a shell
  # --pwfile wants a line, also where the password is empty
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") "${more[@]}" "${waldir[@]}"
  if [[ $fake_names ]]; then
    rm -f "$NSS_WRAPPER_PASSWD" "$NSS_WRAPPER_GROUP"
    unset LD_PRELOAD NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
  fi
}

allow_connections() { # the server's arguments
  local method=$POSTGRES_HOST_AUTH_METHOD
  if [[ -z $method ]]; then method=$(postgres -C password_encryption "$@"); fi
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
}

create_database() {
  local exists
  exists=$(docker_process_sql --dbname postgres --set db="$POSTGRES_DB" --tuples-only \
    <<<"SELECT 1 FROM pg_database WHERE datname = :'db' ;")
  if [[ -z $exists ]]; then
    docker_process_sql --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db" ;'
  fi
}

run_init_files() {
  local f
  for f; do
    case $f in
      *.sh)
        if [[ -x $f ]]; then
          echo "$0: running $f"
          "$f"
        else
          echo "$0: sourcing $f"
          # shellcheck disable=SC1090 # the user's file
          . "$f"
        fi ;;
      *.sql) echo "$0: running $f"; docker_process_sql -f "$f" ;;
      *.sql.gz) echo "$0: running $f"; gunzip -c "$f" | docker_process_sql ;;
      *.sql.xz) echo "$0: running $f"; xzcat "$f" | docker_process_sql ;;
      *.sql.zst) echo "$0: running $f"; zstd -dc "$f" | docker_process_sql ;;
      *) echo "$0: ignoring $f" ;;
    esac
  done
}

initialize() { # the server's arguments
  ls /docker-entrypoint-initdb.d/ >/dev/null # unreadable: fail before there is a database
  create_cluster
  allow_connections "$@"
  export PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD}
  NOTIFY_SOCKET='' PGUSER=${PGUSER:-$POSTGRES_USER} \
    pg_ctl -D "$PGDATA" -o "$(printf '%q ' "$@" -c listen_addresses= -p "${PGPORT:-5432}")" -w start
  create_database
  run_init_files /docker-entrypoint-initdb.d/*
  PGUSER=${PGUSER:-postgres} pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGPASSWORD
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

only_informs() {
  local argument
  for argument; do
    case $argument in '-?' | --help | --describe-config | -V | --version) return 0 ;; esac
  done
  return 1
}

if [[ ${1:-} == -* ]]; then set -- postgres "$@"; fi
if [[ ${1:-} == postgres ]] && ! only_informs "$@"; then
  read_settings
  make_folders
  if [[ $(id -u) == 0 ]]; then exec gosu postgres "${BASH_SOURCE[0]}" "$@"; fi
  if [[ -s $PGDATA/PG_VERSION ]]; then
    printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
  else
    require_password
    require_known_data
    initialize "${@:2}"
  fi
fi
exec "$@"
