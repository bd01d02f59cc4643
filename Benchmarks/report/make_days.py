"""Writes a trial of many days, one outcome, made-up scores that resemble their neighbours.

    python3 make_days.py DAYS STRETCHES FOLDER

STRETCHES is how often reference and tested condition take turns; no phase is longer than 3,660 days.
"""
import datetime
import os
import random
import sys

days, stretches, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
start = datetime.date(1970, 1, 5)
each = days // stretches
phases = []
for stretch in range(stretches):
    left = each if stretch < stretches - 1 else days - each * (stretches - 1)
    while left > 0:
        phases.append((("usual", "without")[stretch % 2], min(left, 3660)))
        left -= phases[-1][1]
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "plan.yaml"), "w") as plan:
    plan.write(
        f"""title: {days} days in {stretches} stretches
seed: 3
outcomes:
  - {{id: skin, instrument: skin-nrs, worthwhile: 1, primary: true}}
conditions:
  - {{id: usual}}
  - {{id: without, against: usual}}
schedule:
  start: {start}
  phases:
"""
    )
    for condition, length in phases:
        plan.write(f"    - {{condition: {condition}, days: {length}}}\n")
    plan.write("diary: {file: diary.csv, day: {column: date}}\nanalysis: {onset-lag: 3, washout: 3}\n")
draw = random.Random(1)
noise = 0.0
with open(os.path.join(folder, "diary.csv"), "w") as diary:
    diary.write("date,skin\n")
    for day in range(days):
        noise = 0.5 * noise + draw.gauss(0, 1)
        score = round(2 * min(10, max(0, 5 - (day // each) % 2 + noise))) / 2
        if draw.random() >= 0.03:
            diary.write(f"{start + datetime.timedelta(day)},{score:g}\n")
