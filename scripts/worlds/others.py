"""What other methods say about the same diary.

Effects as (estimate, lower, upper) of condition minus reference at .05; changes as a number of dates.
R does what R is known for: gls of nlme and breakpoints of strucchange, in others.R.
"""

import csv
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy import stats

try:
    import pandas as pd
    from causal_impact import CausalImpact  # bsts-causalimpact
except ImportError:
    CausalImpact = None
try:
    import ruptures
except ImportError:
    ruptures = None

EFFECTS = ["Welch t", "t on phase means", "OLS with trend", "GLS AR(1)", "CausalImpact"]
CHANGES = ["PELT", "strucchange"]


def welch(y, x, times, runs):
    """Welch's t on the days."""
    a, b = y[x == 0], y[x == 1]
    found = stats.ttest_ind(b, a, equal_var=False)
    interval = found.confidence_interval()
    return b.mean() - a.mean(), interval.low, interval.high


def phase_means(y, x, times, runs):
    """Student's t on the means of the phases; none below two of each."""
    means = [(x[first], np.mean(y[first:last])) for first, last in runs]
    a = [mean for value, mean in means if value == 0]
    b = [mean for value, mean in means if value == 1]
    if min(len(a), len(b)) < 2:
        return None
    found = stats.ttest_ind(b, a)
    interval = found.confidence_interval()
    return np.mean(b) - np.mean(a), interval.low, interval.high


def ols_trend(y, x, times, runs):
    """Least squares with a straight trend."""
    design = np.column_stack([np.ones(len(y)), x, times - times.mean()])
    inverse = np.linalg.pinv(design.T @ design)
    beta = inverse @ design.T @ y
    freedom = len(y) - design.shape[1]
    variance = ((y - design @ beta) ** 2).sum() / freedom
    half = stats.t.ppf(0.975, freedom) * np.sqrt(variance * inverse[1, 1])
    return beta[1], beta[1] - half, beta[1] + half


def causal_impact(y, x, times, runs):
    """CausalImpact as it comes: a local level learned before the one change; none with more changes."""
    if CausalImpact is None or len(runs) != 2:
        return None
    first = runs[0][1]
    found = CausalImpact(pd.DataFrame({"y": y}), [0, first - 1], [first, len(y) - 1]).summary_stats
    return tuple(found[name] for name in ("point_effect_mean", "ci_lower", "ci_upper"))


def pelt(y):
    """PELT on the mean: squared errors, penalty 2 ln n by the noise of neighbouring differences."""
    if ruptures is None:
        return None
    noise = stats.median_abs_deviation(np.diff(y), scale="normal") / np.sqrt(2)
    noise = noise or np.diff(y).std() / np.sqrt(2)
    search = ruptures.Pelt(model="l2", min_size=2, jump=1).fit(y)
    return len(search.predict(pen=2 * np.log(len(y)) * noise ** 2)) - 1


RULES = {"Welch t": welch, "t on phase means": phase_means, "OLS with trend": ols_trend,
         "CausalImpact": causal_impact}


def days(score, exposure):
    """The days with a score: scores, exposures, times; nothing where no method could compare."""
    times = np.flatnonzero(~np.isnan(score))
    y, x = score[times], np.asarray(exposure)[times].astype(float)
    if min((x == 0).sum(), (x == 1).sum()) < 3 or y.std() == 0:
        return None
    return y, x, times


def all_of(score, exposure):
    """{name: answer} of one site's days with a score, R's aside."""
    kept = days(score, exposure)
    if kept is None:
        return {}
    y, x, times = kept
    edges = [0] + [i for i in range(1, len(x)) if x[i] != x[i - 1]] + [len(x)]
    runs = list(zip(edges, edges[1:]))
    found = {}
    with np.errstate(all="ignore"):
        for name, rule in RULES.items():
            answer = rule(y, x, times, runs)
            if answer is not None and np.isfinite(answer).all():
                found[name] = [float(value) for value in answer]
        changes = pelt(y)
    if changes is not None:
        found["PELT"] = changes
    return found


def by_r(diaries):
    """{key: {name: answer}} of R's methods for {key: (score, exposure)}; empty without R."""
    script = Path(__file__).with_name("others.R")
    if shutil.which("Rscript") is None or not diaries:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        given, said = Path(folder, "given.csv"), Path(folder, "said.csv")
        with given.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["diary", "day", "y", "x"])
            for place, (score, exposure) in enumerate(diaries.values()):
                kept = days(score, exposure)
                if kept is not None:
                    rows.writerows([place, day, y, x] for y, x, day in zip(*kept))
        subprocess.run(["Rscript", str(script), str(given), str(said)], check=True)
        keys, found = list(diaries), {}
        for row in csv.DictReader(said.open()):
            answers = found.setdefault(keys[int(row["diary"])], {})
            if row["estimate"] != "NA":
                answers["GLS AR(1)"] = [float(row[k]) for k in ("estimate", "lower", "upper")]
            if row["breaks"] != "NA":
                answers["strucchange"] = int(row["breaks"])
    return found
