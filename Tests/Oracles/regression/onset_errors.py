"""Golden values of `onset` and `robust-onset` (oracle_onset_errors.csv), by brute force: dense covariance, one least-squares
solution a node and curve, no shared work. Grids: see ONSET and ROBUST_ONSET; a negative rho has no white noise; a local level
has even spreads and its covariance is divided by the mean variance of a row about the mean of its record.
Run from this folder; needs numpy, scipy and engine.py beside it (for the curves and the mixture only)."""
import numpy as np
from scipy import linalg
import engine as E

KAPPA = np.array([-0.9, -0.45, 0, 0.45, 0.9])
NORMAL = np.exp(-0.5 * (KAPPA / 0.5) ** 2)
SHARES = {0.0: 0.4, 0.3: 0.3, 0.6: 0.3}
ONSET = dict(rhos=12, kappas=[(0.0, 1.0)], thetas=[0.1, 0.3, 0.5, 0.7, 0.9], level=0.2)
ROBUST_ONSET = dict(rhos=12, kappas=list(zip(KAPPA, NORMAL / NORMAL.sum())), thetas=[], level=0.0)


def models(day, phase, grid):
    """(covariance, prior weight, rho, lambda, kappa) of every model; rho and lambda are nan for a local level."""
    n = len(day)
    gap = np.abs(day[:, None] - day[None, :])
    for rho in E.cheb_nodes(grid["rhos"]):
        R = np.where(gap == 0, 1.0, np.sign(rho) ** gap * np.abs(rho) ** gap)
        for share, weight in SHARES.items() if rho >= 0 else [(0.0, 1.0)]:
            for kappa, normal in grid["kappas"]:
                s = np.exp(kappa * phase)
                V = ((1 - share) * R + share * np.eye(n)) * s[:, None] * s[None, :]
                yield V, (1 - grid["level"]) / grid["rhos"] * weight * normal, rho, share, kappa
    since = day - day[0]
    centre = np.eye(n) - 1 / n
    for theta in grid["thetas"]:
        V = np.minimum(since[:, None], since[None, :]) + theta / (1 - theta) ** 2 * np.eye(n)
        yield V * (n - 1) / np.trace(centre @ V), grid["level"] / len(grid["thetas"]), np.nan, np.nan, 0.0


def fit(y, X0, x_full, day, phase, D, grid):
    nu = len(y) - X0.shape[1] - 1
    off = bool(np.any(np.diff(x_full) < 0))
    curves = [(a, b, d, E.reach(a, d, D)) for a in E.TAU_GRID for d in E.DEAD_GRID if E.reach(a, d, D) >= E.MIN_REACH
              for b in (E.TAU_GRID if off else [a])]
    Z = [E.kernel(x_full, a, b, d)[day - 1] / f for a, b, d, f in curves]
    loc, scale, logw, meta = [], [], [], []
    for V, prior, rho, share, kappa in models(day, phase, grid):
        L = np.linalg.cholesky(V)
        wy, w0 = (linalg.solve_triangular(L, A, lower=True) for A in (y, X0))
        for j, z in enumerate(Z):
            Q, U = np.linalg.qr(np.column_stack([w0, linalg.solve_triangular(L, z, lower=True)]))
            b = linalg.solve_triangular(U, Q.T @ wy)
            e = wy - Q @ (Q.T @ wy)
            S = e @ e
            loc.append(b[-1])
            scale.append(np.sqrt(S / nu) / abs(U[-1, -1]))
            logw.append(-0.5 * nu * np.log(S) - np.log(np.diag(L)).sum() - np.log(np.abs(np.diag(U))).sum() + np.log(prior))
            meta.append((rho, share, kappa, j, S))
    loc, scale, logw, meta = map(np.array, (loc, scale, logw, meta))
    w = np.exp(logw - logw.max())
    w /= w.sum()
    m = E.Mixture(loc, scale, w, nu)
    curve = meta[:, 3].astype(int)
    level = np.isnan(meta[:, 0])
    stationary = w[~level] / w[~level].sum()
    long = np.array([f for a, b, d, f in curves])[curve]
    long_run = E.Mixture(loc / long, scale / long, w, nu)
    by_curve = np.bincount(curve, w, minlength=len(curves))

    def median_and_ends(times):
        order = np.argsort(times, kind="stable")
        return [times[order][np.searchsorted(np.cumsum(by_curve[order]), q - 1e-12)] for q in (0.025, 0.5, 0.975)]

    up = median_and_ends(np.array([d + a * np.log(2) for a, b, d, f in curves]))
    down = median_and_ends(np.array([d + b * np.log(2) for a, b, d, f in curves]))
    step = np.array([a == 0 and d == 0 for a, b, d, f in curves])
    return dict(mean=m.mean(), sd=m.sd(), lo=m.quantile(0.025), hi=m.quantile(0.975), p_neg=m.cdf(0.0), p_benefit=m.cdf(-0.5),
                rho_mean=stationary @ meta[~level, 0], lambda_mean=stationary @ meta[~level, 1], kappa_mean=w @ meta[:, 2],
                level_weight=w[level].sum(), noise_weight=w[level | (meta[:, 1] > 0)].sum(), sigma2_mean=w @ meta[:, 4] / (nu - 2),
                lr_lo=long_run.quantile(0.025), lr_median=long_run.quantile(0.5), lr_hi=long_run.quantile(0.975),
                p_step=by_curve @ step, n_models=len(curves), t50_lo=up[0], t50_med=up[1], t50_hi=up[2], off50_med=down[1])


if __name__ == "__main__":
    out = []
    for tag, file, response, columns, D, transform in (
            ("d1", "d1_abab56.csv", "score", ["treat", "sleep", "stress"], 14, lambda v: v),
            ("d2", "d2_abgap.csv", "score", ["treat", "day"], 42, lambda v: v),
            ("d3", "d3_rb56int.csv", "score", ["treat", "stress"], 14, lambda v: v),
            ("d4sqrt", "d4_lesions.csv", "count", ["treat"], 42, lambda v: np.sqrt(v + 0.375)),
            ("d4log", "d4_lesions.csv", "count", ["treat"], 42, lambda v: np.log(v + 0.5))):
        full = np.genfromtxt(file, delimiter=",", names=True)
        d = full[~np.isnan([full[c] for c in [response] + columns]).any(axis=0)]
        y = transform(d[response])
        X0 = np.column_stack([np.ones(len(d))] + [d[c] for c in columns[1:]])
        x = np.full(int(full["day"].max()), np.nan)
        x[full["day"].astype(int) - 1] = full["treat"]
        for k in range(1, len(x)):
            x[k] = x[k - 1] if np.isnan(x[k]) else x[k]
        for name, grid in [("onset", ONSET)] + ([("robust_onset", ROBUST_ONSET)] if tag in ("d1", "d4log") else []):
            found = fit(y, X0, x, d["day"].astype(int), d["treat"], D, grid)
            out += [(f"{tag}.{name}.{key}", "%.14g" % value) for key, value in found.items()]
    with open("oracle_onset_errors.csv", "w") as file:
        file.write("name,value\n" + "".join(f"{name},{value}\n" for name, value in out))
