#!/bin/bash
# The contract of the official entrypoint: no root, and variables with a dot are
# settings. Without users of one's own the official one stops, too.
set -e
if [[ ${1:-opensearch} != opensearch && ${1:0:1} != - ]]; then exec "$@"; fi
[[ $(id -u) != 0 ]] || { echo 'OpenSearch cannot run as root. Please start your container as another user.'; exit 1; }
[[ ${1:-} != opensearch ]] || shift
options=()
while IFS='=' read -r name value; do
  if [[ $name =~ ^[a-z0-9_]+\.[a-z0-9_]+ && -n $value ]]; then options+=("-E$name=$value"); fi
done < <(env)
exec opensearch "$@" "${options[@]}"
