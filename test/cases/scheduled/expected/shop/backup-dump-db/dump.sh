#!/bin/sh
# Copies a database when the backup asks for it, and reads a copy back. It writes to /exchange/out alone.
set -u
umask 077
cd /exchange || exit

work() {
  case $1 in
    dump)
      rm -f out/copy
      sh -c 'PGHOST=$1 PGUSER=$2 PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); export PGHOST PGUSER PGPASSWORD; shift 2; roles=$(pg_dumpall --roles-only) || exit; printf '\''%s\n'\'' "$roles" | sed -n -e '\''/^CREATE ROLE /{N; s/^CREATE ROLE \(.*\);\n\(.*\)$/SELECT to_regrole($n$\1$n$) IS NULL AS lacks \\gset\n\\if :lacks\nCREATE ROLE \1;\n\2\n\\endif/p; d;}'\'' -e '\''/^ALTER ROLE /p'\'' -e '\''/^GRANT /p'\''; exec pg_dump "$@"' sh db shop --dbname=shop </dev/null >out/copy.part && mv out/copy.part out/copy
      ;;
    look) sh -c 'PGHOST=$1 PGUSER=$2 CONTENT=$3 PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); export PGHOST PGUSER PGPASSWORD; shift 3; exec psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@" --command="$CONTENT"' sh db shop 'SELECT format('\''%I.%I'\'', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('\''r'\'', '\''p'\'', '\''v'\'', '\''m'\'', '\''S'\'', '\''f'\'') AND n.nspname !~ '\''^pg_'\'' AND n.nspname <> '\''information_schema'\'' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = '\''e'\'') ORDER BY 1 LIMIT 1' --dbname=shop </dev/null >/tmp/found ;;
    clear) sh -c 'PGHOST=$1 PGUSER=$2 RIGHTS=$3 PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); export PGHOST PGUSER PGPASSWORD; shift 3; rights=$(psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@" --command="$RIGHTS") || exit; name=${1#--dbname=}; dropdb --force --maintenance-db=template1 "$name" && createdb --maintenance-db=template1 "$name" || exit; printf '\''%s\n'\'' "$rights" | psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"' sh db shop 'SELECT format('\''ALTER DATABASE %I OWNER TO %I;'\'', datname, pg_get_userbyid(datdba)) FROM pg_database WHERE datname = current_database() UNION ALL SELECT format('\''REVOKE ALL ON DATABASE %I FROM PUBLIC;'\'', datname) FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL UNION ALL SELECT format('\''GRANT %s ON DATABASE %I TO %s;'\'', r.privilege_type, datname, CASE r.grantee WHEN 0 THEN '\''PUBLIC'\'' ELSE quote_ident(pg_get_userbyid(r.grantee)) END) FROM pg_database, aclexplode(datacl) r WHERE datname = current_database()' --dbname=shop </dev/null ;;
    restore) sh -c 'PGHOST=$1 PGUSER=$2 PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); export PGHOST PGUSER PGPASSWORD; shift 2; exec psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --single-transaction "$@" >/dev/null' sh db shop --dbname=shop <out/copy ;;
    *) echo "$1 is nothing that a client can do" >&2; return 2 ;;
  esac
}

answer() {
  printf '%s %s\n' "$id" "$*" >out/answer.new && mv out/answer.new out/answer
  last=$id
}

until [ -d out ] && [ -w out ]; do sleep 1; done

last=$(cut -d ' ' -f 1 out/answer 2>/dev/null)
# what was not answered before this container stopped is done by halves: nobody does it again unasked
if [ -r request ] && read -r id verb <request && [ "$id" != "$last" ] && [ "$id" = "$(cat out/taken 2>/dev/null)" ]; then
  answer "failed the client was stopped while it worked"
fi

while :; do
  if [ -r request ] && read -r id verb <request && [ "$id" != "$last" ]; then
    # as long as this file is young, the client works
    while :; do echo "$id" >out/taken; sleep 5; done &
    beat=$!
    : >/tmp/found
    if work "$verb" 2>/tmp/messages; then
      answer "ok $(head -n 1 /tmp/found)"
    else
      rm -f out/copy.part
      answer "failed $(grep . /tmp/messages | tail -n 1)"
    fi
    kill "$beat"
    cat /tmp/messages >&2
  fi
  sleep 1
done
