# shellcheck shell=bash
# Sourced by the scripts of this folder.

started=${EPOCHREALTIME/./}
print_step() { # WHO TEXT, with the milliseconds since the start
  printf '[%s %6d ms] %s\n' "$1" $(((${EPOCHREALTIME/./} - started) / 1000)) "$2" >&2
}

# The Debian mirror that this machine's apt uses, or $MIRROR.
debian_mirror() {
  if [[ ${MIRROR:-} ]]; then
    echo "$MIRROR"
    return
  fi
  local codename found
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  # apt's own answer needs downloaded package lists; without them read the sources
  # shellcheck disable=SC2016 # apt's placeholders
  found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' "Codename: $codename" 2>/dev/null | head -n 1)
  if [[ -z $found ]]; then
    found=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null |
      sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p; s/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' | head -n 1)
  fi
  if [[ -z $found ]]; then
    echo 'apt is not configured with a Debian mirror; set MIRROR' >&2
    return 1
  fi
  echo "$found"
}

# Installs packages of this machine's own release, quietly; two runs may overlap.
apt_install() {
  apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null || true # one dead source of many is no reason to stop
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" >/dev/null
}
