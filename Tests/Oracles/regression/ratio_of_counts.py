"""Coverage of the ratio of two means of counts, independent days: points as they are, the reference mean taken as
known, Fieller, and the delta method on the logarithm. Python 3.11, numpy, scipy; 4 000 trials a line."""
import numpy as np
from scipy import stats
g = np.random.default_rng(1); R = 4000
def zi(z, a, n): return np.where(g.random((R, n)) < z, 0, g.poisson(a, (R, n)))
def nb(m, k, n): return g.poisson(m * g.gamma(k, 1 / k, (R, n)))
for name, f0, f1, ratio in [("zi null", lambda n: zi(.6, 6, n), lambda n: zi(.6, 6, n), 1), ("zi halved", lambda n: zi(.6, 6, n), lambda n: zi(.6, 3, n), .5),
  ("zi 60>80", lambda n: zi(.6, 6, n), lambda n: zi(.8, 6, n), .5), ("zi doubled", lambda n: zi(.6, 3, n), lambda n: zi(.6, 6, n), 2),
  ("nb1 null", lambda n: nb(20, 1, n), lambda n: nb(20, 1, n), 1), ("nb1 .6", lambda n: nb(20, 1, n), lambda n: nb(12, 1, n), .6), ("nb1 1.7", lambda n: nb(12, 1, n), lambda n: nb(20.4, 1, n), 1.7), ("pois 4 .5", lambda n: g.poisson(4, (R, n)), lambda n: g.poisson(2, (R, n)), .5)]:
    for n0, n1 in [(14, 42), (56, 42), (42, 42)]:
        a, b = f0(n0), f1(n1); ok = a.mean(1) > 0; a, b = a[ok], b[ok]
        m0, m1 = a.mean(1), b.mean(1); v0, v1 = a.var(1, ddof=1) / n0, b.var(1, ddof=1) / n1
        df = (v0 + v1) ** 2 / (v0 ** 2 / (n0 - 1) + v1 ** 2 / (n1 - 1) + 1e-12); t = stats.t.ppf(.975, df)
        h = t * np.sqrt(v0 + v1); lo, hi = 1 + (m1 - m0 - h) / m0, 1 + (m1 - m0 + h) / m0
        known = np.mean((lo <= ratio) & (ratio <= hi))
        A = m0 ** 2 - t ** 2 * v0; B = m0 * m1; C = m1 ** 2 - t ** 2 * v1; disc = B * B - A * C
        fl, fu = np.where(A > 0, (B - np.sqrt(np.maximum(disc, 0))) / A, -np.inf), np.where(A > 0, (B + np.sqrt(np.maximum(disc, 0))) / A, np.inf)
        fi = np.mean((fl <= ratio) & (ratio <= fu))
        s = t * np.sqrt(v1 / np.maximum(m1, .1) ** 2 + v0 / m0 ** 2); d = np.mean((np.log(np.maximum(m1, 1e-9) / m0) - s <= np.log(ratio)) & (np.log(ratio) <= np.log(np.maximum(m1, 1e-9) / m0) + s))
        diff = np.mean((m1 - m0 - h <= (b.mean() - a.mean())) & (b.mean() - a.mean() <= m1 - m0 + h))
        print(f"{name:10} {n0}+{n1} points {100*diff:.1f} known {100*known:.1f} fieller {100*fi:.1f} (unbounded {100*np.mean(A<=0):.1f}) logdelta {100*d:.1f}  median widths log known {np.median(np.log(np.maximum(hi,.02)/np.maximum(lo,.02))):.2f} fieller {np.median(np.log(np.maximum(fu,.02)/np.maximum(fl,.02))):.2f}")
