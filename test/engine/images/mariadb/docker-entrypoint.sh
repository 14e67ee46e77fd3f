#!/usr/bin/env bash
# The entrypoint contract of the official mariadb image, in its order:
#   1. MARIADB_ ROOT_PASSWORD, ROOT_HOST, DATABASE, USER and PASSWORD, the same
#      with MYSQL_, or the file that <NAME>_FILE names, are read as the user who
#      started the container; MARIADB_ wins.
#   2. The data folder is made, and given to mysql where that user is root.
#   3. root becomes mysql; any other user stays what it is.
#   4. A data folder without the folder mysql is initialized: system tables, root,
#      users for the health check, database, user, /docker-entrypoint-initdb.d
#      (.sh .sql .sql.gz .sql.xz .sql.zst), with a server that has no network but
#      listens to the socket where the final one does.
# A data folder that has the folder mysql is taken as it is, however it came to it;
# with MARIADB_AUTO_UPGRADE, one of an older version gets newer system tables.
set -eo pipefail
shopt -s nullglob

note() { printf '%s [%s] [Entrypoint]: %s\n' "$(date --rfc-3339=seconds)" "$1" "$2"; }
fail() { note ERROR "$1" >&2; exit 1; }

read_setting() { # NAME [DEFAULT]: sets MARIADB_NAME and MYSQL_NAME
  local prefix variable file value=''
  for prefix in MYSQL MARIADB; do
    variable=${prefix}_$1 file=${prefix}_${1}_FILE
    if [[ ${!variable} && ${!file} ]]; then fail "$variable and $file are both set; set one of them"; fi
    if [[ ${!variable} ]]; then value=${!variable}; elif [[ ${!file} ]]; then value=$(<"${!file}"); fi
    unset "$file"
  done
  export "MARIADB_$1=${value:-${2:-}}" "MYSQL_$1=${value:-${2:-}}"
}

read_settings() { # the server's command
  local config
  config=$("$@" --verbose --help 2>/dev/null) || fail "these arguments are not the server's: $*"
  DATADIR=$(awk '/^datadir / { print $2; exit }' <<<"$config")
  SOCKET=$(awk '/^socket / { print $2; exit }' <<<"$config")
  PORT=$(awk '/^port / { print $2; exit }' <<<"$config")
  read_setting ROOT_HOST %
  read_setting DATABASE
  read_setting USER
  read_setting PASSWORD
  read_setting ROOT_PASSWORD
  : "${MARIADB_RANDOM_ROOT_PASSWORD:=${MYSQL_RANDOM_ROOT_PASSWORD:-}}"
  : "${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:=${MYSQL_ALLOW_EMPTY_PASSWORD:-}}"
  : "${MARIADB_INITDB_SKIP_TZINFO:=${MYSQL_INITDB_SKIP_TZINFO:-}}"
}

# For init scripts, too: SQL on stdin, as root.
docker_process_sql() { # the client's arguments
  local password=$MARIADB_ROOT_PASSWORD database=()
  if [[ ${1:-} == --dont-use-mysql-root-password ]]; then password='' && shift; fi
  if [[ $MARIADB_DATABASE ]]; then database=("--database=$MARIADB_DATABASE"); fi
  MYSQL_PWD=$password mariadb --protocol=socket --user=root --host=localhost --socket="$SOCKET" "${database[@]}" "$@"
}

# A text inside of quotes.
sql_text() {
  local text=${1//\\/\\\\}
  echo "${text//\'/\\\'}"
}

start_temporary_server() { # the server's command
  "$@" --skip-networking --socket="$SOCKET" --default-time-zone=SYSTEM --loose-innodb_buffer_pool_load_at_startup=0 &
  server=$!
  note Note 'Waiting for server startup'
  local try
  for try in {60..0}; do
    if docker_process_sql --dont-use-mysql-root-password --database=mysql <<<'SELECT 1' &>/dev/null; then return; fi
    if ((try == 0)); then fail 'Unable to start server.'; fi
    sleep 0.5
  done
}

make_accounts() {
  local root host user password health
  root=$(sql_text "$MARIADB_ROOT_PASSWORD")
  password=$(sql_text "$MARIADB_PASSWORD")
  user=$MARIADB_USER
  health=$(pwgen --numerals --capitalize --symbols --remove-chars="=#'\\" -1 32)
  {
    echo "DROP USER IF EXISTS root@'127.0.0.1', root@'::1', root@'$HOSTNAME';"
    echo "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('$root');"
    if [[ $MARIADB_ROOT_HOST != localhost ]]; then
      echo "CREATE USER 'root'@'$MARIADB_ROOT_HOST' IDENTIFIED BY '$root';"
      echo "GRANT ALL ON *.* TO 'root'@'$MARIADB_ROOT_HOST' WITH GRANT OPTION;"
    fi
    for host in 127.0.0.1 ::1 localhost; do
      echo "CREATE USER healthcheck@'$host' IDENTIFIED BY '$health';"
    done
    if [[ $MARIADB_DATABASE ]]; then echo "CREATE DATABASE IF NOT EXISTS \`$MARIADB_DATABASE\`;"; fi
    if [[ $user && $password ]]; then
      echo "CREATE USER '$user'@'%' IDENTIFIED BY '$password';"
      if [[ $MARIADB_DATABASE ]]; then echo "GRANT ALL ON \`${MARIADB_DATABASE//_/\\_}\`.* TO '$user'@'%';"; fi
    fi
  } | docker_process_sql --dont-use-mysql-root-password --database=mysql --binary-mode
  (
    umask 0077
    printf '[mariadb-client]\nport=%s\nsocket=%s\nuser=healthcheck\npassword=%s\n' "$PORT" "$SOCKET" "$health" \
      >"$DATADIR/.my-healthcheck.cnf"
  )
}

run_init_files() {
  local f
  for f; do
    case $f in
      *.sh)
        note Note "$0: running $f"
        # shellcheck disable=SC1090 # the user's file
        if [[ -x $f ]]; then "$f"; else . "$f"; fi ;;
      *.sql) note Note "$0: running $f"; docker_process_sql <"$f" ;;
      *.sql.gz) note Note "$0: running $f"; gunzip -c "$f" | docker_process_sql ;;
      *.sql.xz) note Note "$0: running $f"; xzcat "$f" | docker_process_sql ;;
      *.sql.zst) note Note "$0: running $f"; zstd -dc "$f" | docker_process_sql ;;
      *) note Warn "$0: ignoring $f" ;;
    esac
  done
}

initialize() { # the server's command
  if [[ ! $MARIADB_ROOT_PASSWORD$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD$MARIADB_RANDOM_ROOT_PASSWORD ]]; then
    fail 'Database is uninitialized and password option is not specified: set MARIADB_ROOT_PASSWORD or its like.'
  fi
  ls /docker-entrypoint-initdb.d/ >/dev/null # unreadable: fail before there is a database
  note Note 'Initializing database files'
  mariadb-install-db --datadir="$DATADIR" --rpm --auth-root-authentication-method=normal "${@:2}" \
    --cross-bootstrap --skip-test-db --default-time-zone=SYSTEM --skip-log-bin >/dev/null
  start_temporary_server "$@"
  if [[ ! $MARIADB_INITDB_SKIP_TZINFO ]]; then
    mariadb-tzinfo-to-sql --skip-write-binlog /usr/share/zoneinfo |
      docker_process_sql --dont-use-mysql-root-password --database=mysql
  fi
  if [[ $MARIADB_RANDOM_ROOT_PASSWORD ]]; then
    MARIADB_ROOT_PASSWORD=$(pwgen --numerals --capitalize --symbols --remove-chars="'\\" -1 32)
    note Note "GENERATED ROOT PASSWORD: $MARIADB_ROOT_PASSWORD"
  fi
  make_accounts
  run_init_files /docker-entrypoint-initdb.d/*
  kill "$server"
  wait "$server"
  note Note 'MariaDB init process done. Ready for start up.'
}

version_of() { grep -oE '^[0-9]+\.[0-9]+' || echo 0; }
needs_upgrade() {
  local now data
  now=$(mariadbd --version | grep -oE '[0-9.]+-MariaDB' | version_of)
  data=$(cat "$DATADIR/mariadb_upgrade_info" 2>/dev/null | version_of)
  [[ $data != "$now" && $(printf '%s\n' "$data" "$now" | sort -V | tail -n 1) == "$now" ]]
}

upgrade() { # the server's command
  start_temporary_server "$@" --skip-grant-tables
  note Note 'Starting mariadb-upgrade'
  mariadb-upgrade --upgrade-system-tables --socket="$SOCKET" --user=root
  kill "$server"
  wait "$server"
  note Note 'Finished mariadb-upgrade'
}

only_informs() {
  local argument
  for argument; do
    case $argument in '-?' | --help | --print-defaults | -V | --version) return 0 ;; esac
  done
  return 1
}

if [[ ${1:-} == -* ]]; then set -- mariadbd "$@"; fi
if [[ ${1:-} == mariadbd || ${1:-} == mysqld ]] && ! only_informs "$@"; then
  read_settings "$@"
  mkdir -p "$DATADIR"
  if [[ $(id -u) == 0 ]]; then
    find "$DATADIR" ! -user mysql -exec chown mysql: '{}' +
    find "${SOCKET%/*}" -maxdepth 0 ! -user mysql -exec chown mysql: '{}' +
    exec gosu mysql "${BASH_SOURCE[0]}" "$@"
  fi
  if [[ ! -d $DATADIR/mysql ]]; then
    initialize "$@"
  elif [[ ${MARIADB_AUTO_UPGRADE:-0} != 0 ]] && needs_upgrade; then
    upgrade "$@"
  fi
  unset MARIADB_ROOT_PASSWORD MARIADB_PASSWORD MYSQL_ROOT_PASSWORD MYSQL_PASSWORD
fi
exec "$@"
