"""How often priors of the spread hold the mean and the next person, and how wide the mean's interval is.

    python prior.py 4000 > priors.md        (numpy)

Units with one known error: the likelihood of the spread then needs the sum of squares alone, so that thousands of
series are summed over at once. The smallest worthwhile change is 1 and the effects spread by tau; "change" is what
the prior takes for it. docs/calibration-series.md says what was concluded.
"""

import math
import sys

import numpy as np

SETS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
ERROR = 0.7
erf = np.vectorize(math.erf, otypes=[float])
PRIORS = {  # ln density at tau in units of the change
    "half-normal 1": lambda z: -z * z / 2,
    "half-Cauchy 1": lambda z: -np.log1p(z * z),
    "half-t4 2": lambda z: -2.5 * np.log1p((z / 2) ** 2 / 4),
    "half-normal 3": lambda z: -((z / 3) ** 2) / 2,
    "half-normal 4": lambda z: -((z / 4) ** 2) / 2,
    "flat": lambda z: 0 * z,
}
u = np.linspace(0, math.asinh(60 / 0.2), 100)
TAU = 0.2 * np.sinh(u)
MEASURE = np.log(np.cosh(u))
MEASURE[0] -= math.log(2)


def phi(z):
    return 0.5 * (1 + erf(z / math.sqrt(2)))


def width(weight, sd):
    """Of the interval of 95 %, the middle one of fifty series: the mixture is symmetric about its mean."""
    low, high = np.zeros(50), np.full(50, 100.0)
    for _ in range(24):
        middle = (low + high) / 2
        below = (weight[:50] * phi(middle[:, None] / sd)).sum(1) < 0.975
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return 2 * np.median(low)


print("| people | tau | change | " + " | ".join(PRIORS) + " |")
print("|---:|---:|---:|" + "---|" * len(PRIORS))
for people in (3, 5, 15, 50):
    for tau in (0.3, 1):
        random = np.random.default_rng([people, int(10 * tau)])
        y = tau * random.standard_normal((SETS, people)) + ERROR * random.standard_normal((SETS, people))
        mean, square = y.mean(1), y.var(1) * people
        following = tau * random.standard_normal(SETS)
        variance = ERROR**2 + TAU**2
        log = -0.5 * (people - 1) * np.log(variance) - 0.5 * square[:, None] / variance + MEASURE
        own, ahead = np.sqrt(variance / people), np.sqrt(variance / people + TAU**2)
        of_mean, of_next = phi(-mean[:, None] / own), phi((following - mean)[:, None] / ahead)
        for change in (1 / 3, 1, 3):
            cells = []
            for prior in PRIORS.values():
                weight = log + prior(TAU / change)
                weight = np.exp(weight - weight.max(1, keepdims=True))
                weight /= weight.sum(1, keepdims=True)
                held = [100 * np.mean(abs((weight * p).sum(1) - 0.5) < 0.475) for p in (of_mean, of_next)]
                cells.append(f"{held[0]:.1f} / {held[1]:.1f} ({width(weight, own):.1f})")
            print(f"| {people} | {tau} | {change:.2f} | " + " | ".join(cells) + " |", flush=True)
