#!/usr/bin/env python3
"""The toolchain's tables of ICU, cut down to the few that n1 asks for.

    icu.py TABLES FOLDER    TABLES: the package as it lies in the toolchain's archive; FOLDER gets icu.dat
                            and icu.S, which gives it the name under which ICU looks for it

Foundation brings 34 MB of tables for the languages of the world; n1 asks it for the rules of time zones and
nothing else. The linker takes it wherever the tables are asked for (--wrap), so that nobody asks for those of the archive.
Format: a common-data package, icu4c/source/common/ucmndata.h (header, count, offsets of names and items, from
the count on; names in order; items at multiples of 16).
"""
import os
import struct
import sys

KEPT = ["keyTypeData.res", "timezoneTypes.res", "zoneinfo64.res"]

ASSEMBLY = """\
    .section .rodata
    .globl {symbol}
    .type {symbol}, %object
    .balign 16
{symbol}:
    .incbin "{file}"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", %progbits
"""


def items(package, start):
    """Name and bytes of everything in the package, whose table of contents begins at `start`."""
    (count,) = struct.unpack_from("<I", package, start)
    places = [struct.unpack_from("<II", package, start + 4 + 8 * each) for each in range(count)]
    ends = [start + item for _, item in places[1:]] + [len(package)]
    for (name, item), end in zip(places, ends):
        name = package[start + name : package.index(b"\0", start + name)].decode()
        yield name, package[start + item : end]


def packed(kept):
    """A table of contents, the names and the items."""
    names = [name.encode() + b"\0" for name, _ in kept]
    place = 4 + 8 * len(kept)
    name_places = [place + sum(map(len, names[:each])) for each in range(len(names))]
    place += sum(map(len, names))
    body, item_places = b"", []
    for _, item in kept:
        body += b"\0" * (-(place + len(body)) % 16)
        item_places.append(place + len(body))
        body += item
    places = b"".join(struct.pack("<II", *pair) for pair in zip(name_places, item_places))
    return struct.pack("<I", len(kept)) + places + b"".join(names) + body


def main(tables, folder):
    with open(tables, "rb") as file:
        package = file.read()
    start, magic = struct.unpack_from("<HH", package)
    if magic != 0x27DA or package[12:16] != b"CmnD" or package[8] != 0:
        sys.exit(f"{tables}: expected a little-endian package of ICU's common data.")
    everything = dict(items(package, start))
    prefix = next(iter(everything)).split("/")[0]
    kept = [(f"{prefix}/{name}", everything[f"{prefix}/{name}"]) for name in KEPT]
    data = os.path.join(folder, "icu.dat")
    with open(data, "wb") as file:
        file.write(package[:start] + packed(kept))
    with open(os.path.join(folder, "icu.S"), "w", encoding="utf-8") as file:
        file.write(ASSEMBLY.format(symbol="__wrap_" + prefix[:-1] + "_dat", file=data))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
