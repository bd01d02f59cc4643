"""How often the grid and the textbook hold the mean and the next person: units with known normal errors.

    python prototype.py 1000 > table.md        (numpy)

The grid is written anew here, with mu integrated by hand; Sources/calibrate does the same with diaries and the
engine ar1, which is what docs/calibration-series.md is to hold in the end.
"""

import math
import sys

import numpy as np

SETS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
erf = np.vectorize(math.erf)
T975 = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 6: 2.447, 7: 2.365, 13: 2.160, 14: 2.145, 48: 2.011, 49: 2.010}


def phi(z):
    return 0.5 * (1 + erf(z / math.sqrt(2)))


def t975(df):
    df = max(1, df)
    return T975.get(df) or 1.96 + 2.4 / df + 2.6 / df**2 + 2.8 / df**3


def quantile(p, mean, sd, weight):
    low, high = (mean - 9 * sd).min(), (mean + 9 * sd).max()
    for _ in range(45):
        middle = 0.5 * (low + high)
        if (weight * phi((middle - mean) / sd)).sum() < p:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def grid(y, v, scale):
    u = np.linspace(0, math.asinh(8 * scale / 0.3), 61)
    tau = 0.3 * np.sinh(u)
    w = 1 / (v[None, :] + tau[:, None] ** 2)
    var = 1 / w.sum(1)
    mean = (w * y).sum(1) * var
    log = 0.5 * np.log(w).sum(1) + 0.5 * np.log(var) - 0.5 * ((w * y * y).sum(1) - mean**2 / var)
    log += -0.5 * (tau / scale) ** 2 + np.log(np.cosh(u))
    g = np.exp(log - log.max())
    g[0] /= 2
    g /= g.sum()
    keep = g > 1e-8
    mean, var, tau, g = mean[keep], var[keep], tau[keep], g[keep] / g[keep].sum()
    own, next_ = np.sqrt(var), np.sqrt(var + tau**2)
    return [quantile(p, mean, s, g) for s in (own, next_) for p in (0.025, 0.975)]


def reml(y, v):
    def slope(t):
        w = 1 / (v + t)
        m = (w * y).sum() / w.sum()
        return (w**2 * (y - m) ** 2).sum() - w.sum() + (w**2).sum() / w.sum()
    if slope(0) <= 0:
        t = 0.0
    else:
        low, high = 0.0, 100.0
        for _ in range(60):
            t = 0.5 * (low + high)
            low, high = (t, high) if slope(t) > 0 else (low, t)
    w = 1 / (v + t)
    m = (w * y).sum() / w.sum()
    se = math.sqrt(1 / w.sum())
    q = math.sqrt((w * (y - m) ** 2).sum() / (len(y) - 1))
    return m, se, q, t


def cell(name, k, tau, unequal=False, heavy=False, scale=1.0, leaving=False):
    random = np.random.default_rng([7, k, int(100 * tau), unequal, heavy, int(10 * scale), leaving])
    hits = np.zeros(6)
    for _ in range(SETS if k < 50 else SETS // 2):
        y, v = [], []
        while len(y) < k:
            z = random.standard_t(4) / math.sqrt(2) if heavy else random.normal()
            effect = 0.5 + tau * z
            s = math.exp(random.normal(-0.36, 0.5)) if unequal else 0.7
            if leaving and random.random() < (0.3 if effect < 0.5 else 0.1):
                continue
            y.append(effect + s * random.normal())
            v.append(s * s)
        y, v = np.array(y), np.array(v)
        low, high, next_low, next_high = grid(y, v, scale)
        m, se, q, t = reml(y, v)
        wide = t975(k - 2) * math.sqrt(se * se + t)

        def chance(a, b):
            if tau == 0:
                return float(a <= 0.5 <= b)
            if heavy:
                def below(x):
                    x = (x - 0.5) / tau * math.sqrt(2)
                    return 0.5 + (3 / 8) * x / math.sqrt(1 + x * x / 4) * (1 - x * x / (12 * (1 + x * x / 4)))
                return below(b) - below(a)
            return float(phi((b - 0.5) / tau) - phi((a - 0.5) / tau))

        df = t975(k - 1)
        hits += [low <= 0.5 <= high, chance(next_low, next_high), abs(m - 0.5) <= 1.96 * se,
                 abs(m - 0.5) <= df * se * q, abs(m - 0.5) <= df * se * max(1, q), chance(m - wide, m + wide)]
    hits *= 100 / (SETS if k < 50 else SETS // 2)
    print(f"| {name} | {k} | {tau} | " + " | ".join(f"{x:.1f}" for x in hits) + " |", flush=True)


print("| world | people | tau | mean | next | z-REML | HKSJ | with floor | t(k-2) next |")
print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
for k in (3, 5, 8, 15, 50):
    for tau in (0, 0.3, 1):
        cell("equal errors", k, tau)
        cell("unequal errors", k, tau, unequal=True)
for k in (5, 15, 50):
    cell("t4 effects", k, 1, heavy=True)
    for tau in (0.3, 1):
        cell("prior scale 3", k, tau, scale=3)
        cell("prior scale 1/3", k, tau, scale=1 / 3)
        cell("the unhelped leave", k, tau, leaving=True)
