#!/bin/sh
# libFuzzer, guided by coverage, on everything that reads a foreign file, one target after the other.
#
#   scripts/fuzz.sh [RUNS]              each target with RUNS (1000000) inputs
#   scripts/fuzz.sh RUNS apple-health   one target
#   SECONDS_EACH=20 scripts/fuzz.sh     at most so long each
#
# Targets are plan, table, archive, study, seal, key, export (told by its content) and the names of n1 import
# --format. A trap, an input over 5 seconds or 500 MB ends the run and leaves the input in .build-fuzz/found.
# Linux, with the fuzzer's library that the Swift toolchain brings.
set -eu
runs=${1:-1000000}
targets=${2:-"plan table seal key study archive export csv apple-health fhir daylio fitbit-json oura nomie"}
cd "$(dirname "$0")/.."
N1_FUZZ=1 swift build -c release --product Fuzz --scratch-path .build-fuzz
mkdir -p .build-fuzz/found
for target in $targets; do
    corpus=.build-fuzz/corpus/$target
    mkdir -p "$corpus"
    case $target in
        plan) cp examples/dairy-rosacea/plan.yaml examples/milk-back/plan.yaml "$corpus" ;;
        archive) cp Tests/ExperimentTests/Readers/Examples/zip/*.zip "$corpus" 2>/dev/null || true ;;
        seal | key) ;;
        *) find Tests/ExperimentTests/Readers/Examples -type f -size -64k ! -name '*.zip' \
            -exec cp {} "$corpus" \; ;;
    esac
    echo "$target"
    N1_FUZZ_TARGET=$target nice -n 15 .build-fuzz/release/Fuzz -runs="$runs" -max_total_time="${SECONDS_EACH:-0}" -timeout=5 \
        -rss_limit_mb=500 -max_len=16384 -artifact_prefix=.build-fuzz/found/"$target"- \
        -print_final_stats=1 "$corpus" 2>&1 | grep -E "ERROR|SUMMARY|stat::|Done|cov:" | tail -12
done
