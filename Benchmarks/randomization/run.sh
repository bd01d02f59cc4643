#!/bin/sh
# Schedules of 70 days with at most two days in a row under one condition, drawn exactly uniformly: the
# time of the first draw with its table, and of each one after it. One core, CPU time.
set -eu
cd "$(dirname "$0")"
swift build -c release >&2
OPENBLAS_NUM_THREADS=1 .build/release/randomization
