#!/bin/sh
# Puts a new version everywhere. Sources/n1/N1.swift has it; all else repeats it, and a test holds them together.
#
#   version.sh 0.3.0
set -eu
cd "$(dirname "$0")/.."
new=$1
old=$(sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/n1/N1.swift)
spelled=$(echo "$old" | sed 's/\./\\./g')
sed -i "s/static let version = \"$spelled\"/static let version = \"$new\"/" Sources/n1/N1.swift
sed -i "s/$spelled/$new/" python/src/n1trials/_version.py CITATION.cff
sed -i "s/^Version:\( *\)$spelled/Version:\1$new/" packaging/rpm/n1.spec
sed -i "s/n1-$spelled/n1-$new/" packaging/homebrew/n1.rb
sed -i "s/\(n1_\|n1trials-\)$spelled/\1$new/" README.md docs/install.md
sed -i "s/^## Unreleased/## $new/" CHANGELOG.md
# Every rendering says which program made it.
git grep -lE "n1 $spelled|\"version\": \"$spelled\"" -- examples |
  xargs -r sed -i "s/n1 $spelled/n1 $new/; s/\"version\": \"$spelled\"/\"version\": \"$new\"/"
echo "$old became $new. Now the tests: they know what else says it."
