#!/bin/sh
# n1 report as a whole process: time (best of 7) and peak memory, on an example (at most 100 ms and 60 MB)
# and on a 180-day trial with everything in it (at most 0.5 s); then report, evidence and analyze of 1,000, 4,000 and
# 16,000 days in 2, 12 and ever more stretches, for which 16,000 days are to take at most 1 s and 200 MB. Build first:
# swift build -c release.
set -eu
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
n1=${N1:-"$root/.build/release/n1"}
[ -x "$n1" ] || { echo "$n1 is not there; build it with: swift build -c release --product n1" >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 make_trial.py "$scratch/everything"
python3 - "$n1" "$root/examples/dairy-rosacea" "$root/examples/acne/participant-4" "$scratch/everything" <<'PY'
import os, subprocess, sys, time

program, *trials = sys.argv[1:]
environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}

def run(trial, form):
    """Seconds, processor seconds and peak memory in MB of one run, by the system's account of the child."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [program, "report", trial, "--format", form], stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"n1 report {trial} ended with {status}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    seconds = time.perf_counter() - start
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit

print("| n1 report | form | time | on the processor | memory | bar | |")
print("|---|---|---|---|---|---|---|")
for trial in trials:
    isEverything = trial.endswith("everything")
    for form in ("markdown", "html", "json"):
        runs = [run(trial, form) for _ in range(7)]
        seconds, busy, memory = min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)
        bar = 0.5 if isEverything else 0.1
        verdict = "holds" if seconds < bar and (isEverything or memory < 60) else "missed"
        bars = "0.5 s" if isEverything else "100 ms, 60 MB"
        print(f"| {os.path.basename(trial)} | {form} | {1e3 * seconds:.0f} ms | {1e3 * busy:.0f} ms | {memory:.0f} MB | {bars} | {verdict} |")
PY
for days in 1000 4000 16000; do
    for stretches in 2 12 $((days / 14)); do
        python3 make_days.py "$days" "$stretches" "$scratch/days-$days-$stretches"
    done
done
python3 - "$n1" "$scratch"/days-* <<'PY'
import os, subprocess, sys, time

program, *trials = sys.argv[1:]
environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
print("\n| days | stretches | command | time | on the processor | memory |")
print("|---|---|---|---|---|---|")
for trial in sorted(trials, key=lambda name: [int(part) for part in name.split("days-")[1].split("-")]):
    days, stretches = trial.split("days-")[1].split("-")
    for command in ("report", "evidence", "analyze", "changes"):
        start = time.perf_counter()
        process = subprocess.Popen([program, command, trial], stdout=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"n1 {command} {trial} ended with {status}")
        seconds = time.perf_counter() - start
        memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        busy = usage.ru_utime + usage.ru_stime
        print(f"| {int(days):,} | {stretches} | {command} | {seconds:.2f} s | {busy:.2f} s | {memory:.0f} MB |")
PY
