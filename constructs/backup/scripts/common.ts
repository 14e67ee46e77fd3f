/**
 * The common parts of the script's commands: messages, the repository, and the clients of databases.
 *
 * @module
 */

/** How long nothing may be heard of a client before it counts as stopped, in seconds. */
const SILENCE = 120;

export const COMMON = `say() { printf '%s\\n' "$*"; }

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
      repository=$(printf '%s\\n' "$config" | sed -n 's/.*"id": *"\\([0-9a-f]*\\)".*/\\1/p')
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
  printf '%s\\n' "$repository" >"$state/repository"
}

# What a client wrote: a file, and nothing that leads elsewhere.
plain() { [ -f "$1" ] && [ ! -L "$1" ] && head -c 500 "$1"; }

# Lets the client of a database do something, and waits for its answer.
ask() {
  folder=/databases/$1
  id=$(cat /proc/sys/kernel/random/uuid)
  silence=0
  if ! { printf '%s %s\\n' "$id" "$2" >"$folder/request.new" && chmod 0644 "$folder/request.new" && mv "$folder/request.new" "$folder/request"; } 2>"$messages"; then
    reason="$1: $(why)"
    return 1
  fi
  while :; do
    answer=$(plain "$folder/out/answer")
    case $answer in
      "$id ok"*) answer=\${answer#"$id ok"}; answer=\${answer# }; rm -f "$folder/request"; return 0 ;;
      "$id failed"*) reason="$1: \${answer#"$id failed "}"; rm -f "$folder/request"; return 1 ;;
    esac
    silence=$((silence + 1))
    if [ "$(plain "$folder/out/taken")" = "$id" ] && [ $(($(date +%s) - $(stat -c %Y "$folder/out/taken"))) -lt 60 ]; then silence=0; fi
    [ "$silence" -lt ${SILENCE} ] || { reason="$1: the service $self-dump-$1 does not answer"; rm -f "$folder/request"; return 1; }
    sleep 1
  done
}

# The folders through which the clients are asked.
exchange() {
  for database in $databases; do
    mkdir -p "/databases/$database/out" && chmod 0755 "/databases/$database" && chmod 0777 "/databases/$database/out"
  done
}
`;
