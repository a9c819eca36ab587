#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshot.sh OUT.png COMMAND…: starts the command on the current display, waits until its window
# has stopped changing, takes a picture of the window, and ends the command.
set -euo pipefail

out=$1
shift
GSK_RENDERER=${GSK_RENDERER:-cairo} "$@" &
program=$!
trap 'kill $program 2>/dev/null || true; wait $program 2>/dev/null || true' EXIT

before=
same=0
window=
for _ in $(seq 60); do
  sleep 0.5
  kill -0 $program 2>/dev/null || { echo "the program ended before it showed a window" >&2; exit 1; }
  window=$(xdotool search --onlyvisible --name . 2>/dev/null | tail -n 1 || true)
  [ -n "$window" ] || continue
  now=$(import -window "$window" png:- | sha256sum)
  if [ "$now" = "$before" ]; then same=$((same + 1)); else same=0; fi
  before=$now
  [ $same -lt 3 ] || break
done
[ -n "$window" ] || { echo "the program showed no window" >&2; exit 1; }
import -window "$window" "$out"
