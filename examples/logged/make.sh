#!/bin/sh
# Makes a whole trial in FOLDER as a person would: n1 plan, n1 import, n1 log, and nothing else. The scores
# are made up. LAST is the last day that is logged, counted from 0 (83, the end, when it is left out).
#
#   make.sh N1 FOLDER [LAST]
set -eu
n1=$1
folder=$2
last=${3:-83}
here=$(cd "$(dirname "$0")" && pwd)

day() { date -u -d "2027-01-04 + $1 days" +%F; }
N1_TODAY=2026-12-20
export N1_TODAY
"$n1" plan --answers "$here/answers.yaml" --design withdrawal --output "$folder" >/dev/null

# Redness from 0 to 4, calmer without dairy from about the second week on, worse again afterwards.
redness() {
  if [ "$1" -lt 21 ]; then base=3; elif [ "$1" -lt 58 ]; then base=1; else base=2; fi
  case $(($1 * 7 % 5)) in
  0) echo $((base + 1 > 4 ? 4 : base + 1)) ;;
  3) echo $((base - 1)) ;;
  *) echo "$base" ;;
  esac
}

# The first two weeks were kept in another app and come in as its table.
{
  echo "date,psa-redness,flushing"
  for place in $(seq 0 13); do echo "$(day "$place"),$(redness "$place"),$((place % 3))"; done
} >"$folder/app.csv"
N1_TODAY=$(day 14)
"$n1" import "$folder/app.csv" --trial "$folder" >/dev/null
rm "$folder/app.csv"

for place in $(seq 14 "$last"); do
  N1_TODAY=$(day "$place")
  case $place in
  30 | 61) continue ;; # forgotten
  25) marks="slip=cheese on the pizza" ;;
  39) marks="slip=milk in the coffee" ;;
  33) marks="illness=a cold" ;;
  34) marks="rescue=metronidazole gel" ;;
  47) marks="--note=slept badly, long day outside" ;;
  72) marks="reaction=itchy mouth an hour after cheese" ;;
  *) marks="" ;;
  esac
  if [ -n "$marks" ]; then
    "$n1" log --trial "$folder" "psa-redness=$(redness "$place")" "$marks" >/dev/null
  else
    "$n1" log --trial "$folder" "psa-redness=$(redness "$place")" >/dev/null
  fi
done
