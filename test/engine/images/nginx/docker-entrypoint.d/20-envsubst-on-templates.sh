#!/bin/sh
# /etc/nginx/templates/**/*.template -> /etc/nginx/conf.d/**. Only variables that
# the environment has are replaced, so nginx's own $variables stay.
set -e
templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
  echo "20-envsubst-on-templates.sh: there is $templates, but $output cannot be written" >&2
  exit 0
fi
known=$(FILTER=${NGINX_ENVSUBST_FILTER:-} awk 'BEGIN { for (name in ENVIRON) if (name != "FILTER" && name ~ ENVIRON["FILTER"]) printf "${%s} ", name }')
find "$templates" -follow -type f -name "*$suffix" | while read -r template; do
  name=${template#"$templates/"}
  target=$output/${name%"$suffix"}
  mkdir -p "$(dirname "$target")"
  envsubst "$known" <"$template" >"$target"
done
