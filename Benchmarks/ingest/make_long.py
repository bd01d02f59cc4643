"""Writes a long table of a given number of rows: a moment, a series and a value in each.

    python3 make_long.py ROWS FILE
"""
import datetime
import sys

rows = int(sys.argv[1])
moment = datetime.datetime(2021, 1, 1, 6)
with open(sys.argv[2], "w") as file:
    file.write("date,series,value\n")
    for row in range(rows):
        file.write(f"{moment:%Y-%m-%d %H:%M:%S},{('itch', 'rate')[row % 2]},{row % 11}\n")
        moment += datetime.timedelta(seconds=60)
