#!/bin/sh
# Simulated trials of `n1 power`: an ABA plan of 84 days, each trial analysed under both truths.
#
#     Benchmarks/power/run.sh [PROGRAM]     a release build of n1; built here when none is named
#
# Prints the fastest of five whole processes, on all cores and on one, against the aims: wall time, and in
# brackets the seconds of processor that it took.
set -eu
cd "$(dirname "$0")/../.."
if [ $# -gt 0 ]; then n1=$1; else
  swift build -c release --product n1 >&2
  n1=.build/release/n1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/plan.yaml" <<'PLAN'
title: Benchmark
seed: 1
outcomes:
  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
conditions:
  - {id: usual}
  - {id: diet, against: usual}
schedule:
  start: 2026-01-05
  phases: [{condition: usual, days: 21}, {condition: diet, days: 42}, {condition: usual, days: 21}]
PLAN

fastest() {
  for run in 1 2 3 4 5; do
    { time -p "$@" > "$work/answer"; } 2>> "$work/times"
  done
  awk '
    $1 == "real" && (wall == "" || $2 < wall) { wall = $2 }
    $1 == "user" { used = $2 }
    $1 == "sys" && (cpu == "" || used + $2 < cpu) { cpu = used + $2 }
    END { printf "%.2f s (%.2f s)", wall, cpu }' "$work/times"
  rm "$work/times"
}

row() {
  trials=$1 missing=$2 aim=$3
  all=$(fastest "$n1" power "$work" --replicates "$trials" --missing "$missing")
  one="-"
  if command -v taskset > /dev/null; then
    one=$(fastest taskset -c 0 "$n1" power "$work" --replicates "$trials" --missing "$missing")
  fi
  printf '| %s | %s | %s | %s | %s s |\n' "$trials" "$missing" "$all" "$one" "$aim"
}

cores=$(getconf _NPROCESSORS_ONLN)
echo "| trials | share of days missing | $cores cores | 1 core | aim on 2 cores |"
echo "|---|---|---|---|---|"
row 1000 0 0.3
row 1000 0.1 0.3
row 10000 0 2
row 10000 0.1 2
