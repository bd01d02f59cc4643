#!/usr/bin/env python3
"""Writes a simulated trial of 180 days with everything in it: make_trial.py FOLDER.

Three outcomes, two covariates, three conditions in six phases of 30 days, slips, rescue treatment,
illness and travel, missing days. Standard library only; equal bytes every time.
"""
import random
import sys
from datetime import date, timedelta
from pathlib import Path

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
generator = random.Random(180)
phases = ["usual", "diet", "usual", "diet", "gel", "usual"]
effect = {"usual": 0, "diet": -1.2, "gel": -0.5}

lines = "\n".join(f"    - {{condition: {name}, days: 30}}" for name in phases)
(folder / "plan.yaml").write_text(f"""title: Everything at once, 180 days
question: What helps my skin?
source: Simulated data, not a real person.
seed: 1
outcomes:
  - {{id: itch, name: itch, scale: {{from: 0, to: 10, better: lower}}, worthwhile: 1, primary: true}}
  - {{id: redness, name: redness, scale: {{from: 0, to: 4, better: lower}}, worthwhile: 1}}
  - {{id: sleep, name: sleep, scale: {{from: 0, to: 10, better: higher}}, worthwhile: 1}}
covariates:
  - {{id: stress, name: stress}}
  - {{id: sun, name: hours of sun}}
conditions:
  - {{id: usual, name: as usual}}
  - {{id: diet, name: without dairy, against: usual}}
  - {{id: gel, name: the gel, against: usual}}
schedule:
  start: 2026-01-05
  phases:
{lines}
diary:
  file: diary.csv
  day: {{column: date}}
  marks: {{slip: slip, rescue: rescue, illness: illness, travel: travel}}
analysis:
  onset-lag: 7
  washout: 7
  trend: true
started-because-bad: true
""", encoding="utf-8")

rows = ["date,itch,redness,sleep,stress,sun,slip,rescue,illness,travel"]
error = 0.0
for day in range(180):
    name = phases[day // 30]
    error = 0.5 * error + generator.gauss(0, 0.9)
    stress, sun = generator.randint(0, 10), round(generator.uniform(0, 6), 1)
    level = 5.5 + effect[name] + 0.1 * (stress - 5) + error
    itch = min(max(round(level), 0), 10)
    redness = min(max(round(level / 2.5 + generator.gauss(0, 0.4)), 0), 4)
    sleep = min(max(round(10 - level + generator.gauss(0, 1)), 0), 10)
    scores = ["", "", ""] if generator.random() < 0.08 else [itch, redness, sleep]
    marks = [
        name != "usual" and generator.random() < 0.06, generator.random() < 0.05,
        day in (70, 71, 72), 100 <= day < 105]
    cells = [*scores, stress, sun, *("yes" if mark else "no" for mark in marks)]
    rows.append(f"{date(2026, 1, 5) + timedelta(day)}," + ",".join(map(str, cells)))
(folder / "diary.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
