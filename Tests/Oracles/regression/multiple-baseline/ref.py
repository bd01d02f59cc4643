"""Reference implementation to port (one data set): joint posterior of a multiple baseline and its exact test.  python3 ref.py writes the data and reference.csv

Days are calendar days 1..T; y[s][d] is NaN where not scored; x[s][d] = 1 from the site's first tested day on.
"""
import csv, itertools, os, sys, time
import numpy as np
from scipy import special, linalg
from mbcore import helmert, cheb, LAMBDA, LAMBDA_W, Layout, starts_to_x, fit_fixed, drop_one, SharedTest, schedules
K = 64
TAU, TAU_W = np.array([0., .5, 1.]), np.array([.5, .25, .25])

def swing(y):
    """k_s: the usual swing from one day to the next"""
    d = np.diff(y); d = d[np.isfinite(d)]; return float(np.sqrt((d ** 2).mean() / 2))

def whiten(A, obs, rho, lam, S):
    """A: {(s, d): row}; Kalman filter over the sites' states; each day its m-1 Helmert contrasts, one after the other. -> rows, log|V|"""
    T = obs.shape[1]; P = (1 - lam) * np.eye(S); nc = len(next(iter(A.values()))); M = np.zeros((S, nc)); out, ld = [], 0.
    for t in range(T):
        if t: M = rho * M; P = rho * rho * P + (1 - lam) * (1 - rho * rho) * np.eye(S)
        o = np.nonzero(obs[:, t])[0]
        if len(o) < 2: continue
        a = np.array([A[s, t] for s in o])
        for hrow in helmert(len(o)):
            h = np.zeros(S); h[o] = hrow; Ph = P @ h; F = h @ Ph + lam; v = hrow @ a - h @ M
            out.append(v / np.sqrt(F)); ld += np.log(F); g = Ph / F; M = M + np.outer(g, v); P = P - np.outer(g, Ph)
    return np.array(out), ld

class Mixture:
    def __init__(s, loc, sc, w, nu): s.loc, s.sc, s.w, s.nu = map(np.asarray, (loc, sc, w, nu))
    def cdf(s, x): return float((s.w * special.stdtr(s.nu, (x - s.loc) / s.sc)).sum())
    def quantile(s, q):
        lo, hi = (s.loc - 200 * s.sc).min(), (s.loc + 200 * s.sc).max()
        for _ in range(200):
            m = .5 * (lo + hi)
            if m in (lo, hi): break
            lo, hi = (m, hi) if s.cdf(m) < q else (lo, m)
        return .5 * (lo + hi)
    def mean(s): return float((s.w * s.loc).sum())

def fit(y, x, own=False, taus=(TAU[:1], np.ones(1)), K=K, scale=None):
    """-> dict with the mixture of the mean effect over sites, per-site effects, posterior means of rho, lambda, tau"""
    y = np.asarray(y, float); S, T = y.shape; k = np.ones(S) if scale is None else np.asarray(scale, float); z = y / k[:, None]; obs = np.isfinite(z)
    cols = lambda s, t: [1. * (s == j) for j in range(S - 1)] + ([1. * (s == j) * (t / T - .5) for j in range(S - 1)] if own else []) + [x[s, t]]
    p0 = (S - 1) * (2 if own else 1) + 1
    A = {(s, t): np.array(cols(s, t) + [x[s, t] * (s == j) for j in range(S)] + [z[s, t]]) for s in range(S) for t in range(T) if obs[s, t]}
    loc, sc, l, meta, site = [], [], [], [], []
    for r in cheb(K):
        for lam, lw in zip(LAMBDA, LAMBDA_W):
            if r < 0 and lam > 0: continue
            W, ld = whiten(A, obs, r, lam, S); n = len(W); nu = n - p0
            for tau, tw in zip(*taus):
                use = list(range(p0)) + (list(range(p0, p0 + S)) if tau > 0 else []); B = W[:, use + [p0 + S]]; p = len(use)
                if tau > 0: B = np.vstack([B, np.hstack([np.zeros((S, p0)), np.eye(S) / tau, np.zeros((S, 1))])])
                R = np.linalg.qr(B, mode='r'); R11 = R[:p, :p]; S2 = R[p, p] ** 2; b = linalg.solve_triangular(R11, R[:p, p])
                C = np.zeros((S + 1, p)); C[:, p0 - 1] = 1
                if tau > 0: C[0, p0:] = 1 / S; C[1:, p0:] = np.eye(S)
                V = linalg.solve_triangular(R11, C.T, trans=1)
                loc.append(C @ b); sc.append(np.sqrt(S2 / nu * (V ** 2).sum(0)))
                l.append(-.5 * (nu * np.log(S2) + ld) - np.log(abs(np.diag(R11))).sum() - (S * np.log(tau) if tau > 0 else 0) + np.log((lw if r >= 0 else 1.) * tw)); meta.append((r, lam, tau))
    loc, sc, l, meta = map(np.array, (loc, sc, l, meta)); w = np.exp(l - l.max()); w /= w.sum()
    mix = [Mixture(loc[:, i], sc[:, i], w, nu) for i in range(S + 1)]; m = mix[0]
    return dict(mean=m.mean(), lo=m.quantile(.025), hi=m.quantile(.975), p_neg=m.cdf(0.), rho=float(w @ meta[:, 0]), lam=float(w @ meta[:, 1]), p_tau0=float(w[meta[:, 2] == 0].sum()), nu=nu, mix=mix, sites=[(q.mean(), q.quantile(.025), q.quantile(.975), q.cdf(0.)) for q in mix[1:]])

def exact(y, windows, starts, scale=None):
    y = np.asarray(y, float); S, T = y.shape; z = y if scale is None else y / np.asarray(scale)[:, None]; lay = Layout(np.isfinite(z)); sch, ok = schedules(windows, cap=200000)
    assert ok; obs = int(np.nonzero((sch == np.asarray(starts)).all(1))[0][0]); e = SharedTest(lay, windows, sch); Y = lay.vec(np.nan_to_num(z))[:, None]
    t = e.stat(Y)[:, 0]; k = int((t >= t[obs] - 1e-10 * (1 + t[obs])).sum()); return k, len(t), float(t[obs])

def make(seed, S, T, starts, rho, shared, eff, miss=0., scale=None, decimals=0, white=0., loadings=None):
    g = np.random.default_rng(seed); t = np.arange(T); x = starts_to_x(starts, T)
    c = {'none': 0 * t, 'recovery': -.05 * t, 'season': 2 * np.sin(2 * np.pi * t / 365 + 1), 'walk': np.cumsum(.35 * g.standard_normal(T))}[shared]
    u = np.zeros((S, T)); e = g.standard_normal((S, T)); u[:, 0] = e[:, 0]
    for i in range(1, T): u[:, i] = rho * u[:, i - 1] + np.sqrt(1 - rho ** 2) * e[:, i]
    u = np.sqrt(1 - white) * u + np.sqrt(white) * g.standard_normal((S, T))
    y = (6 + c[None] + u - np.asarray(eff, float).reshape(-1, 1) * x) * (np.ones(S) if scale is None else np.asarray(scale, float))[:, None]
    y = np.round(np.clip(y, 0, None), decimals)
    if miss: y[g.uniform(size=y.shape) < miss] = np.nan; y[:, g.uniform(size=T) < miss / 2] = np.nan
    return y, x
def win(S, first=14, width=8, stagger=14): return [list(range(first + k * stagger, first + k * stagger + width)) for k in range(S)]
SETS = {
 'mb1_recovery_null': dict(seed=1, S=3, T=84, starts=(16, 31, 45), rho=.3, shared='recovery', eff=[0]),
 'mb2_recovery_effect': dict(seed=2, S=3, T=84, starts=(47, 17, 30), rho=.5, shared='recovery', eff=[1.5], miss=.15),
 'mb3_two_sites': dict(seed=3, S=2, T=56, starts=(15, 33), rho=.4, shared='season', eff=[1.5], decimals=1),
 'mb4_one_reacts': dict(seed=4, S=4, T=112, starts=(29, 14, 58, 43), rho=.3, shared='walk', eff=[3, 0, 0, 0], decimals=1, miss=.1),
 'mb5_scales': dict(seed=5, S=3, T=84, starts=(18, 44, 29), rho=.4, shared='recovery', eff=[1.2], scale=[1, 8, .5], decimals=2),
 'mb6_noise': dict(seed=6, S=5, T=112, starts=(14, 28, 43, 57, 71), rho=.9, white=.44, shared='walk', eff=[1], miss=.2, decimals=1),
}
if __name__ == '__main__':
    rows = []
    for nm, kw in SETS.items():
        kw = dict(kw); y, x = make(**kw); S, T = y.shape; sc = [swing(a) for a in y] if kw.get('scale') else None
        with open(f'{nm}.csv', 'w') as f:
            f.write('day,' + ','.join(f'y{s+1},x{s+1}' for s in range(S)) + '\n')
            for t in range(T): f.write(f'{t+1},' + ','.join(('' if np.isnan(y[s, t]) else f'{y[s,t]:g}') + f',{x[s,t]:.0f}' for s in range(S)) + '\n')
        for label, o in (('common', {}), ('own trends', dict(own=True)), ('sites differ', dict(taus=(TAU, TAU_W)))):
            t0 = time.time(); f = fit(y, x, scale=sc, **o); dt = time.time() - t0
            if label == 'common' and nm in ('mb1_recovery_null', 'mb4_one_reacts', 'mb2_recovery_effect'):   # dense check
                lay = Layout(np.isfinite(y)); D = fit_fixed(lay, lay.vec(x), lay.vec(np.nan_to_num(y))[:, None], K=K); chk = abs(D.mean()[0] - f['mean']), abs(D.quantile(.025)[0] - f['lo']), abs(D.cdf(0.)[0] - f['p_neg'])
                print(nm, 'dense minus Kalman', ['%.1e' % c for c in chk])
            row = dict(set=nm, model=label, scale=' '.join('%.10g' % a for a in (sc or [1] * S)), nu=f['nu'], mean='%.10g' % f['mean'], lower='%.10g' % f['lo'], upper='%.10g' % f['hi'], p_below_0='%.10g' % f['p_neg'], p_below_minus_1='%.10g' % f['mix'][0].cdf(-1.), rho='%.10g' % f['rho'], lam='%.10g' % f['lam'], p_tau0='%.10g' % f['p_tau0'],
                       sites=' '.join('%.10g/%.10g/%.10g' % q[:3] for q in f['sites']) if label == 'sites differ' else '')
            if label == 'common':
                if S <= 4:
                    k, N, tt = exact(y, win(S) , kw['starts'], sc); row.update(extreme=k, schedules=N, statistic='%.10g' % tt)
                f96 = fit(y, x, scale=sc, K=96); row['k96_difference'] = '%.1e' % max(abs(f96['lo'] - f['lo']), abs(f96['hi'] - f['hi']))
            rows.append(row); print(nm, label, '%.2f s' % dt, {k: v for k, v in row.items() if k in ('mean', 'lower', 'upper', 'p_below_0', 'extreme', 'schedules', 'sites', 'p_tau0', 'k96_difference')}, flush=True)
    keys = list(dict.fromkeys(k for r in rows for k in r))
    with open('reference.csv', 'w', newline='') as f: w = csv.DictWriter(f, keys, restval=''); w.writeheader(); w.writerows(rows)
