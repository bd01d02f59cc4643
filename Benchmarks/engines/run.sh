#!/bin/sh
# Engines and what one would use instead, in one run on one core; prints a table of ratios.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
swift build -c release >&2
{
  OPENBLAS_NUM_THREADS=1 .build/release/engines "$scratch"
  if command -v python3 >/dev/null; then OMP_NUM_THREADS=1 python3 peers.py "$scratch" || true; fi
  if command -v Rscript >/dev/null; then Rscript peers.R "$scratch" || true; fi
} >"$scratch/times.csv"
cat "$scratch/times.csv" >&2
awk -F, '
  { t[$1] = $2 }
  function row(ours, peer) { if (t[ours] > 0 && t[peer] > 0)
    printf "| %s | %.2f ms | %s | %.1f ms | %.0f times |\n", ours, 1e3 * t[ours], peer, 1e3 * t[peer], t[peer] / t[ours] }
  END {
    print "| ours | time | instead | time | ratio |"; print "|---|---|---|---|---|"
    row("n1 ar1 n=72", "R nlme::gls"); row("n1 ar1 n=72", "statsmodels SARIMAX")
    row("n1 ar1 n=72", "prototype ar1"); row("n1 onset n=72", "prototype onset")
    row("n1 robust n=72", "prototype robust")
    row("n1 multiple baseline S=3 n=84", "prototype multiple baseline")
    row("n1 ar1 n=72", "statsmodels GLSAR"); row("n1 onset n=72", "R nlme::gls")
    row("n1 robust n=72", "statsmodels SARIMAX")
    row("n1 fpop n=100000", "ruptures KernelCPD n=100000")
    row("n1 bai-perron n=1000", "R strucchange n=1000")
    n = split("n1 ar1 n=56 p=3;n1 ar1 n=180 p=12;n1 onset n=84;n1 robust n=84;n1 robust-onset n=84;n1 multiple baseline with onset S=3 n=84;n1 staggered starts S=3 n=84;n1 multiple baseline S=4 n=112;n1 staggered starts S=4 n=112;n1 multiple baseline S=5 n=112;n1 posterior n=84;n1 posterior n=365;n1 fpop n=1000;n1 fpop n=10000;n1 fpop n=100000;n1 fpop n=1000000;n1 ar-fpop n=1000;n1 ar-fpop n=10000;n1 ar-fpop n=100000;n1 ar-fpop n=1000000", alone, ";")
    n = split("n1 ar1 n=56 p=3;n1 ar1 n=180 p=12;n1 onset n=84;n1 daily n=84;n1 robust n=84;n1 robust-onset n=84;n1 posterior n=84;n1 posterior n=365;n1 fpop n=1000;n1 fpop n=10000;n1 fpop n=100000;n1 fpop n=1000000;n1 ar-fpop n=1000;n1 ar-fpop n=10000;n1 ar-fpop n=100000;n1 ar-fpop n=1000000", alone, ";")
    for (i = 1; i <= n; i++) printf "| %s | %.2f ms | | | |\n", alone[i], 1e3 * t[alone[i]]
  }' "$scratch/times.csv"
