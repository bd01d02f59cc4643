#!/bin/sh
# Reading large exports against Python doing the same work, in one run on one machine.
#
#     Benchmarks/ingest/run.sh [MEGABYTES [ROWS]]     default 1000 and 1000000; needs 3 GB of disk
#
# Prints wall and processor seconds and the peak memory of each.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
n1="$here/../../.build/release/n1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/plan.yaml" <<'PLAN'
title: Benchmark
outcomes:
  - {id: itch, scale: {from: 0, to: 10, better: lower}, combine: mean}
covariates:
  - {id: steps}
  - {id: sleep}
  - {id: rate, combine: mean}
conditions:
  - {id: a}
  - {id: b, against: a}
schedule:
  start: 2021-01-01
  phases: [{condition: a, days: 1000}, {condition: b, days: 1000}]
PLAN

measured() {
    name=$1
    shift
    /usr/bin/time -f "$name: %e s wall, %U s processor, %M KB" "$@" > /dev/null
}

python3 "$here/make_health.py" "${1:-1000}" "$work/export.xml"
measured "Apple Health, n1    " "$n1" import "$work/export.xml" --trial "$work" \
    --map sleep=sleep.hours --map rate=heart-rate
rm -f "$work"/diary.sqlite*
(cd "$work" && python3 -m zipfile -c export.zip export.xml)
measured "Apple Health, zip   " "$n1" import "$work/export.zip" --trial "$work" \
    --map sleep=sleep.hours --map rate=heart-rate
measured "Apple Health, Python" python3 "$here/python_health.py" "$work/export.xml"
rm -f "$work"/diary.sqlite* "$work/export.xml" "$work/export.zip"

python3 "$here/make_long.py" "${2:-1000000}" "$work/long.csv"
measured "long table, n1    " "$n1" import "$work/long.csv" --trial "$work"
measured "long table, Python" python3 "$here/python_long.py" "$work/long.csv" "$work/python.db"
