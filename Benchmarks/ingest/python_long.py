"""The work of `n1 import` on a long table with Python's csv and sqlite3.

    python3 python_long.py FILE DATABASE

Every day is parsed, every value checked against its range, everything written in one transaction
with an index on the day.
"""
import csv
import datetime
import sqlite3
import sys

database = sqlite3.connect(sys.argv[2])
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, line INTEGER, day INTEGER, "
                 "second INTEGER, name TEXT, number REAL)")
database.execute("CREATE INDEX byDay ON record (day)")
epoch = datetime.date(1970, 1, 1)


def records():
    with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        for row in reader:
            moment = datetime.datetime.fromisoformat(row["date"])
            value = float(row["value"])
            if not 0 <= value <= 10:
                raise SystemExit(f"line {reader.line_num}: {value}")
            second = (moment.hour * 60 + moment.minute) * 60 + moment.second
            yield reader.line_num, (moment.date() - epoch).days, second, row["series"], value


with database:
    database.executemany(
        "INSERT INTO record (line, day, second, name, number) VALUES (?, ?, ?, ?, ?)", records())
print(database.execute("SELECT count(*) FROM record").fetchone()[0])
