#!/bin/sh
# The default site listens on IPv6 too, where the kernel has it and the file is
# still the one of the image and can be written.
set -e
conf=/etc/nginx/conf.d/default.conf
[ -f /proc/net/if_inet6 ] && [ -w "$conf" ] || exit 0
echo "$(cat /usr/share/nginx/default.conf.md5)  $conf" | md5sum --check --status - || exit 0
sed -i 's/^    listen       80;$/&\n    listen  [::]:80;/' "$conf"
