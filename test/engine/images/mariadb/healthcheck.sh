#!/usr/bin/env bash
# The checks of the official image's healthcheck.sh that Compose files ask for:
#   --connect             the server has a network; whoever is refused has met one
#   --innodb_initialized  a user of its own can log in, and InnoDB is there
# That user's password is in a file of the data folder: where it is missing, the
# client is whoever runs it.
set -eo pipefail
file=/var/lib/mysql/.my-healthcheck.cnf
own=()
if [[ -f $file ]]; then own=("--defaults-extra-file=$file"); fi
ask() { mariadb "${own[@]}" --skip-ssl --protocol=socket --skip-column-names --batch --execute "$1"; }
(($#)) || { echo 'At least one argument required' >&2; exit 1; }

for check; do
  case $check in
    --connect)
      networking=$(ask 'SELECT @@skip_networking') || networking=$(mariadb "${own[@]}" --skip-ssl --protocol=tcp \
        --host=localhost --skip-column-names --batch --execute 'SELECT @@skip_networking' 2>&1) || :
      [[ $networking == 0 || $networking =~ ^'ERROR '1[0-9]{3}' (28000)' ]] ;;
    --innodb_initialized)
      found=$(ask "SELECT 1 FROM information_schema.ENGINES WHERE engine = 'innodb' AND support IN ('YES', 'DEFAULT', 'ENABLED')")
      [[ $found == 1 ]] ;;
    --su-mysql) exec gosu mysql "${BASH_SOURCE[0]}" "${@:2}" ;;
    *) echo "unknown check $check" >&2; exit 1 ;;
  esac || { echo "healthcheck ${check#--} failed" >&2; exit 1; }
done
