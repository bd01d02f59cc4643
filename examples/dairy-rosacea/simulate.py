#!/usr/bin/env python3
"""Simulates the diary of examples/dairy-rosacea from the truth stated in truth.md.

    python3 simulate.py > diary.csv

The random numbers are Python's random.random (Mersenne Twister, seed 20260105) turned into normal
ones by the Box-Muller formula, so every version of Python writes the same file.
"""
import datetime
import math
import random
import sys

MEAN, EFFECT, TAU = 5.2, -1.8, 7.0      # points, points, days
SD, RHO, STRESS = 1.1, 0.5, 0.25        # points, a day, points per point of stress
PHASES = [(False, 28), (True, 42), (False, 28)]


def main() -> None:
    random.seed(20260105)

    def normal() -> float:
        return math.sqrt(-2 * math.log(1 - random.random())) * math.cos(2 * math.pi * random.random())

    print("date,skin,redness,stress,ate dairy by mistake,rescue cream")
    day, level, error, stress = datetime.date(2026, 1, 5), 0.0, normal() * SD, 4.0
    for without_dairy, length in PHASES:
        for _ in range(length):
            slip = without_dairy and random.random() < 0.06
            target = EFFECT if without_dairy and not slip else 0.0
            level += (1 - math.exp(-1 / TAU)) * (target - level)
            error = RHO * error + math.sqrt(1 - RHO * RHO) * SD * normal()
            stress = min(10, max(0, 4 + 0.6 * (stress - 4) + 1.3 * normal()))
            latent = MEAN + level + STRESS * (round(stress) - 4) + error
            skin = min(10, max(0, round(latent)))
            redness = min(4, max(0, round(latent / 2.5 + 0.3 * normal())))
            rescue = latent > 8 and random.random() < 0.7
            missing = random.random() < 0.08
            if not missing:
                print(f"{day},{skin},{redness},{round(stress)},{'yes' if slip else 'no'},{'yes' if rescue else 'no'}")
            day += datetime.timedelta(days=1)


if __name__ == "__main__":
    sys.exit(main())
