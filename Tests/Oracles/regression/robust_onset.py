"""Golden values of `robust-onset` (oracle_robust_onset.csv), by brute force: dense covariance, one least-squares
solution a node, no shared work. Grid of regression section 2.2.6: rho 12 Chebyshev nodes x lambda {0, .3, .6}
(prior .4, .3, .3; lambda 0 only for rho < 0) x kappa {-.9, -.45, 0, .45, .9} (prior N(0, .5^2)) x the onset curves.
Run from this folder; needs numpy, scipy, pandas and engine.py beside it (for the curves and the mixture only)."""
import numpy as np
import pandas as pd
from scipy import linalg
import engine as E

LAM, LW = (0.0, 0.3, 0.6), (0.4, 0.3, 0.3)
KAP = np.array([-0.9, -0.45, 0, 0.45, 0.9])
KW = np.exp(-0.5 * (KAP / 0.5) ** 2)
KW /= KW.sum()


def fit(y, X0, x_full, day, phase, D):
    n = len(y)
    nu = n - X0.shape[1] - 1
    gap = np.abs(day[:, None] - day[None, :])
    off = bool(np.any(np.diff(x_full) < 0))
    curves = [(a, b, d, E.reach(a, d, D)) for a in E.TAU_GRID for d in E.DEAD_GRID if E.reach(a, d, D) >= E.MIN_REACH
              for b in (E.TAU_GRID if off else [a])]
    Z = [E.kernel(x_full, a, b, d)[day - 1] / f for a, b, d, f in curves]
    loc, scale, logw, meta = [], [], [], []
    for rho in E.cheb_nodes(12):
        R = np.where(gap == 0, 1.0, np.sign(rho) ** gap * np.abs(rho) ** gap)
        for lam, lw in zip(LAM, LW):
            if rho < 0 and lam > 0:
                continue
            L = np.linalg.cholesky((1 - lam) * R + lam * np.eye(n))
            for kap, kw in zip(KAP, KW):
                s = np.exp(kap * phase)
                white = lambda A: linalg.solve_triangular(L, (A.T / s).T, lower=True)
                wy, w0 = white(y), white(X0)
                logdet = 2 * np.log(np.diag(L)).sum() + 2 * np.log(s).sum()
                for j, z in enumerate(Z):
                    Q, U = np.linalg.qr(np.column_stack([w0, white(z)]))
                    b = linalg.solve_triangular(U, Q.T @ wy)
                    e = wy - Q @ (Q.T @ wy)
                    S = e @ e
                    loc.append(b[-1])
                    scale.append(np.sqrt(S / nu) / abs(U[-1, -1]))
                    logw.append(-0.5 * (nu * np.log(S) + logdet) - np.log(np.abs(np.diag(U))).sum()
                                + np.log(kw * (lw if rho >= 0 else 1.0)))
                    meta.append((rho, lam, kap, j, S))
    loc, scale, logw, meta = map(np.array, (loc, scale, logw, meta))
    w = np.exp(logw - logw.max())
    w /= w.sum()
    m = E.Mixture(loc, scale, w, nu)
    byCurve = np.bincount(meta[:, 3].astype(int), w)
    t50 = np.array([d + a * np.log(2) for a, b, d, f in curves])
    order = np.argsort(t50, kind="stable")
    cumulated = np.cumsum(byCurve[order])
    return dict(mean=m.mean(), sd=m.sd(), lo=m.quantile(0.025), hi=m.quantile(0.975), p_neg=m.cdf(0.0),
                rho_mean=w @ meta[:, 0], lambda_mean=w @ meta[:, 1], kappa_mean=w @ meta[:, 2],
                sigma2_mean=w @ meta[:, 4] / (nu - 2), n_models=len(curves),
                t50_med=t50[order][np.searchsorted(cumulated, 0.5 - 1e-12)])


if __name__ == "__main__":
    out = []
    for tag, file, response, columns, D in (
            ("d1", "d1_abab56.csv", "score", ["treat", "sleep", "stress"], 14),
            ("d4log", "d4_lesions.csv", "count", ["treat"], 42)):
        full = pd.read_csv(file)
        d = full.dropna(subset=[response] + columns)
        y = d[response].to_numpy(float)
        y = np.log(y + 0.5) if tag == "d4log" else y
        X0 = np.column_stack([np.ones(len(d))] + [d[c].to_numpy(float) for c in columns[1:]])
        x = np.full(int(full.day.max()), np.nan)
        x[full.day.to_numpy() - 1] = full.treat
        x = pd.Series(x).ffill().to_numpy()
        for name, value in fit(y, X0, x, d.day.to_numpy(), d.treat.to_numpy(float), D).items():
            out.append((f"{tag}.robust_onset.{name}", "%.14g" % value))
    pd.DataFrame(out, columns=["name", "value"]).to_csv("oracle_robust_onset.csv", index=False)
