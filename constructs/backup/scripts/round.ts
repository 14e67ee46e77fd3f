/**
 * A round: copies of the databases, a snapshot of them and of the volumes, and then old snapshots go.
 *
 * @module
 */

/** A file that vanishes while restic reads its volume is no failure: somebody has removed it. */
const VANISHED = 'no such file or directory';

export const ROUND = `# "new": the first round begins a repository. "own": a person goes on with what is here. "replace": with another repository.
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
      failures="\${failures:+$failures; }$reason"
    fi
  done
  for volume in $volumes; do set -- "$@" "/volumes/$volume"; done
  [ $# -gt 0 ] || { reason=$failures; return 1; }
  snapshot "$@" || failures="\${failures:+$failures; }$reason"
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
      unread=$(grep '^error:' "$messages" | grep -v '${VANISHED}' | head -n 1)
      [ -n "$unread" ] || return 0
      reason="some files are not in the backup: $unread"
      restic tag --quiet --set incomplete "$(sed -n 's/^snapshot \\([0-9a-f]*\\) saved$/\\1/p' /tmp/summary)"
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
    printf '%s\\n' "$reason" >"$state/failed"
  fi
  flock -u 9
  return "$status"
}
`;
