#!/bin/sh
# A series of 1,000 people of 56 days from JSON Lines to a report, its streams, and R beside it; prints a table.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd ../.. && swift build -c release --product n1 >&2)
n1=../../.build/release/n1
seconds() { # name, command: wall time, and the largest memory in kB
  /usr/bin/time -f "%e %M" -o "$scratch/time" sh -c "$2"
  printf '%s,%s\n' "$1" "$(tr ' ' ',' <"$scratch/time")"
}
python3 ../../examples/series-spark/simulate.py 1000 >"$scratch/1000.jsonl"
python3 ../../examples/series-spark/simulate.py 20000 >"$scratch/20000.jsonl"
{
  seconds "n1 series, 1000 trials to a report" "$n1 series $scratch/1000.jsonl --output $scratch/out.html"
  seconds "n1 series people, 20000 trials, one core" "$n1 series people --cores 1 $scratch/20000.jsonl >$scratch/people.jsonl"
  seconds "n1 series people, 20000 trials" "$n1 series people $scratch/20000.jsonl >/dev/null"
  seconds "n1 series pool, 20000 people" "$n1 series pool $scratch/people.jsonl >$scratch/population.json"
  seconds "n1 series shrink, 20000 people" "$n1 series shrink --population $scratch/population.json $scratch/people.jsonl >/dev/null"
  if command -v Rscript >/dev/null; then
    python3 - "$scratch/1000.jsonl" >"$scratch/1000.csv" <<'PY'
import json, sys
print("person,day,score,exposure")
for line in open(sys.argv[1]):
    t = json.loads(line)
    for day, (score, share) in enumerate(zip(t["score"], t["exposure"])):
        print(t["person"], day, "NA" if score is None else score, share, sep=",")
PY
    Rscript peers.R "$scratch/1000.csv"
  fi
} >"$scratch/times.csv"
cat "$scratch/times.csv"
