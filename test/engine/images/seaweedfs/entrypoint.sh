#!/bin/sh
# The entrypoint contract of the official image: `server` has its folder and its volumes.
case ${1:-} in
  server)
    shift
    exec weed -logtostderr=true server -dir=/data -volume.max=0 -master.volumeSizeLimitMB=1024 "$@"
    ;;
  *) exec weed "$@" ;;
esac
