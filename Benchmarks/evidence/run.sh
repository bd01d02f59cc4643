#!/bin/sh
# 9,999 drawn schedules of an 84-day trial: the randomisation test of n1 against a plain vectorised loop
# in R, in one run on one core. Prints times, their ratio, and both p, which agree within simulation error.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
swift build -c release >&2
{
  OPENBLAS_NUM_THREADS=1 .build/release/evidence "$scratch"
  if command -v Rscript >/dev/null; then Rscript peer.R "$scratch"; fi
} >"$scratch/times.csv"
cat "$scratch/times.csv" >&2
awk -F, '
  { t[$1] = $2; p[$1] = $3 }
  function row(name) {
    printf "| %s | %.1f ms | %.4f |", name, 1e3 * t["n1 " name], p["n1 " name]
    if (t["R " name] > 0) printf " %.0f ms | %.4f | %.0f times |\n", 1e3 * t["R " name], p["R " name], t["R " name] / t["n1 " name]
    else print " | | |"
  }
  END {
    print "| statistic, 9,999 schedules | n1 | p | R | p | ratio |"; print "|---|---|---|---|---|---|"
    row("GLS t"); row("mean difference")
  }' "$scratch/times.csv"
