/**
 * The script that waits for the times of a schedule, and runs a command then.
 *
 * @module
 */
import { clockScript } from './clock';
import type { Schedule } from './schedule';

/** Where the script lies in its container, so that `docker compose exec tidy on-schedule now` finds it. */
export const SCRIPT = '/usr/local/bin/on-schedule';

/** Where the state of the runs lies, in memory. */
export const STATE = '/run/schedule';

/** How late a run may begin before it counts as missed, in seconds: longer than the longest sleep. */
const LATE = 120;

/** The settings of one schedule. */
export interface ScheduleSettings {
  /** The schedule as its author wrote it. */
  readonly text: string;
  readonly schedule: Schedule;
  readonly timeZone: string;
  /** How often a run that failed is tried again. */
  readonly retries: number;
  /** The signal that asks a run to end, such as `TERM`. */
  readonly signal: string;
}

/** @returns a script for any POSIX shell, whose arguments are a verb and the command */
export function scheduleScript({ text, schedule, timeZone, retries, signal }: ScheduleSettings): string {
  const isEvery = schedule.kind === 'every';
  return `#!/bin/sh
# Runs a command when its time has come: ${text}${isEvery ? '' : `, in ${timeZone}`}.
# In its container: on-schedule now | next
set -u

state=${STATE}
retries=${retries}

${clockScript(schedule, timeZone)}
${RUN.replaceAll('@SIGNAL@', signal)}
${isEvery ? EVERY : TIMES}
${VERBS.replaceAll('@LATE@', String(LATE))}`;
}

const RUN = `say() { printf '%s\\n' "$*"; }

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
  attend @SIGNAL@ "$@"
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
`;

/** The first run of an interval begins at once; a run that takes longer delays the next one. */
const EVERY = `first() { echo "$1"; }
following() { next "$begun"; }
overdue() { false; }
`;

/** A time that passes during a run is left out. */
const TIMES = `first() { next "$1"; }
following() {
  left=$(next "$1")
  now=$(date +%s)
  [ "$left" -gt "$now" ] || say "The run took so long that the one of $(shown "$left") is left out." >&2
  next "$now"
}
# Whether a run goes on beyond the time of the next one.
overdue() { [ "$(next "$1")" -le "$2" ]; }
`;

const VERBS = `# Sleeps until the moment in $due.
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
  elif [ $((now - due)) -gt @LATE@ ]; then
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
      *"'"*) printf "%s'\\\\''" "\${rest%%"'"*}"; rest=\${rest#*"'"} ;;
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
`;
