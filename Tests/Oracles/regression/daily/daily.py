"""Posterior of one effect under the error models of `daily`, by dense covariances: every node builds its n x n
covariance, factors it and solves least squares from scratch, without filters and without shared work.
Recomputes reference.csv from r1.csv ... r6.csv and prints the largest deviation in units of the interval's width
(1e-9 at most). Needs numpy and scipy; about a minute. Run from this folder."""
import csv
import numpy as np
from scipy import linalg, optimize, stats

RHO = np.cos((2 * np.arange(32, 0, -1) - 1) * np.pi / 64)
SHARE = {0.0: 0.4, 0.2: 0.2, 0.4: 0.2, 0.6: 0.2}
KAPPA = 0.15 * np.arange(-8, 9)
NORMAL = np.exp(-2 * KAPPA**2)
POINT_AND_NORMAL = 0.5 * NORMAL / NORMAL.sum() + 0.5 * (KAPPA == 0)


def models(day):
    """(covariance, prior weight, is a local level, has rating noise) of every model with even spreads."""
    apart = np.abs(day[:, None] - day[None, :])
    same = np.eye(len(day))
    for rho in RHO:
        wander = np.sign(rho) ** apart * np.abs(rho) ** apart
        for share, weight in SHARE.items() if rho > 0 else [(0.0, 1.0)]:
            yield (1 - share) * wander + share * same, 0.8 / 32 * weight, False, share > 0
    since = day - day[0]
    for theta in 0.05 + 0.1 * np.arange(10):
        walk = np.minimum(since[:, None], since[None, :])
        yield walk + theta / (1 - theta) ** 2 * same, 0.02, True, True


def component(y, X, V, column):
    """Location and scale of one coefficient, and the restricted log likelihood, given the covariance."""
    n, p = X.shape
    L = np.linalg.cholesky(V)
    whitened = linalg.solve_triangular(L, np.column_stack([X, y]), lower=True)
    Q, R = np.linalg.qr(whitened[:, :p])
    rest = whitened[:, p] - Q @ (Q.T @ whitened[:, p])
    rest -= Q @ (Q.T @ rest)
    S = rest @ rest
    unit = np.eye(p)[column]
    location = linalg.solve_triangular(R, Q.T @ whitened[:, p])[column]
    scale = np.sqrt(S / (n - p)) * np.linalg.norm(linalg.solve_triangular(R, unit, trans="T"))
    log = -(n - p) / 2 * np.log(S) - np.log(np.diag(L)).sum() - np.log(np.abs(np.diag(R))).sum()
    return location, scale, log


def fit(y, X, day, phase, column=1):
    rows = []
    for V, prior, is_level, is_noisy in models(day):
        for kappa, weight in [(0.0, 1.0)] if is_level else zip(KAPPA, POINT_AND_NORMAL):
            spread = np.exp(kappa * phase)
            found = component(y, X, V * spread[:, None] * spread[None, :], column)
            rows.append((*found, np.log(prior * weight), kappa, is_level, is_noisy))
    m, s, log, prior, kappa, level, noisy = np.array(rows, float).T
    w = np.exp(log + prior - np.max(log + prior))
    w /= w.sum()
    nu = len(y) - X.shape[1]
    mean = w @ m
    sd = np.sqrt(w @ (s**2 * nu / (nu - 2) + (m - mean) ** 2))
    below = lambda x: w @ stats.t.cdf((x - m) / s, nu)
    quantile = lambda q: optimize.brentq(lambda x: below(x) - q, mean - 50 * sd, mean + 50 * sd, xtol=1e-13)
    return dict(estimate=mean, sd=sd, lower=quantile(0.025), upper=quantile(0.975), p=2 * min(below(0), 1 - below(0)),
                p_local_level=w @ level, mean_kappa=w @ kappa, p_rating_noise=w @ noisy)


if __name__ == "__main__":
    worst = 0.0
    for row in csv.DictReader(open("reference.csv")):
        table = np.genfromtxt(row["data"] + ".csv", delimiter=",", names=True)
        others = [table[name] for name in table.dtype.names if name not in ("k", "y", "x")]
        X = np.column_stack([np.ones(len(table)), table["x"], *others])
        found = fit(table["y"], X, table["k"], table["x"])
        width = found["upper"] - found["lower"]
        deviations = {name: abs(value - float(row[name])) / width for name, value in found.items()}
        print(row["data"], "%.1e" % max(deviations.values()))
        worst = max(worst, *deviations.values())
    print("largest: %.1e" % worst)
