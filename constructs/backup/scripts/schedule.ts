/**
 * When rounds take place, and whether they did.
 *
 * @module
 */

export const SCHEDULE = `# Seconds since a time of the day was last reached, by the clock of the time zone.
since_time() {
  set -- $(date '+%H %M %S')
  echo $(((\${1#0} * 3600 + \${2#0} * 60 + \${3#0} - at + 86400) % 86400))
}

# When the next round begins.
next() {
  now=$(date +%s)
  last=$(cat "$state/done" 2>/dev/null || echo 0)
  # a clock that was wrong
  [ "$last" -le "$now" ] || last=0
  if [ -z "$at" ]; then
    echo $((last + every))
    return
  fi
  reached=$((now - $(since_time)))
  if [ "$last" -lt "$reached" ]; then echo "$now"; else echo $((reached + 86400)); fi
}

run() {
  trap stop TERM INT
  pause=10
  retry_at=0
  date +%s >/tmp/started
  while :; do
    begins=$(next)
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
    age=$((now - $(cat "$state/done")))
    what='The last backup is'
  elif [ -s "$state/repository" ]; then
    age=$((now - $(stat -c %Y "$state/repository")))
    what='There is no backup yet, and the repository is'
  else
    say 'No repository is open yet.'
    return 1
  fi
  up=$((now - $(cat /tmp/started)))
  if [ "$age" -gt "$limit" ] && [ "$up" -gt "$grace" ]; then
    say "$what $age seconds old, more than $limit."
    return 1
  fi
  say "$what $age seconds old."
}
`;
