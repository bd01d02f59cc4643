#!/usr/bin/env python3
"""Simulates plan.yaml and diary.csv of examples/milk-back from the truth stated in truth.md.

    python3 simulate.py

The random numbers are Python's random.random (Mersenne Twister, seed 36) turned into normal ones by the
Box-Muller formula, so every version of Python writes the same files.
"""
import datetime
import math
import pathlib
import random

MEAN, ELIMINATION, TAU = 5.0, -1.5, 6.0   # points, points, days
MILK = 2.2                                # points after a full portion, on the three days after it
SD, RHO = 0.8, 0.4                        # points, a day
START = datetime.date(2026, 1, 5)
FOLDER = pathlib.Path(__file__).parent

PLAN = """\
title: Without milk and egg, then one at a time
question: Is my skin calmer without milk and egg, and which of them brings it back?
source: >-
  Simulated data, not a real person. The truth behind them is in truth.md: the skin answers to milk and
  not to egg.
seed: 36
started-because-bad: true

outcomes:
  - id: skin
    name: skin score (0 calm, 10 worst)
    instrument: skin-nrs
    worthwhile: 1

conditions:
  - {{id: usual, name: as usual}}
  - {{id: without, name: without milk and egg, against: usual, leaves-out: [dairy, egg]}}

reintroduction:
  foods: [milk, egg]
  portion: 200 ml of milk, or one egg
  doses: [0.5, 1]
  days-at-dose: [1, 1]
  observation: 3
  washout: 4
  repeats: 3
  order: rounds

schedule:
  start: {start}
  phases:
{phases}

diary:
  file: diary.csv
  day: {{column: date}}
  marks: {{slip: ate it by mistake, rescue: rescue cream, illness: ill, reaction: reaction}}

analysis:
  onset-lag: 14
  washout: 14
"""


def schedule():
    """Condition, days, part, food and portion of each phase."""
    phases = [("usual", 21, "baseline", None, None), ("without", 42, "elimination", None, None)]
    for _ in range(3):
        for food in ("milk", "egg"):
            phases += [
                ("usual", 1, "challenge", food, 0.5), ("usual", 1, "challenge", food, 1),
                ("without", 3, "observation", food, None), ("without", 4, "washout", food, None)]
    return phases


def line(condition, days, part, food, portion):
    keys = [f"condition: {condition}", f"days: {days}", f"part: {part}"]
    keys += [f"food: {food}"] if food else []
    keys += [f"portion: {portion}"] if portion else []
    return "    - {" + ", ".join(keys) + "}"


def main():
    random.seed(36)

    def normal():
        return math.sqrt(-2 * math.log(1 - random.random())) * math.cos(2 * math.pi * random.random())

    phases = schedule()
    plan = PLAN.format(start=START, phases="\n".join(line(*phase) for phase in phases))
    (FOLDER / "plan.yaml").write_text(plan, encoding="utf-8")
    rows = ["date,skin,ate it by mistake,rescue cream,ill,reaction"]
    day, level, error, doses = 0, 0.0, normal() * SD, []
    for condition, length, part, food, portion in phases:
        for _ in range(length):
            left_out = condition == "without" or part == "challenge"
            level += (1 - math.exp(-1 / TAU)) * ((ELIMINATION if left_out else 0.0) - level)
            if food == "milk" and portion:
                doses.append((day, portion))
            milk = max([MILK * size for when, size in doses if 1 <= day - when <= 3], default=0.0)
            error = RHO * error + math.sqrt(1 - RHO * RHO) * SD * normal()
            slip = part == "elimination" and random.random() < 0.05
            latent = MEAN + level + milk + error
            rescue = latent > 6.5 and random.random() < 0.5
            ill = 40 <= day <= 42
            missing = random.random() < 0.06
            marks = ",".join("yes" if mark else "no" for mark in (slip, rescue, ill, False))
            score = "" if missing else min(10, max(0, round(latent)))
            rows.append(f"{START + datetime.timedelta(day)},{score},{marks}")
            day += 1
    (FOLDER / "diary.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
