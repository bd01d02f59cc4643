#!/usr/bin/env python3
"""Splits a published table into one diary a person, cell by cell as it was published.

    python3 examples/split.py TABLE.csv COLUMN VALUE > diary.csv

Keeps the header and every row whose COLUMN starts with VALUE, in the order of the table. No cell is
changed: words, spaces and times stay as they were typed. Python's standard library only.
"""
import csv
import sys


def main() -> int:
    table, column, value = sys.argv[1:4]
    with open(table, newline="", encoding="utf-8") as source:
        rows = list(csv.reader(source))
    header = rows[0]
    place = header.index(column)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(row for row in rows[1:] if row[place].startswith(value))
    return 0


if __name__ == "__main__":
    sys.exit(main())
