#!/bin/sh
# Writes the site, with the Markdown library in an environment of .build.
#
#   site.sh FOLDER [MODULES]    see site.py
set -eu
cd "$(dirname "$0")/../.."
tools=.build/docs-tools
if [ ! -x "$tools/bin/markdown_py" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install -q 'markdown>=3.5'
fi
"$tools/bin/python" scripts/docs/site.py "$@"
