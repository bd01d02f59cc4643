#!/bin/sh
# Every benchmark, one after the other.
set -eu
cd "$(dirname "$0")"
for folder in */; do
  if [ -x "${folder}run.sh" ]; then
    echo "== ${folder%/}"
    "./${folder}run.sh"
  fi
done
