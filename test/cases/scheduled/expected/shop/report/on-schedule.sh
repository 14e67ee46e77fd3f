#!/bin/sh
# Runs a command when its time has come: 30 6 1-7 * mon, in Europe/Berlin.
# In its container: on-schedule now | next
set -u

state=/run/schedule
retries=0

zone='Europe/Berlin'
[ -e "/usr/share/zoneinfo/$zone" ] || zone='CET-1CEST,M3.5.0,M10.5.0/3'

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
  case ' 1 2 3 4 5 6 7 ' in *" $number "*) ;; *) case ' 1 ' in *" $weekday "*) ;; *) return 1 ;; esac ;; esac
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
      for hour in 6; do
        for minute in 30; do
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

say() { printf '%s\n' "$*"; }

# A signal ends a sleep at once, and asks a run to end.
child=
stopped=
stop() {
  stopped=yes
  [ -z "$child" ] || kill -s "$ask" "$child" 2>/dev/null
}

# Runs a program in the background, where a signal does not wait for its end.
attend() {
  ask=$1
  shift
  "$@" &
  child=$!
  [ -z "$stopped" ] || kill -s "$ask" "$child" 2>/dev/null
  while :; do
    seen=$stopped
    wait "$child"
    status=$?
    [ "$seen" != "$stopped" ] || break
  done
  child=
  return "$status"
}

# One run at a time, in this container. A process that was killed holds nothing.
claim() {
  until mkdir "$state/running" 2>/dev/null; do
    holder=$(cat "$state/running/process" 2>/dev/null) || return 1
    if kill -0 "$holder" 2>/dev/null; then return 1; fi
    rm -rf "$state/running"
  done
  echo "$$" >"$state/running/process"
}

# One run, and its outcome where the health check finds it.
perform() {
  claim || { say 'Another run is going on: this one does not begin.' >&2; return 75; }
  begun=$(date +%s)
  attend TERM "$@"
  status=$?
  took=$(($(date +%s) - begun))
  if [ "$status" = 0 ]; then
    rm -f "$state/failed"
    say "The run of $(shown "$begun") ended well after $took s."
  elif [ -n "$stopped" ]; then
    say "The run of $(shown "$begun") was stopped, and ended with status $status after $took s." >&2
  else
    say "The run of $(shown "$begun") failed with status $status after $took s." >"$state/failed"
    cat "$state/failed" >&2
  fi
  rm -rf "$state/running"
  return "$status"
}

first() { next "$1"; }
following() {
  left=$(next "$1")
  now=$(date +%s)
  [ "$left" -gt "$now" ] || say "The run took so long that the one of $(shown "$left") is left out." >&2
  next "$now"
}
# Whether a run goes on beyond the time of the next one.
overdue() { [ "$(next "$1")" -le "$2" ]; }

# Sleeps until the moment in $due.
rest() {
  now=$(date +%s)
  while [ -z "$stopped" ] && [ "$due" -gt "$now" ]; do
    pause=$((due - now))
    # a host that was asleep, or a clock that was set, is noticed within a minute
    [ "$pause" -le 60 ] || pause=60
    attend TERM sleep "$pause"
    before=$now
    now=$(date +%s)
    if [ "$now" -lt "$before" ]; then announce "$(first "$now")"; fi
  done
}

announce() {
  due=$1
  echo "$due" >"$state/due"
  [ "$due" -le "$(date +%s)" ] || say "The next run is at $(shown "$due")."
}

run() {
  trap stop TERM INT QUIT HUP USR1 USR2
  announce "$(first "$(date +%s)")"
  while :; do
    rest
    [ -z "$stopped" ] || exit 0
    tries=0
    pause=1
    begun=$(date +%s)
    until perform "$@"; do
      status=$?
      [ -z "$stopped" ] || exit "$status"
      [ "$tries" -lt "$retries" ] || break
      tries=$((tries + 1))
      say "Try $tries of $retries begins in $pause s." >&2
      attend TERM sleep "$pause"
      [ -z "$stopped" ] || exit "$status"
      # longer and longer, up to five minutes
      pause=$((pause < 150 ? pause * 2 : 300))
    done
    [ -z "$stopped" ] || exit 0
    announce "$(following "$due")"
  done
}

healthy() {
  due=$(cat "$state/due" 2>/dev/null) || { say 'It begins.'; return 0; }
  now=$(date +%s)
  if [ -d "$state/running" ]; then
    if overdue "$due" "$now"; then
      say "The run of $(shown "$due") still goes on, and misses $(shown "$(next "$due")")."
      return 1
    fi
  elif [ $((now - due)) -gt 120 ]; then
    say "The run of $(shown "$due") is missing."
    return 1
  fi
  if [ -s "$state/failed" ]; then cat "$state/failed"; return 1; fi
  say "The next run is at $(shown "$due")."
}

# A word that this shell reads back as it is.
quote() {
  rest=$1
  printf "'"
  while :; do
    case $rest in
      *"'"*) printf "%s'\\''" "${rest%%"'"*}"; rest=${rest#*"'"} ;;
      *) printf "%s' " "$rest"; return ;;
    esac
  done
}

verb=$1
shift
case $verb in
  run)
    for word in "$@"; do quote "$word"; done >"$state/command"
    run "$@"
    ;;
  healthy) healthy ;;
  next) shown "$(cat "$state/due")" ;;
  now)
    trap stop TERM INT QUIT HUP
    eval "perform $(cat "$state/command")"
    ;;
  *) say "$verb is no command of this script: write now or next" >&2; exit 2 ;;
esac
