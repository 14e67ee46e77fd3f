/**
 * The way back: a snapshot into empty volumes and databases.
 *
 * @module
 */

export const RESTORE = `usage() {
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
  snapshot=$(printf %s "$found" | sed -n 's/.*"id":"\\([0-9a-f]*\\)","short_id".*/\\1/p')
  owner=$(printf %s "$found" | sed -n 's/.*"hostname":"\\([^"]*\\)".*/\\1/p')
  time=$(printf %s "$found" | sed -n 's/^\\[{"time":"\\([^".]*\\).*/\\1/p')
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
      --only=*) only="$only \${1#--only=} " ;;
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
      databases/*) restore_database "\${one#databases/}" ;;
      volumes/*) restore_volume "\${one#volumes/}" ;;
    esac || return 1
  done
  # from here on this stack may back up what it has
  [ "$from" != "$stack" ] || { printf '%s\\n' "$repository" >"$state/repository" && rm -f "$state/failed"; }
  say "Restored: \${todo# }"
}
`;
