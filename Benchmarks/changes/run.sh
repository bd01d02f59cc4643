#!/bin/sh
# The searches for changes and what one would use instead, on the same series in one run on one core;
# prints a table of ratios and the curve from 10^3 to 10^6 points.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
swift build -c release >&2
{
  OPENBLAS_NUM_THREADS=1 .build/release/changes "$scratch"
  if command -v python3 >/dev/null; then OMP_NUM_THREADS=1 python3 peers.py "$scratch" || true; fi
  if command -v Rscript >/dev/null; then Rscript peers.R "$scratch" || true; fi
} >"$scratch/times.csv"
cat "$scratch/times.csv" >&2
awk -F, '
  { t[$1] = $2 }
  function ms(name) { return name in t ? sprintf("%.3g ms", 1e3 * t[name]) : "not run" }
  function ratio(ours, peer) {
    return ours in t && peer in t && t[ours] > 0 ? sprintf("%.3g", t[peer] / t[ours]) : "-" }
  function row(ours, peer) { printf "| %s | %s | %s | %s | %s |\n", ours, ms(ours), peer, ms(peer), ratio(ours, peer) }
  function alone(ours, bar) { printf "| %s | %s | bar %s | | |\n", ours, ms(ours), bar }
  END {
    print "| ours | time | instead | time | times faster |"; print "|---|---|---|---|---|"
    for (i = 3; i <= 6; i++) for (k = 1; k <= 2; k++) {
      at = (k == 1 ? "dense" : "few") " n=" 10 ^ i
      row("n1 fpop " at, "R fpop " at)
      row("n1 fpop " at, "ruptures KernelCPD " at)
      if (i == 3) row("n1 fpop " at, "ruptures Pelt " at)
      row("n1 ar-fpop " at, "R DeCAFS " at)
    }
    row("n1 bai-perron n=1000", "R strucchange n=1000")
    alone("n1 posterior n=84", "40 ms"); alone("n1 posterior n=365", "300 ms")
    alone("n1 flare or level n=84", "30 ms"); alone("n1 flare or level n=365", "1000 ms")
    alone("n1 flare or level, flares n=84", "30 ms"); alone("n1 flare or level, flares n=365", "1000 ms")
    alone("n1 bootstrap of 999 n=365", "100 ms")
  }' "$scratch/times.csv"
