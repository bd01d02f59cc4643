#!/bin/sh
# Looks the binary over: no path of this machine or of the toolchain in it, nothing linked but what the
# package names, every form of every example byte for byte (so that nothing asks for tables that were left out),
# and with AGAIN=1 the same bytes from a copy of the checkout in another folder.
#
#   try-binary.sh [BINARY]
set -eu
cd "$(dirname "$0")/../.."
binary=$(realpath "${1:-dist/n1}")
root=$(pwd -P)
fail() { echo "$*" >&2; exit 1; }

toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
for path in "$root" "$toolchain" "${SCRATCH:-$root}" "$HOME/"; do
  found=$(strings -a "$binary" | grep -F "$path" | head -3) || true
  [ -z "$found" ] || fail "a path of this machine is in the binary: $found"
done
echo "-- no path of this machine is in it"

allowed='linux-vdso|ld-linux|libc\.|libm\.|libgcc_s|libopenblas|libgfortran|libquadmath|libsqlite3|libz\.|libcrypto'
others=$(ldd "$binary" | awk '{ print $1 }' | grep -vE "$allowed") || true
[ -z "$others" ] || fail "it is linked to more than the package names: $others"
echo "-- linked to: $(readelf -d "$binary" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | tr '\n' ' ')"

same() { # file, then the command that prints it
  file=$1
  shift
  "$binary" "$@" 2>/dev/null | cmp -s - "$file" || fail "$file: n1 $* prints something else"
}
reports=0
for report in $(git ls-files 'examples/*/report.html' 'examples/*/*/report.html'); do
  trial=$(dirname "$report")
  [ -f "$trial/plan.yaml" ] && [ -f "$trial/cent.md" ] || continue # the rest are made in other ways
  same "$report" report "$trial" --format html
  same "$trial/report.md" report "$trial" --format markdown
  same "$trial/report.json" report "$trial" --format json
  same "$trial/letter.html" report "$trial" --letter --format html
  same "$trial/letter.md" report "$trial" --letter --format markdown
  same "$trial/cent.md" report "$trial" --cent --format markdown
  same "$trial/analysis.txt" analyze "$trial"
  reports=$((reports + 1))
done
[ "$reports" -gt 10 ] || fail "only $reports examples were found"
echo "-- $reports examples in seven forms each, byte for byte"

if [ "${AGAIN:-0}" = 1 ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  git archive HEAD | tar -x -C "$work"
  (cd "$work" &&
    SCRATCH=$work/elsewhere scripts/package/binary.sh "$work/n1") >/dev/null
  cmp "$binary" "$work/n1" || fail "a second build gave other bytes"
  echo "-- a second build in another folder gave the same bytes"
fi
