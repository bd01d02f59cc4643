#!/bin/sh
# Makes the diaries of examples/acne and examples/sleep-tea from the published tables beside them.
set -eu
cd "$(dirname "$0")"
for person in 1 2 3 4 5; do
  mkdir -p "acne/participant-$person"
  python3 split.py acne/source/scores-scaled-combined.csv Id "$person" \
    > "acne/participant-$person/diary.csv"
done
for person in tea-0889 tea-b6a7 tea-c8ba window-1841 window-27bf window-2faf; do
  mkdir -p "sleep-tea/$person"
  python3 split.py "sleep-tea/source/measurements_${person%-*}.csv" participant_id "${person#*-}" \
    > "sleep-tea/$person/diary.csv"
done
