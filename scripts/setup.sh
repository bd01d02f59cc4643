#!/bin/sh
# Installs the system libraries that the build needs and that are not there: OpenBLAS, LAPACK, SQLite,
# zlib and OpenSSL with their headers, and pkg-config. Says what it installs first, asks nothing, and prints
# the line to type by hand where it may not install.
set -eu

missing=""
need() { # test command, package
  if ! sh -c "$1" >/dev/null 2>&1; then missing="$missing $2"; fi
}

case "$(uname -s)" in
Darwin)
  need 'command -v pkg-config' pkg-config
  need '[ -d "$(brew --prefix openblas)" ]' openblas
  need '[ -d "$(brew --prefix openssl@3)" ]' openssl@3
  # SQLite and zlib come with the system's own headers.
  by_hand="brew install$missing"
  may_install() { command -v brew >/dev/null 2>&1; }
  install() { brew install $missing; }
  ;;
*)
  need 'command -v pkg-config' pkg-config
  need 'pkg-config --exists openblas' libopenblas-dev
  need 'pkg-config --exists lapack' liblapack-dev
  need 'pkg-config --exists sqlite3' libsqlite3-dev
  need 'pkg-config --exists zlib' zlib1g-dev
  need 'pkg-config --exists libcrypto' libssl-dev
  root=""
  [ "$(id -u)" = 0 ] || root="sudo -n"
  by_hand="sudo apt-get install -y$missing"
  may_install() { command -v apt-get >/dev/null 2>&1 && $root true 2>/dev/null; }
  install() {
    $root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing
  }
  ;;
esac

if [ -z "$missing" ]; then
  echo "System libraries: all there."
elif may_install; then
  echo "System libraries: installing$missing"
  install >/dev/null || {
    echo "That did not work. Please type this line yourself, then run make again:" >&2
    echo "  $by_hand" >&2
    exit 1
  }
else
  echo "System libraries: missing$missing, and this account may not install them." >&2
  echo "Please type this line, then run make again:" >&2
  echo "  $by_hand" >&2
  exit 1
fi

if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6.1 or later is needed and not there: https://www.swift.org/install" >&2
  exit 1
fi
