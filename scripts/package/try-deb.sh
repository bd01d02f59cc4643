#!/bin/sh
# Tries the Debian package as a stranger would: in a bare Debian of its own, without Swift, compilers or
# network. Needs root, debootstrap and a network to make that Debian (once); then none.
#
#   try-deb.sh PACKAGE.deb [FOLDER]    FOLDER keeps the bare Debian for the next time
set -eu
package=$(realpath "$1")
root=${2:-$(mktemp -d)}
[ $# -ge 2 ] || trap 'rm -rf "$root"' EXIT
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' 2>/dev/null | head -1)}
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")

if [ ! -x "$root/usr/bin/dpkg" ]; then
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >/dev/null
fi
cp "$package" "$root/tmp/n1.deb"

# Lists and packages that ours depends on come first; from here on there is no network.
if ! ls "$root"/var/cache/apt/archives/libopenblas0*.deb >/dev/null 2>&1; then
  for file in /etc/apt/apt.conf.d/*; do
    if grep -qs Proxy "$file"; then cp "$file" "$root/etc/apt/apt.conf.d/"; fi
  done
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  chroot "$root" apt-get update -qq
  chroot "$root" apt-get install -y -qq --no-install-recommends --download-only /tmp/n1.deb >/dev/null
fi

# /proc belongs to every running system, and programs find their arguments there.
inside() { unshare --net --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
  DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
say() { echo "-- $*"; }

# Paths only: what apt and dpkg write down of every package is theirs.
files() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp \
    -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/log -o -path ./var/cache \
    -o -path ./etc/ld.so.cache \) -prune -o -print | LC_ALL=C sort)
}

say "its dependencies"
names=$(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed 's/(.*//; s/|.*//; s/ //g')
# shellcheck disable=SC2086
inside apt-get install -y -qq --no-install-recommends --no-download $names >/dev/null 2>&1
inside dpkg --purge n1 >/dev/null 2>&1 || true
before=$(mktemp)
files >"$before"

say "install, without a network"
inside dpkg -i /tmp/n1.deb >/dev/null
for tool in swift gcc cc python3; do
  if inside sh -c "command -v $tool" >/dev/null; then echo "there is a $tool" >&2; exit 1; fi
done
say "n1 --version: $(inside n1 --version)"
example=/usr/share/doc/n1/examples/acne/participant-4
inside n1 analyze $example >"$before.analysis"
cmp "$before.analysis" "$(dirname "$0")/../../examples/acne/participant-4/analysis.txt" ||
  { echo "the example came out differently" >&2; exit 1; }
say "n1 analyze: as in the examples, $(wc -l <"$before.analysis") lines"
inside sh -c "cp -R $example /tmp/trial && n1 report /tmp/trial --output /tmp/report.html &&
  cd /tmp && n1 log --help >/dev/null"
say "n1 report: $(wc -c <"$root/tmp/report.html") bytes"
say "sizes: $(dpkg-deb -f "$package" Installed-Size) kB installed, $(wc -c <"$package") bytes to download"

say "remove"
inside dpkg --purge n1 >/dev/null
rm -rf "$root/tmp/trial" "$root/tmp/report.html"
files | diff "$before" - || { echo "something was left behind" >&2; exit 1; }
rm -f "$before" "$before.analysis"
say "nothing is left behind"
