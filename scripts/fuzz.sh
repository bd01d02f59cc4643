#!/bin/sh
# libFuzzer, guided by coverage, on everything that reads a foreign file, one target after the other.
#
#   scripts/fuzz.sh [RUNS]              each target with RUNS (1000000) inputs
#   scripts/fuzz.sh RUNS apple-health   one target
#   SECONDS_EACH=20 scripts/fuzz.sh     at most so long each
#
# Targets are plan, table, archive, study, seal, key, number, database (a diary that something else wrote), export
# (told by its content) and the names of n1 import --format. A trap, an input over 5 seconds or 500 MB ends its target,
# leaves the input in .build-fuzz/found and fails the script; what libFuzzer said is in .build-fuzz/TARGET.log.
# N1_FUZZ_SCRATCH names another folder than .build-fuzz.
# Linux, with the fuzzer's library that the Swift toolchain brings.
set -eu
runs=${1:-1000000}
targets=${2:-"plan table seal key number database study archive export csv apple-health fhir daylio fitbit-json oura nomie"}
cd "$(dirname "$0")/.."
scratch=${N1_FUZZ_SCRATCH:-.build-fuzz}
N1_FUZZ=1 swift build -c release --product Fuzz --scratch-path "$scratch" -Xswiftc -enable-testing
fuzz=$scratch/release/Fuzz
# Swift's own handler of a trap would end the program before libFuzzer kept the input.
export SWIFT_BACKTRACE=enable=no
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
        *) find Tests/ExperimentTests/Readers/Examples -type f ! -name '*.zip' ;;
    esac
}

# TARGET's inputs, inputs a second, seconds of the slowest, MB, and what was found.
summary() {
    awk -v target="$1" '
        /^stat::/ { sub(/.*::/, "", $1); stat[$1] = $2 }
        /ERROR|SUMMARY/ { found = found "\n  " $0 }
        END { printf "%-12s %8d inputs %6d/s, slowest %d s, %d MB%s\n", target,
            stat["number_of_executed_units:"], stat["average_exec_per_sec:"],
            stat["slowest_unit_time_sec:"], stat["peak_rss_mb:"], found }' "$scratch/$1.log"
}

failed=
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
    N1_FUZZ_TARGET=$target nice -n 15 "$fuzz" -runs="$runs" -max_total_time="${SECONDS_EACH:-0}" -timeout=5 \
        -rss_limit_mb=500 -max_len=32768 -artifact_prefix="$scratch/found/$target-" \
        -print_final_stats=1 "$corpus" >"$scratch/$target.log" 2>&1 || failed="$failed $target"
    summary "$target"
done
[ -z "$failed" ] || { echo "found something, see $scratch/found:$failed" >&2; exit 1; }
