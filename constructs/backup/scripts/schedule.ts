/**
 * When rounds take place, and whether they did.
 *
 * @module
 */

/** An hour: most that a round may take after a pause of the host before it counts as missing. */
const GRACE = 3600;

/** Needs the functions of a clock. */
export const SCHEDULE = `# When the next round begins: a time that was missed is made up for.
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
  grace=$((limit < ${GRACE} ? limit : ${GRACE}))
  up=$((now - $(cat /tmp/started)))
  if [ "$age" -gt "$limit" ] && [ "$up" -gt "$grace" ]; then
    say "$what $age seconds old, more than $limit."
    return 1
  fi
  say "$what $age seconds old."
}
`;
