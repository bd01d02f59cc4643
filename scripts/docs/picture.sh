#!/bin/sh
# The README's picture: the first page of an example's report, in a browser without a window.
#
#   picture.sh [REPORT.html] [PICTURE.png]    needs chromium
set -eu
cd "$(dirname "$0")/../.."
report=$(realpath "${1:-examples/dairy-rosacea/report.html}")
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --blink-settings=preferredColorScheme=1 \
  --window-size="${SIZE:-820,1180}" --screenshot="$(realpath "${2:-docs/report.png}")" "file://$report" 2>/dev/null
