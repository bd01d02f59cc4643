#!/bin/sh
# Builds n1 with the Swift runtime inside, as dist/n1: the same bytes on every run, in any folder.
#
#   binary.sh [OUTPUT]    OUTPUT (default dist/n1); SCRATCH names the folder of the build
#
# - The runtime is linked in, and of libstdc++ what is asked for. BLAS, SQLite, zlib and libcrypto stay the
#   system's, which mends them.
# - Of ICU's tables only those of the time zones come along (icu.py).
# - Each function and each table has a section of its own, and what nobody asks for is dropped.
# - Linked to a fixed place: fewer addresses to put in before main.
# - Paths of this machine are written as those of the checkout.
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd -P)
output=${1:-dist/n1}
scratch=${SCRATCH:-$root/.build/package}
mkdir -p "$scratch/icu" "$scratch/static" "$(dirname "$output")"
scratch=$(cd "$scratch" && pwd -P)
tools=$(dirname "$(readlink -f "$(command -v swift)")")
runtime=$(dirname "$tools")/lib/swift_static/linux

"$tools/llvm-ar" p "$runtime/lib_FoundationICU.a" icu_packaged_data.cpp.o >"$scratch/icu/all.o"
"$tools/llvm-objcopy" -O binary -j .rodata "$scratch/icu/all.o" "$scratch/icu/all.dat"
python3 scripts/package/icu.py "$scratch/icu/all.dat" "$scratch/icu"
"$tools/clang" -c "$scratch/icu/icu.S" -o "$scratch/icu/icu.o"
tables=$(sed -n 's/.*\.globl __wrap_//p' "$scratch/icu/icu.S")

ln -sf "$("$tools/clang" -print-file-name=libstdc++.a)" "$scratch/static/libstdc++.a"

both() { # the same words for the Swift and for the C compiler
  for map in "$scratch=build" "$root=n1"; do
    printf '%s\n' -Xswiftc -file-prefix-map -Xswiftc "$map" -Xcc "-ffile-prefix-map=$map"
  done
}

# shellcheck disable=SC2046
swift build -c release --product n1 --scratch-path "$scratch" \
  --static-swift-stdlib -debug-info-format none $(both) \
  -Xswiftc -Xfrontend -Xswiftc -function-sections \
  -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -no-pie \
  -Xlinker "$scratch/icu/icu.o" -Xlinker "--wrap=$tables" -Xlinker "-L$scratch/static" \
  -Xlinker --gc-sections -Xlinker --icf=safe \
  -Xlinker --no-export-dynamic -Xlinker --exclude-libs=ALL \
  -Xlinker --as-needed -Xlinker -O2 -Xlinker --hash-style=gnu \
  -Xlinker --build-id=none -Xlinker --strip-all >&2

install -m 755 "$scratch/release/n1" "$output"
echo "$output: $(wc -c <"$output") bytes"
