#!/bin/sh
# Backs up with restic: copies of databases, which their clients make when they are asked, and volumes as they are.
# In its container: backup now | list | check | restic ARGUMENTS
set -u
umask 077

stack=shop
self=backup
target=/srv/backups
databases='db'
volumes=''
keep='--keep-daily 7 --keep-weekly 4 --keep-monthly 6'
state=/state
messages=/tmp/messages.$$

excluded() { printf ''; }

say() { printf '%s\n' "$*"; }

# Runs a program, with its messages in a file as well. In the background, so that a signal does not wait for its end.
tried() {
  "$@" 2>"$messages" &
  wait "$!"
  status=$?
  cat "$messages" >&2
  return "$status"
}

# What the last program said about its failure, in a line.
why() {
  sed -n 's/^Fatal: //p' "$messages" | head -n 1 | grep . || grep . "$messages" | tail -n 1 | grep . || echo 'it said nothing'
}

# Lets restic end by itself, so that it takes its lock along.
stop() {
  trap '' TERM INT
  kill -TERM 0
  wait
  exit 143
}

# One at a time, in whatever container.
alone() {
  exec 9>"$state/lock"
  flock -n 9 || { say 'Another round or restore is running: this one waits for its end.'; flock 9; }
}

# Opens the repository. "new" makes it where there is none, unless one was there before: an empty folder may be a disk
# that is not mounted.
open() {
  config=$(restic cat config --no-lock 2>"$messages")
  case $? in
    0)
      repository=$(printf '%s\n' "$config" | sed -n 's/.*"id": *"\([0-9a-f]*\)".*/\1/p')
      [ "$1" = replace ] || [ ! -s "$state/repository" ] || [ "$repository" = "$(cat "$state/repository")" ] || {
        reason="another repository is at $target than before. If it shall be this one: $self-now --new-repository"
        return 1
      }
      ;;
    10)
      [ "$1" != old ] || { reason="there is no repository at $target"; return 1; }
      [ "$1" = replace ] || [ ! -s "$state/repository" ] || {
        reason="the repository at $target is gone. Is a disk not mounted? To begin a new one: $self-now --new-repository"
        return 1
      }
      tried restic init || { reason="cannot make a repository at $target: $(why)"; return 1; }
      rm -f "$state/repository"
      open new
      ;;
    12) reason="the password is not that of the repository at $target"; return 1 ;;
    *) reason="cannot open the repository at $target: $(why)"; return 1 ;;
  esac
}

# A repository with backups of this stack, and a stack that knows nothing of it: made anew, and not restored yet. Its
# backup would become the latest one, with nothing in it.
claim() {
  [ ! -s "$state/repository" ] || [ "$1" = replace ] || return 0
  if [ "$1" = new ] && [ "$(restic snapshots --json --no-lock --host "$stack" latest 2>/dev/null)" != '[]' ]; then
    reason="the repository at $target has backups of $stack, and this stack is new here. Run $self-restore; or $self-now, to go on with what is here"
    return 1
  fi
  printf '%s\n' "$repository" >"$state/repository"
}

# What a client wrote: a file, and nothing that leads elsewhere.
plain() { [ -f "$1" ] && [ ! -L "$1" ] && head -c 500 "$1"; }

# Lets the client of a database do something, and waits for its answer.
ask() {
  folder=/databases/$1
  id=$(cat /proc/sys/kernel/random/uuid)
  silence=0
  if ! { printf '%s %s\n' "$id" "$2" >"$folder/request.new" && chmod 0644 "$folder/request.new" && mv "$folder/request.new" "$folder/request"; } 2>"$messages"; then
    reason="$1: $(why)"
    return 1
  fi
  while :; do
    answer=$(plain "$folder/out/answer")
    case $answer in
      "$id ok"*) answer=${answer#"$id ok"}; answer=${answer# }; rm -f "$folder/request"; return 0 ;;
      "$id failed"*) reason="$1: ${answer#"$id failed "}"; rm -f "$folder/request"; return 1 ;;
    esac
    silence=$((silence + 1))
    if [ "$(plain "$folder/out/taken")" = "$id" ] && [ $(($(date +%s) - $(stat -c %Y "$folder/out/taken"))) -lt 60 ]; then silence=0; fi
    [ "$silence" -lt 120 ] || { reason="$1: the service $self-dump-$1 does not answer"; rm -f "$folder/request"; return 1; }
    sleep 1
  done
}

# The folders through which the clients are asked.
exchange() {
  for database in $databases; do
    mkdir -p "/databases/$database/out" && chmod 0755 "/databases/$database" && chmod 0777 "/databases/$database/out"
  done
}

# "new": the first round begins a repository. "own": a person goes on with what is here. "replace": with another repository.
round() {
  open "$1" && claim "$1" && exchange || return 1
  say "Backs up $stack to $target."
  restic unlock --quiet 2>/dev/null
  failures=
  set --
  for database in $databases; do
    if ask "$database" dump; then
      set -- "$@" "/databases/$database/out/copy"
    else
      say "Cannot copy $reason"
      failures="${failures:+$failures; }$reason"
    fi
  done
  for volume in $volumes; do set -- "$@" "/volumes/$volume"; done
  [ $# -gt 0 ] || { reason=$failures; return 1; }
  snapshot "$@" || failures="${failures:+$failures; }$reason"
  for database in $databases; do rm -f "/databases/$database/out/copy"; done
  [ -z "$failures" ] || { reason=$failures; return 1; }
  tidy || return 1
  date +%s >"$state/done.new" && mv "$state/done.new" "$state/done" && rm -f "$state/failed"
  say "The backup of $stack is complete."
}

# A snapshot that lacks something has another tag, so that nobody restores it by mistake, and none that lacks nothing goes
# because of it.
snapshot() {
  tag=complete
  [ -z "$failures" ] || tag=incomplete
  excluded >/tmp/excluded
  tried restic backup --host "$stack" --tag "$tag" --exclude-file /tmp/excluded --retry-lock 5m "$@" >/tmp/summary
  status=$?
  cat /tmp/summary
  case $status in
    0) return 0 ;;
    3)
      unread=$(grep '^error:' "$messages" | grep -v 'no such file or directory' | head -n 1)
      [ -n "$unread" ] || return 0
      reason="some files are not in the backup: $unread"
      restic tag --quiet --set incomplete "$(sed -n 's/^snapshot \([0-9a-f]*\) saved$/\1/p' /tmp/summary)"
      return 1
      ;;
    *) reason="restic cannot write to $target: $(why)"; return 1 ;;
  esac
}

tidy() {
  [ -n "$keep" ] || return 0
  # shellcheck disable=SC2086 # several words
  tried restic forget --quiet --host "$stack" --group-by host,tags $keep --prune --retry-lock 5m || {
    reason="the backup is there, and old ones could not be removed: $(why)"
    return 1
  }
}

# One round, and its failure where the health check finds it.
recorded() {
  alone
  round "$1"
  status=$?
  if [ "$status" != 0 ]; then
    say "The backup of $stack failed: $reason" >&2
    printf '%s\n' "$reason" >"$state/failed"
  fi
  flock -u 9
  return "$status"
}

zone='UTC'
[ -e "/usr/share/zoneinfo/$zone" ] || zone='UTC0'

shown() { TZ=$zone date -d "@$1" '+%Y-%m-%d %H:%M:%S %z'; }

# How many seconds the clock is ahead of UTC at a moment.
ahead() {
  set -- "$(TZ=$zone date -d "@$1" +%z)"
  set -- "${1%????}" "${1#?}"
  set -- "$1" "${2%??}" "${2#??}"
  ahead=$((${1}1 * (${2#0} * 3600 + ${3#0} * 60)))
}

# Whether a day since 1970 is one of the schedule.
fits() {
  weekday=$((($1 + 4) % 7))
  rest=$((($1 + 719468) % 146097))
  year=$(((rest - rest / 1460 + rest / 36524 - rest / 146096) / 365))
  rest=$((rest - 365 * year - year / 4 + year / 100))
  month=$(((5 * rest + 2) / 153))
  number=$((rest - (153 * month + 2) / 5 + 1))
  month=$((month < 10 ? month + 3 : month - 9))
  case ' 1 2 3 4 5 6 7 8 9 10 11 12 ' in *" $month "*) ;; *) return 1 ;; esac
  case ' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 ' in *" $number "*) ;; *) return 1 ;; esac
  case ' 0 1 2 3 4 5 6 ' in *" $weekday "*) ;; *) return 1 ;; esac
}

next() (
  ahead "$1"
  day=$((($1 + ahead) / 86400))
  last=$((day + 3000))
  while [ "$day" -le "$last" ]; do
    if fits "$day"; then
      # all of this day, wherever on earth
      low=$((day * 86400 - 54000))
      change=$((day * 86400 + 133200))
      ahead "$low"
      early=$ahead
      ahead "$change"
      late=$ahead
      while [ "$early" != "$late" ] && [ $((change - low)) -gt 1 ]; do
        middle=$(((low + change) / 2))
        ahead "$middle"
        if [ "$ahead" = "$early" ]; then low=$middle; else change=$middle; fi
      done
      first=
      for hour in 3; do
        for minute in 0; do
          clock=$((day * 86400 + hour * 3600 + minute * 60))
          for moment in $((clock - early)); do
            [ "$moment" -lt "$change" ] || [ $((clock - late)) -lt "$change" ] || moment=$((clock - late))
            if [ "$moment" -gt "$1" ] && { [ -z "$first" ] || [ "$moment" -lt "$first" ]; }; then first=$moment; fi
          done
        done
        # on the day of a change a later time of the clock may come first
        [ -z "$first" ] || [ "$early" != "$late" ] || break
      done
      if [ -n "$first" ]; then echo "$first"; return; fi
    fi
    day=$((day + 1))
  done
)

# When the next round begins: a time that was missed is made up for.
upcoming() {
  now=$(date +%s)
  last=$(cat "$state/done" 2>/dev/null || echo 0)
  # none yet, or a clock that was wrong
  if [ "$last" = 0 ] || [ "$last" -gt "$now" ]; then echo "$now"; else next "$last"; fi
}

# The time between two rounds after a moment.
interval() {
  set -- "$(next "$1")"
  echo $(($(next "$1") - $1))
}

run() {
  trap stop TERM INT
  pause=10
  retry_at=0
  date +%s >/tmp/started
  while :; do
    begins=$(upcoming)
    [ "$begins" -ge "$retry_at" ] || begins=$retry_at
    rest=$((begins - $(date +%s)))
    if [ "$rest" -gt 0 ]; then
      [ "$rest" -le 30 ] || rest=30
      sleep "$rest" &
      wait "$!"
    elif recorded new; then
      pause=10
      retry_at=0
    else
      # longer and longer, up to a quarter of an hour, and never longer than to the next round
      every=$(interval "$(date +%s)")
      [ "$pause" -ge 900 ] || pause=$((pause * 2))
      [ "$pause" -le "$every" ] || pause=$every
      retry_at=$(($(date +%s) + pause))
      say "The next try is in $pause seconds."
    fi
  done
}

# Healthy: the last round ended well, and not too long ago. After a pause of the host there is an hour for a round.
healthy() {
  if [ -s "$state/failed" ]; then
    printf 'The last round failed: '
    cat "$state/failed"
    return 1
  fi
  now=$(date +%s)
  if [ -s "$state/done" ]; then
    since=$(cat "$state/done")
    what='The last backup is'
  elif [ -s "$state/repository" ]; then
    since=$(stat -c %Y "$state/repository")
    what='There is no backup yet, and the repository is'
  else
    say 'No repository is open yet.'
    return 1
  fi
  age=$((now - since))
  limit=$(($(next "$since") - since + $(interval "$since") / 2))
  grace=$((limit < 3600 ? limit : 3600))
  up=$((now - $(cat /tmp/started)))
  if [ "$age" -gt "$limit" ] && [ "$up" -gt "$grace" ]; then
    say "$what $age seconds old, more than $limit."
    return 1
  fi
  say "$what $age seconds old."
}

usage() {
  say "usage: $self-$verb [SNAPSHOT] [--only NAME]... [--replace]"
  say "  SNAPSHOT   an id that $self-list prints; the latest complete one by default"
  say "  --only     one of: $databases $volumes"
  say '  --replace  also where something is already, which is lost then'
}

# Whether something is wanted; everything is, unless a person names some.
wanted() {
  case "$only" in
    '') return 0 ;;
    *" $1 "*) return 0 ;;
    *) return 1 ;;
  esac
}

in_snapshot() { restic ls --no-lock "$snapshot" "$1" 2>/dev/null | grep -Fqx "$1"; }

# The snapshot that was asked for, by its id.
find_snapshot() {
  if [ "$snapshot" = latest ]; then
    found=$(restic snapshots --json --no-lock --host "$from" --tag complete latest 2>"$messages")
  else
    found=$(restic snapshots --json --no-lock "$snapshot" 2>"$messages")
  fi || { reason="no snapshot $snapshot: $(why)"; return 1; }
  asked=$snapshot
  snapshot=$(printf %s "$found" | sed -n 's/.*"id":"\([0-9a-f]*\)","short_id".*/\1/p')
  owner=$(printf %s "$found" | sed -n 's/.*"hostname":"\([^"]*\)".*/\1/p')
  time=$(printf %s "$found" | sed -n 's/^\[{"time":"\([^".]*\).*/\1/p')
  if [ -z "$snapshot" ]; then
    if [ "$asked" = latest ]; then reason="there is no complete backup of $from at $target"; else reason="there is no snapshot $asked at $target"; fi
    return 1
  fi
  [ "$owner" = "$from" ] || { reason="this snapshot is of the stack $owner, not of $from"; return 1; }
}

# What is wanted and there, in $todo; nothing is changed before all of it is known to be empty.
plan() {
  todo=
  full=
  for name in $databases; do
    wanted "$name" || continue
    if ! in_snapshot "/databases/$name/out/copy"; then say "$name is not in this backup, and stays as it is."; continue; fi
    todo="$todo databases/$name"
    [ -z "$replace" ] || continue
    ask "$name" look || return 1
    [ -z "$answer" ] || full="$full $name (has $answer)"
  done
  for name in $volumes; do
    wanted "$name" || continue
    if ! in_snapshot "/volumes/$name"; then say "$name is not in this backup, and stays as it is."; continue; fi
    todo="$todo volumes/$name"
    [ -z "$replace" ] || continue
    first=$(ls -A "/volumes/$name" | head -n 1)
    [ -z "$first" ] || full="$full $name (has $first)"
  done
  [ -z "$full" ] || { reason="not empty:$full. Nothing was changed. With --replace their content is lost"; return 1; }
  [ -n "$todo" ] || { reason='nothing of this backup was asked for'; return 1; }
}

restore_database() {
  say "Restores the database $1."
  tried restic restore --quiet "$snapshot" --target / --include "/databases/$1/out/copy" || { reason="$1: $(why)"; return 1; }
  [ -z "$replace" ] || ask "$1" clear || return 1
  ask "$1" restore || return 1
  rm -f "/databases/$1/out/copy"
}

restore_volume() {
  say "Restores the volume $1."
  tried restic restore --quiet "$snapshot" --target / --include "/volumes/$1" --delete --exclude-xattr security.selinux || { reason="$1: $(why)"; return 1; }
}

restore() {
  snapshot=latest
  replace=
  only=
  while [ $# -gt 0 ]; do
    case $1 in
      --replace) replace=yes ;;
      --only=*) only="$only ${1#--only=} " ;;
      --only) [ $# -gt 1 ] || { usage >&2; return 2; }; only="$only $2 "; shift ;;
      -h | --help) usage; return ;;
      -* | '') usage >&2; return 2 ;;
      *) snapshot=$1 ;;
    esac
    shift
  done
  for name in $only; do
    case " $databases $volumes " in *" $name "*) ;; *) reason="there is no $name here, only: $databases $volumes"; return 1 ;; esac
  done
  alone
  open old && exchange && find_snapshot || return 1
  say "Restores $from as it was at $time UTC (snapshot $(printf %.8s "$snapshot"))."
  plan || return 1
  for one in $todo; do
    case $one in
      databases/*) restore_database "${one#databases/}" ;;
      volumes/*) restore_volume "${one#volumes/}" ;;
    esac || return 1
  done
  # from here on this stack may back up what it has
  [ "$from" != "$stack" ] || { printf '%s\n' "$repository" >"$state/repository" && rm -f "$state/failed"; }
  say "Restored: ${todo# }"
}


verb=${1:-run}
[ $# = 0 ] || shift
case $verb in
  run) run ;;
  healthy) healthy ;;
  now)
    trap stop TERM INT
    case ${1:-} in
      '') recorded own ;;
      --new-repository) recorded replace ;;
      *) say "usage: $self-now [--new-repository]" >&2; exit 2 ;;
    esac
    ;;
  list) exec restic snapshots --no-lock --group-by host "$@" ;;
  check)
    alone
    exec restic check --retry-lock 5m "$@"
    ;;
  restic) exec restic "$@" ;;
  restore | clone)
    trap stop TERM INT
    from=$stack
    restore "$@"
    status=$?
    [ "$status" != 1 ] || say "Not restored: $reason." >&2
    exit "$status"
    ;;
  *) say "$verb is no command of this script" >&2; exit 2 ;;
esac
