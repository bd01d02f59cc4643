#!/bin/sh
# Puts dist/n1 into a Debian package, dist/n1_VERSION_ARCH.deb: binary, manual pages, completions,
# guides, examples. The same bytes on every run.
#
#   deb.sh [BINARY]
set -eu
cd "$(dirname "$0")/../.."
binary=${1:-dist/n1}
version=$("$binary" --version)
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
umask 022

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
share=$tree/usr/share
doc=$share/doc/n1
mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$share/man/man1" "$doc/examples" \
  "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
  "$share/fish/vendor_completions.d"

install -m 755 "$binary" "$tree/usr/bin/n1"
python3 scripts/package/man.py "$binary" "$share/man/man1"
"$binary" completions bash | grep -v '^#!' >"$share/bash-completion/completions/n1"
"$binary" completions zsh >"$share/zsh/vendor-completions/_n1"
"$binary" completions fish >"$share/fish/vendor_completions.d/n1.fish"
cp scripts/package/copyright "$doc/copyright"
cp CHANGELOG.md README.md docs/*.md docs/*.json docs/*.png "$doc/"
mkdir -p "$share/lintian/overrides"
cat >"$share/lintian/overrides/n1" <<EOF
# Yams, the library for plan files, brings the reader of libyaml in its own sources and links to no other.
n1: embedded-library libyaml [usr/bin/n1]
# Linked to a fixed place: fewer addresses to put in before main. It listens to no network unless asked to serve.
n1: hardening-no-pie [usr/bin/n1]
EOF
maintainer=$(sed -n 's/^Upstream-Contact: //p' scripts/package/copyright)
printf 'n1 (%s) unstable; urgency=medium\n\n  * What is new is in CHANGELOG.md.\n\n -- %s  %s\n' \
  "$version" "$maintainer" "$(date -u -d "@$SOURCE_DATE_EPOCH" -R)" >"$doc/changelog"
for trial in acne/participant-4 dairy-rosacea sleep-tea/tea-b6a7 stories; do
  mkdir -p "$doc/examples/$trial"
  cp -R "examples/$trial/." "$doc/examples/$trial/"
done
find "$share/man" "$doc/changelog" -type f -exec gzip -9n {} +
find "$tree" -type f ! -path '*/bin/*' -exec chmod 644 {} +

# What the binary links to, by the versions that it was built against.
mkdir -p "$work/debian"
printf 'Source: n1\n\nPackage: n1\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info "$tree/usr/bin/n1" 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')

cat >"$tree/DEBIAN/control" <<EOF
Package: n1
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$tree" | cut -f1)
Depends: $depends
Recommends: tzdata
Section: science
Priority: optional
Description: trials on one person: plan them, log them, see what they can tell
 Somebody with rosacea suspects dairy. n1 designs the trial on one person that
 can tell, takes in what the person logs or already has on the phone, and says
 what the change did: how much, how sure, since when, what else could explain
 it, and what to do next. It needs no network and sends nothing anywhere.
 .
 It is no medical advice.
EOF
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"

package=dist/n1_${version}_$architecture.deb
mkdir -p dist
dpkg-deb --root-owner-group -Zxz -z${LEVEL:-9} --build "$tree" "$package" >/dev/null
echo "$package: $(wc -c <"$package") bytes, $(sed -n 's/^Installed-Size: //p' "$tree/DEBIAN/control") kB installed"
