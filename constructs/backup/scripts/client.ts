/**
 * The script of the client that copies one database: it works when the backup asks, and only then.
 *
 * @module
 */
import { shellWord } from '../../../lib/languages/shell';
import type { DumpClient } from '../../storage';

/** Where the folder lies in the client's container, through which both sides talk. */
export const EXCHANGE = '/exchange';

/** @returns a script for the shell of the database's image, whichever that is */
export function clientScript({ dump, restore, content, clear }: DumpClient): string {
  const words = (command: readonly string[]): string => command.map(shellWord).join(' ');
  return `#!/bin/sh
# Copies a database when the backup asks for it, and reads a copy back. It writes to ${EXCHANGE}/out alone.
set -u
umask 077
cd ${EXCHANGE} || exit

work() {
  case $1 in
    dump)
      rm -f out/copy
      ${words(dump)} </dev/null >out/copy.part && mv out/copy.part out/copy
      ;;
    look) ${words(content)} </dev/null >/tmp/found ;;
    clear) ${words(clear)} </dev/null ;;
    restore) ${words(restore)} <out/copy ;;
    *) echo "$1 is nothing that a client can do" >&2; return 2 ;;
  esac
}

answer() {
  printf '%s %s\\n' "$id" "$*" >out/answer.new && mv out/answer.new out/answer
  last=$id
}

until [ -d out ] && [ -w out ]; do sleep 1; done

last=$(cut -d ' ' -f 1 out/answer 2>/dev/null)
# what was not answered before this container stopped is done by halves: nobody does it again unasked
if [ -r request ] && read -r id verb <request && [ "$id" != "$last" ] && [ "$id" = "$(cat out/taken 2>/dev/null)" ]; then
  answer "failed the client was stopped while it worked"
fi

while :; do
  if [ -r request ] && read -r id verb <request && [ "$id" != "$last" ]; then
    # as long as this file is young, the client works
    while :; do echo "$id" >out/taken; sleep 5; done &
    beat=$!
    : >/tmp/found
    if work "$verb" 2>/tmp/messages; then
      answer "ok $(head -n 1 /tmp/found)"
    else
      rm -f out/copy.part
      answer "failed $(grep . /tmp/messages | tail -n 1)"
    fi
    kill "$beat"
    cat /tmp/messages >&2
  fi
  sleep 1
done
`;
}
