#!/bin/sh
# libFuzzer, guided by coverage, on everything that reads a foreign file, one target after the other.
#
#   scripts/fuzz.sh [RUNS]              each target with RUNS (1000000) inputs
#   scripts/fuzz.sh RUNS apple-health   one target
#   SECONDS_EACH=20 scripts/fuzz.sh     at most so long each
#
# Targets are plan, table, archive, study, seal, key, number, database (a diary that something else wrote), export
# (told by its content) and the names of n1 import --format. A trap, an input over 5 seconds or 500 MB ends the run and
# leaves the input in .build-fuzz/found; N1_FUZZ_SCRATCH names another folder than .build-fuzz.
# Linux, with the fuzzer's library that the Swift toolchain brings.
set -eu
runs=${1:-1000000}
targets=${2:-"plan table seal key number database study archive export csv apple-health fhir daylio fitbit-json oura nomie"}
cd "$(dirname "$0")/.."
scratch=${N1_FUZZ_SCRATCH:-.build-fuzz}
N1_FUZZ=1 swift build -c release --product Fuzz --scratch-path "$scratch" -Xswiftc -enable-testing
fuzz=$scratch/release/Fuzz
mkdir -p "$scratch/found"

# What each target begins with: files that the program itself wrote, and the examples of the tests.
seeds() {
    case $1 in
        plan) find examples Tests -name '*.yaml' ! -name key.yaml ;;
        seal) echo Tests/Seeds/plan.seal ;;
        key) echo Tests/Seeds/key.yaml ;;
        database) echo Tests/Seeds/diary.sqlite ;;
        study) echo Tests/ExperimentTests/Readers/Examples/studyu-study.json ;;
        archive) find Tests/ExperimentTests/Readers/Examples -name '*.zip' ;;
        table) find Tests/ExperimentTests/Readers/Examples examples -name '*.csv' -size -16k ;;
        *) find Tests/ExperimentTests/Readers/Examples -type f -size -64k ! -name '*.zip' ;;
    esac
}

for target in $targets; do
    corpus=$scratch/corpus/$target
    mkdir -p "$corpus"
    if [ "$target" = number ]; then
        printf '7,5 1e308 -0.1 2026-02-29 03/04/2026' | tr ' ' '\n' | split -l 1 - "$corpus/"
    else
        seeds "$target" | while read -r file; do
            cp "$file" "$corpus/$(echo "$file" | tr / -)"
        done
    fi
    echo "$target"
    N1_FUZZ_TARGET=$target nice -n 15 "$fuzz" -runs="$runs" -max_total_time="${SECONDS_EACH:-0}" -timeout=5 \
        -rss_limit_mb=500 -max_len=16384 -artifact_prefix=$scratch/found/"$target"- \
        -print_final_stats=1 "$corpus" 2>&1 | grep -E "ERROR|SUMMARY|stat::|Done|cov:" | tail -12
done
