#!/usr/bin/env bash
# Installs and starts a Docker engine with compose and buildx on a Debian machine
# that has none, from Debian packages, without systemd. A second run with a healthy
# engine changes nothing and returns in well under a second.
#
#   install-engine.sh                    install what is missing, start, wait
#   install-engine.sh --status           print versions; exit code 1 if not usable
#   install-engine.sh --stop             stop the daemon that this script started
#   eval "$(install-engine.sh --env)"    DOCKER_HOST, PATH and DOCKER_CONFIG
#
# The packages come from a newer suite, since compose and buildx are not in
# bookworm, and are extracted below $PREFIX: the machine's own packages stay as
# they are. runc and iptables are the machine's own, installed if missing.
#
#   SUITES="forky trixie"    suites to take the engine from, the first that works
#   PREFIX=/opt/docker-engine
#   STATE=/run/docker-engine     pid file, log, configuration
#   DATA=/var/lib/docker         images, containers, volumes
#   SOCK=/var/run/docker.sock
#   LINK=1                       also link docker and its plugins into /usr/local
#   MIRROR=                      Debian mirror (default: the one this machine uses)
#   REGISTRY_MIRRORS=            e.g. '"http://127.0.0.1:5000"', asked before docker.io
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"
SUITES=${SUITES:-forky trixie}
PREFIX=${PREFIX:-/opt/docker-engine}
STATE=${STATE:-/run/docker-engine}
DATA=${DATA:-/var/lib/docker}
SOCK=${SOCK:-/var/run/docker.sock}
LINK=${LINK:-1}
OLDEST_ENGINE=25 # health check start_interval: https://docs.docker.com/engine/release-notes/25.0/
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
PACKAGES=(docker.io docker-cli docker-compose docker-buildx containerd)
PIDFILE=$STATE/dockerd.pid
LOG=$STATE/dockerd.log

system_path=$PATH
export DOCKER_HOST=unix://$SOCK
export PATH=$PREFIX/usr/sbin:$PREFIX/usr/bin:$PATH
# the first place where the CLI looks for plugins: an older one elsewhere loses
export DOCKER_CONFIG=$PREFIX/config

say() { print_step engine "$*"; }
server_version() { docker version --format '{{.Server.Version}}' 2>/dev/null; }
usable() { server_version >/dev/null && docker compose version --short >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1; }

# The pid in $PIDFILE, if it is a dockerd: after a crash the number may belong to
# another program.
daemon_pid() {
  local pid program
  [[ -s $PIDFILE ]] || return 1
  pid=$(<"$PIDFILE")
  program=$(readlink "/proc/$pid/exe" 2>/dev/null) || return 1
  [[ ${program% (deleted)} == */dockerd ]] && echo "$pid"
}

stop() {
  local pid
  pid=$(daemon_pid) || { echo 'no daemon of this script is running' >&2; return 0; }
  kill "$pid"
  for _ in $(seq 300); do
    daemon_pid >/dev/null || return 0
    sleep .1
  done
  echo "dockerd $pid did not stop within 30 s" >&2
  return 1
}

status() {
  usable || { echo "no usable engine at $SOCK" >&2; return 1; }
  docker version --format 'client {{.Client.Version}}, server {{.Server.Version}}, API {{.Server.APIVersion}}'
  docker compose version
  docker buildx version
}

# apt-get with its own lists and sources: the machine's may name a source that
# cannot be reached.
apt_of() { # SUITE ARGUMENTS...
  local suite=$1 folder=$STATE/apt-$1 mirror
  shift
  mirror=$(debian_mirror)
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  echo "deb [signed-by=$KEYRING] $mirror $suite main" >"$folder/sources.list"
  apt-get -q -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$folder/lists" -o Dir::Cache::archives="$folder/archives" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o Acquire::Check-Valid-Until=false -o DPkg::Lock::Timeout=300 "$@"
}

install_host_packages() {
  local missing=() release
  command -v runc >/dev/null || missing+=(runc)
  command -v iptables >/dev/null || missing+=(iptables)
  [[ -e /sys/fs/cgroup/cgroup.controllers || -d /sys/fs/cgroup/memory ]] || missing+=(cgroupfs-mount)
  ((${#missing[@]})) || return 0
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  apt_of "$release" update >/dev/null
  DEBIAN_FRONTEND=noninteractive apt_of "$release" install -y --no-install-recommends "${missing[@]}" >/dev/null
  say "installed ${missing[*]} from $release"
  if [[ " ${missing[*]} " == *' cgroupfs-mount '* ]]; then cgroupfs-mount; fi
}

# download SUITE FOLDER: the packages of the engine; docker-init is in tini-static
# or tini, by suite.
download() {
  local suite=$1 folder=$2
  apt_of "$suite" update >/dev/null &&
    (cd "$folder" &&
      apt_of "$suite" download "${PACKAGES[@]}" >/dev/null &&
      { apt_of "$suite" download tini-static >/dev/null 2>&1 || apt_of "$suite" download tini >/dev/null; })
}

install_engine() {
  [[ ! -x $PREFIX/usr/sbin/dockerd || ! -x $PREFIX/usr/libexec/docker/cli-plugins/docker-compose ]] || return 0
  local suite work deb next=$PREFIX.new
  work=$(mktemp -d "$STATE/packages-XXXXXX")
  for suite in $SUITES; do
    rm -rf "$next" "$work"/*.deb
    mkdir -p "$next/config/cli-plugins"
    if ! download "$suite" "$work"; then
      say "$suite does not have all of ${PACKAGES[*]}"
      continue
    fi
    for deb in "$work"/*.deb; do dpkg-deb -x "$deb" "$next"; done
    # built for a newer C library, they may not run here
    if "$next/usr/sbin/dockerd" --version >/dev/null && "$next/usr/bin/docker" --version >/dev/null; then break; fi
    say "the packages of $suite do not run on this machine"
    rm -rf "$next"
  done
  rm -rf "$work"
  [[ -d $next/usr ]] || { echo "none of the suites '$SUITES' has an engine for this machine" >&2; exit 1; }
  ln -s "$PREFIX"/usr/libexec/docker/cli-plugins/docker-{compose,buildx} "$next/config/cli-plugins/"
  rm -rf "$PREFIX"
  mv "$next" "$PREFIX"
  say "extracted ${PACKAGES[*]} of $suite to $PREFIX"
}

link_commands() { # never over a file of somebody else
  [[ $LINK == 1 ]] || return 0
  local plugins=/usr/local/lib/docker/cli-plugins plugin
  mkdir -p "$plugins" /usr/local/bin
  for plugin in docker-compose docker-buildx; do
    [[ -e $plugins/$plugin && ! -L $plugins/$plugin ]] || ln -sfn "$PREFIX/usr/libexec/docker/cli-plugins/$plugin" "$plugins/$plugin"
  done
  PATH=$system_path command -v docker >/dev/null || ln -sfn "$PREFIX/usr/bin/docker" /usr/local/bin/docker
}

# Root without CAP_SYS_RESOURCE (bit 24), as in some sandboxes, cannot raise limits:
# there runc-clamp lowers what a container asks for, where runc would fail.
needs_clamp() { (((0x$(awk '/^CapEff/ { print $2 }' /proc/self/status) >> 24 & 1) == 0)); }

start_daemon() {
  local runtime=''
  if needs_clamp; then
    install -m 0755 "$here/runc-clamp" "$PREFIX/usr/bin/runc-clamp"
    runtime="\"default-runtime\": \"clamp\", \"runtimes\": { \"clamp\": { \"path\": \"$PREFIX/usr/bin/runc-clamp\" } },"
  fi
  # 256 networks: the default pools run dry after about 30
  cat >"$STATE/daemon.json" <<JSON
{
  $runtime
  "storage-driver": "overlay2",
  "log-driver": "json-file",
  "log-opts": { "max-size": "10m", "max-file": "2" },
  "registry-mirrors": [${REGISTRY_MIRRORS:-}],
  "default-address-pools": [{ "base": "10.210.0.0/16", "size": 24 }]
}
JSON
  echo 1 >/proc/sys/net/ipv4/ip_forward || true
  rm -f "$PIDFILE"
  # its own session, and without the descriptor of our lock: it outlives this script
  setsid nohup "$PREFIX/usr/sbin/dockerd" --host "$DOCKER_HOST" --data-root "$DATA" --exec-root "$STATE/exec" \
    --pidfile "$PIDFILE" --config-file "$STATE/daemon.json" >>"$LOG" 2>&1 </dev/null 9>&- &
  say 'started dockerd'
}

case ${1:-} in
  --stop) stop; exit ;;
  --status) status; exit ;;
  --env)
    # shellcheck disable=SC2016 # for the shell that evaluates it
    printf 'export DOCKER_HOST=%q PATH=%q:"$PATH" DOCKER_CONFIG=%q\n' "$DOCKER_HOST" "$PREFIX/usr/bin" "$DOCKER_CONFIG"
    exit
    ;;
  '') ;;
  *) echo "usage: $0 [--stop | --status | --env]" >&2; exit 2 ;;
esac

[[ $(id -u) == 0 ]] || { echo 'installing an engine needs root' >&2; exit 1; }
mkdir -p "$STATE"
exec 9>"$STATE/lock"
flock -w 300 9 # two test runs may start at once
if version=$(server_version) && ((${version%%.*} < OLDEST_ENGINE)); then
  echo "the engine at $SOCK is $version, older than $OLDEST_ENGINE: update it, or set SOCK, DATA and STATE for a second one" >&2
  exit 1
fi
if usable; then
  say "already up: $(server_version) at $SOCK"
  exit 0
fi
install_host_packages
install_engine
link_commands
if ! server_version >/dev/null; then
  if daemon_pid >/dev/null; then say 'dockerd is starting already'; else start_daemon; fi
  for _ in $(seq 300); do
    server_version >/dev/null && break
    sleep .1
  done
fi
usable || { echo "the engine did not come up; the end of $LOG:" >&2; tail -n 30 "$LOG" >&2; exit 1; }
say "up: engine $(server_version), compose $(docker compose version --short), $(docker buildx version | awk '{ print $1, $2 }')"
