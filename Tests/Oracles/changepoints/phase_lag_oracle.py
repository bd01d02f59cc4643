#!/usr/bin/env python3
"""Phase-lag posterior by dense linear algebra, one GLS solve for each (noise node, lag): phase_lag.json.
Independent of the program: V is inverted whole, the effect is a column of the regression, E[delta] by
100-point Gauss-Hermite quadrature of the moment prior. numpy 2.4.6, Python 3.11."""
import csv, json, os
import numpy as np
HERE = os.path.dirname(os.path.abspath(__file__))
RHO, OM = [.2, .4, .6, .75, .85, .92, .97], [0., .15, .3, .5, .7, .85]
NODES = [(0., 1.)] + [(r, w) for r in RHO for w in OM]


def read(name):
    rows = [r for r in csv.DictReader(open(os.path.join(HERE, name + ".csv"))) if r["score"]]
    return np.array([int(r["day"]) for r in rows]), np.array([float(r["score"]) for r in rows])


def posterior(days, y, switches, longest=13, k0=1.0):
    n = len(y); y = y - y.mean(); gx, gw = np.polynomial.hermite_e.hermegauss(100); gw = gw / gw.sum()
    l0, l1, eff = [], [], []
    for r, w in NODES:
        D = np.abs(days[:, None] - days[None]).astype(float)
        V = (1 - w) * (r ** D if r > 0 else np.eye(n)) + w * np.eye(n)
        Vi = np.linalg.inv(V); ld = -.5 * np.linalg.slogdet(V)[1]; one = np.ones((n, 1))
        A = one.T @ Vi @ one; b = np.linalg.solve(A, one.T @ Vi @ y); S = y @ Vi @ y - b @ (one.T @ Vi @ y)
        l0.append(ld - .5 * np.linalg.slogdet(A)[1] - .5 * (n - 1) * np.log(S)); row, er = [], []
        for L in range(longest + 1):
            x = sum((1 if j % 2 == 0 else -1) * (days >= s + L).astype(float) for j, s in enumerate(switches))
            X = np.column_stack([np.ones(n), x]); A = X.T @ Vi @ X; A[1, 1] += 1 / k0 ** 2
            Ai = np.linalg.inv(A); b = Ai @ (X.T @ (Vi @ y)); S = y @ Vi @ y - b @ (X.T @ (Vi @ y))
            s = np.sqrt(S / (n - 1)); q = b[1] / s + np.sqrt(Ai[1, 1]) * gx; e2 = (gw * q * q).sum()
            row.append(ld - .5 * np.linalg.slogdet(A)[1] - np.log(k0) - .5 * (n - 1) * np.log(S) + np.log(e2 / k0 ** 2))
            er.append(s * (gw * q ** 3).sum() / e2)
        l1.append(row); eff.append(er)
    l0, l1, eff = np.array(l0), np.array(l1), np.array(eff); o = max(l0.max(), l1.max())
    e0 = np.exp(l0 - o).sum(); e1 = np.exp(l1 - o) / (longest + 1)
    return {"switches": switches, "p_effect": float(e1.sum() / (e0 + e1.sum())),
            "lag": [float(v) for v in e1.sum(0) / e1.sum()], "effect": float((e1 * eff).sum() / e1.sum())}


if __name__ == "__main__":
    out = {name: posterior(*read(name), switches) for name, switches in
           (("reversal", [21, 42, 63]), ("missing", [46]), ("ar1trap", [28, 56]), ("nile", [25, 88]))}
    json.dump(out, open(os.path.join(HERE, "phase_lag.json"), "w"), indent=1); print(json.dumps(out)[:600])
