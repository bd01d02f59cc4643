#!/bin/sh
# Builds all tests with a sanitizer of the compiler, each in a folder of its own, and runs them.
#
#   scripts/sanitize.sh address [FILTER]
#   scripts/sanitize.sh thread [FILTER]
#
# FILTER names suites, as of swift test --filter. The programs that tests start are built with it too. A
# finding ends its test with a report on stderr.
set -eu
kind=${1:?address or thread}
filter=${2:-.}
cd "$(dirname "$0")/.."
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
export TSAN_OPTIONS=halt_on_error=1:abort_on_error=1
nice -n 15 swift test -c release -Xswiftc -enable-testing --sanitize "$kind" \
    --scratch-path ".build-$kind" --filter "$filter"
