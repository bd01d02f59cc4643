"""Onset averages, by dense Cholesky factors (numpy, scipy): onset.csv; rhythms of schedules: rhythm.csv.  python3 onset_rhythm.py

y_sd: contrasts within days by mbcore.Layout.K; V dense; one QR a node. Kernels as in the engine `onset`; 20 Chebyshev nodes, lambda 0 and .4.
"""
import csv
import numpy as np
from scipy import linalg
from mbcore import Layout, Mix, noise_nodes, drop_one, schedules, starts_to_x
from ref import SETS, swing, win
TAUS, DEADS = [0, 2, 4, 7, 10, 14, 21, 28], [0, 3, 7]
CURVES = [(a, d) for a in (0, 4, 10, 21) for d in (0, 5)]

def read(name):
    rows = list(csv.DictReader(open(name + '.csv'))); S = sum(k[0] == 'y' for k in rows[0])
    g = lambda k: np.array([float(r[k]) if r[k] else np.nan for r in rows])
    y = np.array([g(f'y{s+1}') for s in range(S)]); x = np.array([g(f'x{s+1}') for s in range(S)])
    return (y / np.array([[swing(a)] for a in y]) if name == 'mb5_scales' else y), x

def kern(x, tau, dead):
    z, s = np.zeros_like(x), np.zeros(len(x)); a = 1. if tau == 0 else -np.expm1(-1 / tau)
    for t in range(x.shape[1]): s = s + a * ((x[:, t - dead] if t >= dead else 0 * s) - s); z[:, t] = s
    return z
reach = lambda tau, dead, D: 0. if D <= dead else (1. if tau == 0 else -np.expm1(-(D - dead) / tau))

def onset(name, taus=TAUS, deads=DEADS):
    y, x = read(name); lay = Layout(np.isfinite(y)); D = min(28, int(x.sum(1).min())); K = lay.K
    ks = [(a, d) for a in taus for d in deads if reach(a, d, D) >= .25]
    X = np.column_stack([K @ lay.vec(kern(x, *k)) / reach(*k, D) for k in ks]); Z = K @ drop_one(lay); Y = K @ lay.vec(np.nan_to_num(y))
    nu = len(Y) - Z.shape[1] - 1; loc, sc, l = [], [], []
    for r, lam, w in noise_nodes(20, (np.array([0, .4]), np.array([.5, .5]))):
        L = linalg.cholesky(K @ lay.V(r, lam) @ K.T, lower=True); W = linalg.solve_triangular(L, np.column_stack([Z, X, Y]), lower=True); ld = np.log(np.diag(L)).sum()
        for j in range(len(ks)):
            A = np.column_stack([W[:, :Z.shape[1]], W[:, Z.shape[1] + j], W[:, -1]]); R = np.linalg.qr(A, mode='r'); S2 = R[-1, -1] ** 2
            loc.append(R[-2, -1] / R[-2, -2]); sc.append(np.sqrt(S2 / nu) / abs(R[-2, -2])); l.append(-.5 * nu * np.log(S2) - ld - np.log(abs(np.diag(R)[:-1])).sum() + np.log(w))
    m = Mix(*[np.array(a)[:, None] for a in (loc, sc, l)], nu)
    step = m.w[:, 0].reshape(-1, len(ks)).sum(0)[ks.index((0, 0))]
    return dict(set=name, horizon=D, curves=len(ks), mean=m.mean()[0], lower=m.quantile(.025, 200)[0], upper=m.quantile(.975, 200)[0], p_below_0=m.cdf(0.)[0], p_step=step)

def exact(name):
    """k of the draw with the average over CURVES, V = AR(.5) within + .95^gap shared, dense"""
    y, x = read(name); lay = Layout(np.isfinite(y)); S = len(y); windows = win(S); sch, ok = schedules(windows, cap=200000); assert ok
    starts = np.array([int(np.argmax(a)) for a in x]); obs = int(np.nonzero((sch == starts).all(1))[0][0]); Z = lay.site()
    A = np.linalg.inv(lay.V(.5, 0.) + lay.C(.95)); AZ = A @ Z; M = A - AZ @ np.linalg.solve(Z.T @ AZ, AZ.T); Y = lay.vec(np.nan_to_num(y)); yy = Y @ M @ Y; nu = lay.N - S - 1; l = []
    for tau, dead in CURVES:
        one = {d: kern(starts_to_x([d], lay.T), tau, dead)[0] for w in windows for d in w}
        H = {(s, d): (lay.s == s) * one[d][lay.d] for s in range(S) for d in one}; keys = list(H); pos = {k: i for i, k in enumerate(keys)}; HH = np.array([H[k] for k in keys]); hy = HH @ M @ Y; G = HH @ M @ HH.T
        idx = np.array([[pos[s, d] for s, d in enumerate(st)] for st in sch]); num = hy[idx].sum(1); den = G[idx[:, :, None], idx[:, None, :]].sum((1, 2))
        l.append(-.5 * nu * np.log1p(-np.minimum(num ** 2 / den / yy, 1 - 1e-12)))
    l = np.array(l); m = l.max(0); t = m + np.log(np.exp(l - m).mean(0)); o = t[obs]
    return dict(onset_extreme=int((t >= o - 1e-9 * (1 + abs(o))).sum()), onset_statistic=o)

# ------------------------------------------------------------------ rhythms
def multiple_r(x, B):
    x = x - x.mean(); B = B - B.mean(0); q, r, _ = np.linalg.svd(B, full_matrices=False); q = q[:, r > 1e-9 * r.max()] if r.max() > 1e-9 else q[:, :0]
    return float(np.sqrt(((q.T @ x) ** 2).sum() / (x @ x)))
def cycle(t, period): return np.column_stack([np.cos(2 * np.pi * t / period), np.sin(2 * np.pi * t / period)])
def working_week(x, t): return max(0. if w.std() == 0 else abs(np.corrcoef(x, w)[0, 1]) for w in [(((t + k) % 7) >= 5).astype(float) for k in range(7)])
def shift(x, t, period, rho):
    R = rho ** np.abs(t[:, None] - t[None, :]).astype(float); X = np.column_stack([np.ones(len(t)), x]); Ri = np.linalg.inv(R); C = np.linalg.inv(X.T @ Ri @ X); b = (C @ X.T @ Ri @ cycle(t, period))[1]
    return float(np.hypot(*b)), float(np.hypot(*b) / np.sqrt(C[1, 1]))
def keep(x): return np.array([t for t in range(len(x)) if t == 0 or x[t] == x[t - 1]])
def ph(*d): return np.concatenate([np.full(n, i % 2) for i, n in enumerate(d)]).astype(float)
def bp(order, per): return np.concatenate([np.r_[np.full(per, int(o == 'B')), np.full(per, int(o == 'A'))] for o in order]).astype(float)
PLANS = {'AB 14+42': ph(14, 42), 'ABA 28+42+28': ph(28, 42, 28), 'ABAB 4x10': ph(10, 10, 10, 10), 'ABAB 4x14': ph(14, 14, 14, 14), 'ABAB 14 17 11 14': ph(14, 17, 11, 14), 'ABAB 10 18 14 14': ph(10, 18, 14, 14), 'ABAB 4x18': ph(18, 18, 18, 18),
         'ABAB 4x21': ph(21, 21, 21, 21), 'ABAB 4x28': ph(28, 28, 28, 28), 'ABABAB 6x14': ph(*[14] * 6), 'week-ends 5+2': ph(*[5, 2] * 8), 'pairs 4x(7+7) ABABABAB': bp('AAAA', 7), 'pairs 4x(7+7) one mirrored': bp('AAAB', 7),
         'pairs 4x(7+7) ABBAABBA': bp('ABAB', 7), 'pairs 4x(7+7) ABBABAAB': bp('ABBA', 7), 'pairs 2x(14+14) ABBA': bp('AB', 14), 'pairs 6x(7+7) mixed': bp('ABABBA', 7), 'pairs 6x(5+5)': bp('AABBAB', 5)}
if __name__ == '__main__':
    out = []
    for name in SETS:
        r = onset(name); f = onset(name, [0, 2, 4], [0, 3]); r.update(fast_mean=f['mean'], fast_lower=f['lower'], fast_upper=f['upper'])
        if name in ('mb1_recovery_null', 'mb2_recovery_effect', 'mb3_two_sites', 'mb5_scales'): r.update(exact(name))
        out.append({k: '%.12g' % v if isinstance(v, float) else v for k, v in r.items()})
    w = csv.DictWriter(open('onset.csv', 'w', newline=''), list(out[0]), restval=''); w.writeheader(); w.writerows(out)
    with open('rhythm.csv', 'w') as g:
        g.write('plan,exposures,first_row_of_each_phase_kept,weekday,working_week,period_28,shift,shift_errors_rho_3\n')
        for nm, x in PLANS.items():
            whole = nm.startswith('week') or nm.startswith('AB 14'); t = np.arange(len(x)) if whole else keep(x); xk = x[t]
            v = [multiple_r(xk, (t[:, None] % 7 == np.arange(7)) * 1.), working_week(xk, t), multiple_r(xk, cycle(t, 28)), shift(xk, t, 28, .5)[0], shift(xk, t, 28, .3)[1]]
            g.write(f"{nm},{''.join('%d' % a for a in x)},{int(whole)}," + ','.join('%.12g' % a for a in v) + '\n')
