#!/bin/sh
# Tries the wheel as a stranger would: in a fresh environment of each Python, with the package's own tests.
#
#   try-wheel.sh WHEEL [PYTHON...]
set -eu
wheel=$(realpath "$1")
shift
here=$(cd "$(dirname "$0")/../.." && pwd)
for python in "${@:-python3}"; do
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  "$python" -m venv "$work/venv"
  "$work/venv/bin/pip" install -q "$wheel"
  # The tables of the tests; the package itself needs none of them.
  "$work/venv/bin/pip" install -q pytest pandas polars
  echo "-- $("$python" --version): n1 $(env -i PATH="$work/venv/bin:/usr/bin:/bin" n1 --version)"
  env -i PATH="$work/venv/bin:/usr/bin:/bin" n1 analyze "$here/examples/acne/participant-4" >"$work/analysis"
  cmp "$work/analysis" "$here/examples/acne/participant-4/analysis.txt"
  (cd "$work" && env -i PATH="$work/venv/bin:/usr/bin:/bin" \
    python -m pytest -q -p no:cacheprovider "$here/python/tests")
  rm -rf "$work"
done
