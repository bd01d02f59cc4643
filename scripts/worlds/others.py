"""What usual analyses say about the same diary: (estimate, lower, upper) of condition minus reference."""

import numpy as np
from scipy import optimize, stats


def welch(y, x, runs):
    """Welch's t on the days."""
    a, b = y[x == 0], y[x == 1]
    found = stats.ttest_ind(b, a, equal_var=False)
    interval = found.confidence_interval()
    return b.mean() - a.mean(), interval.low, interval.high


def phase_means(y, x, runs):
    """Student's t on the means of the phases; none below two of each."""
    means = [(x[first], np.mean(y[first:last])) for first, last in runs]
    a = [mean for value, mean in means if value == 0]
    b = [mean for value, mean in means if value == 1]
    if min(len(a), len(b)) < 2:
        return None
    found = stats.ttest_ind(b, a)
    interval = found.confidence_interval()
    return np.mean(b) - np.mean(a), interval.low, interval.high


def _t_interval(columns, y, whiten=lambda m: m):
    design, response = whiten(np.column_stack(columns)), whiten(y[:, None])[:, 0]
    inverse = np.linalg.pinv(design.T @ design)
    beta = inverse @ design.T @ response
    freedom = len(y) - design.shape[1]
    variance = ((response - design @ beta) ** 2).sum() / freedom
    half = stats.t.ppf(0.975, freedom) * np.sqrt(variance * inverse[1, 1])
    return beta[1], beta[1] - half, beta[1] + half


def ols_trend(y, x, runs, times):
    """Least squares with a straight trend."""
    return _t_interval([np.ones(len(y)), x, times - times.mean()], y)


def gls_ar1(y, x, runs, times):
    """Generalised least squares with AR(1) errors by REML, intervals by t with n - 2 degrees of freedom:
    what gls(correlation = corAR1()) of R's nlme prints."""
    gap = np.abs(times[:, None] - times[None, :])
    design = np.column_stack([np.ones(len(y)), x])

    def whitener(rho):
        factor = np.linalg.cholesky(rho ** gap)
        return (lambda m: np.linalg.solve(factor, m)), 2 * np.log(np.diag(factor)).sum()

    def loss(rho):
        whiten, log_determinant = whitener(rho)
        w, r = whiten(design), whiten(y[:, None])[:, 0]
        residual = r - w @ np.linalg.lstsq(w, r, rcond=None)[0]
        freedom = len(y) - 2
        return (freedom * np.log((residual ** 2).sum()) + log_determinant
                + np.linalg.slogdet(w.T @ w)[1])

    best = optimize.minimize_scalar(loss, bounds=(1e-6, 0.995), method="bounded")
    return _t_interval([design[:, 0], design[:, 1]], y, whitener(best.x)[0])


def all_of(score, exposure):
    """{name: (estimate, lower, upper)} of one site's days with a score."""
    times = np.flatnonzero(~np.isnan(score))
    y, x = score[times], np.asarray(exposure)[times].astype(float)
    edges = [0] + [i for i in range(1, len(x)) if x[i] != x[i - 1]] + [len(x)]
    runs = list(zip(edges, edges[1:]))
    if len(set(x)) < 2 or min((x == 0).sum(), (x == 1).sum()) < 3 or y.std() == 0:
        return {}
    found = {}
    with np.errstate(all="ignore"):
        for name, rule in [("Welch t", lambda: welch(y, x, runs)),
                           ("t on phase means", lambda: phase_means(y, x, runs)),
                           ("OLS with trend", lambda: ols_trend(y, x, runs, times)),
                           ("GLS AR(1)", lambda: gls_ar1(y, x, runs, times))]:
            try:
                answer = rule()
            except np.linalg.LinAlgError:
                answer = None
            if answer is not None and np.isfinite(answer).all():
                found[name] = [float(value) for value in answer]
    return found
