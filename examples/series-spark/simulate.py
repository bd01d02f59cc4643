"""Simulated trials as JSON Lines: nobody's data. python simulate.py 1000 [seed] > trials.jsonl

Each person has 8 weeks in four drawn pairs of weeks, scores from 0 to 10 with an autocorrelation of
their own, and an effect from a normal distribution (mean -0.6, standard deviation 0.5; lower is better).
One person in twenty stops halfway.
"""

import json
import random
import sys


def trial(number: int, seed: int) -> dict:
    draw = random.Random(seed * 1_000_003 + number)
    exposure = []
    for _ in range(4):
        pair = [0, 1] if draw.random() < 0.5 else [1, 0]
        exposure += [pair[0]] * 7 + [pair[1]] * 7
    effect, rho, level = draw.gauss(-0.6, 0.5), draw.uniform(0, 0.7), draw.uniform(4, 7)
    stays = draw.random() >= 0.05
    noise, scores = draw.gauss(0, 1), []
    for day, share in enumerate(exposure):
        noise = rho * noise + (1 - rho * rho) ** 0.5 * draw.gauss(0, 1)
        score = round(min(10, max(0, level + effect * share + noise)), 1)
        missing = draw.random() < 0.08 or (not stays and day >= 28)
        scores.append(None if missing else score)
    return {
        "person": f"p{number}", "outcome": {"id": "itch", "name": "itch"},
        "condition": {"id": "cream", "name": "cream"}, "reference": {"id": "none", "name": "no cream"},
        "unit": "points", "lowest": 0, "highest": 10, "benefit": "lower", "smallest": 1,
        "score": scores, "exposure": exposure, "pairedPeriodDays": 7, "finished": stays,
    }


if __name__ == "__main__":
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for number in range(count):
        print(json.dumps(trial(number, seed), separators=(",", ":")))
