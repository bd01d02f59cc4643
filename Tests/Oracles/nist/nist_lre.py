"""Part 7: NIST StRD linear regression: correct digits (LRE) of LAPACK routes, double precision.
Certified values are recomputed here exactly (rational normal equations), so they carry > 15 digits;
they agree with NIST's printed 15 digits (see check())."""
import csv, sys
from fractions import Fraction as F
import numpy as np, mpmath as mp
from scipy import linalg
from scipy.linalg import lapack
mp.mp.dps = 60
ORDER = "norris pontius noint1 noint2 filip longley wampler1 wampler2 wampler3 wampler4 wampler5".split()

def load(name):
    rows = list(csv.reader(open(f"{name}.csv")))[1:]
    y = [F(r[0]) for r in rows]
    if name == "longley": X = [[F(1)] + [F(v) for v in r[1:]] for r in rows]
    elif name.startswith("noint"): X = [[F(r[1])] for r in rows]
    else:
        deg = {"norris": 1, "pontius": 2, "filip": 10}.get(name, 5)
        X = [[F(r[1]) ** k for k in range(deg + 1)] for r in rows]
    return X, y

def exact(X, y):
    n, p = len(X), len(X[0])
    A = [[sum(X[i][a] * X[i][b] for i in range(n)) for b in range(p)] +
         [sum(X[i][a] * y[i] for i in range(n))] + [F(int(a == b)) for b in range(p)] for a in range(p)]
    for c in range(p):
        piv = next(r for r in range(c, p) if A[r][c] != 0); A[c], A[piv] = A[piv], A[c]
        d = A[c][c]; A[c] = [v / d for v in A[c]]
        for r in range(p):
            if r != c and A[r][c] != 0:
                f = A[r][c]; A[r] = [u - f * v for u, v in zip(A[r], A[c])]
    beta = [A[r][p] for r in range(p)]
    rss = sum((y[i] - sum(X[i][k] * beta[k] for k in range(p))) ** 2 for i in range(n))
    s2 = rss / (n - p)
    se = [mp.sqrt(mp.mpf((s2 * A[r][p + 1 + r]).numerator) / mp.mpf((s2 * A[r][p + 1 + r]).denominator)) for r in range(p)]
    return [mp.mpf(b.numerator) / b.denominator for b in beta], se, mp.sqrt(mp.mpf(s2.numerator) / s2.denominator)

def lre(est, cert):
    out = []
    for e, c in zip(est, cert):
        e = mp.mpf(float(e))
        err = abs(e - c) / abs(c) if c != 0 else abs(e)
        out.append(15.0 if err == 0 else float(max(0, min(15, -mp.log10(err)))))
    return min(out)

# ---- routes: return beta, se, s
def from_qr(X, y, R, Q, scale=None, perm=None):
    p = X.shape[1]
    b = linalg.solve_triangular(R, Q.T @ y)
    return b
def finish(Xs, y, b, R, d, perm=None):
    n, p = Xs.shape
    r = y - Xs @ b
    s = np.sqrt(r @ r / (n - p))
    Ri = linalg.solve_triangular(R, np.eye(p))
    se = s * np.sqrt((Ri ** 2).sum(1))
    if perm is not None:
        o = np.empty(p); o[perm] = se; se = o
    return b / d, se / d, s

def normal(X, y):
    A = X.T @ X; L = np.linalg.cholesky(A)
    b = linalg.cho_solve((L, True), X.T @ y); r = y - X @ b
    s = np.sqrt(r @ r / (len(y) - X.shape[1]))
    return b, s * np.sqrt(np.diag(linalg.cho_solve((L, True), np.eye(len(b))))), s
def qr(X, y, scale=False, refine=0, cols=True):
    d = np.linalg.norm(X, axis=0) if scale else np.ones(X.shape[1])
    d = 2.0 ** np.round(np.log2(d)) if scale == "pow2" else d
    Xs = X / d; Q, R = np.linalg.qr(Xs)
    b = linalg.solve_triangular(R, Q.T @ y)
    for _ in range(refine):                              # fixed-precision refinement of the LS problem
        b = b + linalg.solve_triangular(R, Q.T @ (y - Xs @ b))
    return finish(Xs, y, b, R, d)
def qr_center(X, y):
    """centre + scale the non-constant columns first (model with intercept), QR of the rest, back-transform."""
    if not np.all(X[:, 0] == 1): return qr(X, y, "pow2")
    m = X[:, 1:].mean(0); Z = X[:, 1:] - m; d = np.linalg.norm(Z, axis=0); Zs = Z / d
    ym = y.mean(); Q, R = np.linalg.qr(Zs)
    b = linalg.solve_triangular(R, Q.T @ (y - ym))
    n, p = X.shape
    r = (y - ym) - Zs @ b; s = np.sqrt(r @ r / (n - p))
    Ri = linalg.solve_triangular(R, np.eye(p - 1))
    se = s * np.sqrt((Ri ** 2).sum(1)) / d; b = b / d
    mv = Ri.T @ (m / d)
    return np.r_[ym - m @ b, b], np.r_[s * np.sqrt(1 / n + mv @ mv), se], s
def qrp(X, y, scale="pow2", rcond=None):
    d = 2.0 ** np.round(np.log2(np.linalg.norm(X, axis=0))) if scale else np.ones(X.shape[1])
    Xs = X / d; Q, R, P = linalg.qr(Xs, mode="economic", pivoting=True)   # dgeqp3
    z = linalg.solve_triangular(R, Q.T @ y); b = np.empty_like(z); b[P] = z
    return finish(Xs, y, b, R, d, P)
def dgels(X, y):
    lq, x, info = lapack.dgels(X, y); return x[:X.shape[1]], None, None
def dgelsy(X, y, rc):
    v, x, j, rank, info = lapack.dgelsy(X, y[:, None], np.zeros((X.shape[1], 1), dtype=np.int32), rc, 20000)
    return x[:X.shape[1], 0], None, None
def dgelsd(X, y, rc):
    return np.linalg.lstsq(X, y, rcond=rc)[0], None, None
def dd_polish(X, y):
    """QR (dgeqrf) + 3 steps of refinement of the augmented system with residuals in extended precision (np.longdouble)."""
    d = 2.0 ** np.round(np.log2(np.linalg.norm(X, axis=0))); Xs = X / d
    Q, R = np.linalg.qr(Xs)
    b = linalg.solve_triangular(R, Q.T @ y); r = y - Xs @ b
    XL, yL = Xs.astype(np.longdouble), y.astype(np.longdouble)
    bL, rL = b.astype(np.longdouble), r.astype(np.longdouble)
    for _ in range(4):                                    # [I X; X' 0][dr; db] = [f; g]
        f = (yL - rL - XL @ bL).astype(float); g = (-(XL.T @ rL)).astype(float)
        h = linalg.solve_triangular(R, g, trans=1)
        dr = f - Q @ (Q.T @ f) + Q @ h
        db = linalg.solve_triangular(R, Q.T @ f - h)
        bL += db; rL += dr
    b = bL.astype(float); s = np.sqrt(float((rL ** 2).sum()) / (len(y) - len(b)))
    Ri = linalg.solve_triangular(R, np.eye(len(b)))
    return b / d, s * np.sqrt((Ri ** 2).sum(1)) / d, s

ROUTES = [("normal eq. + Cholesky", normal), ("QR dgeqrf, no scaling", lambda X, y: qr(X, y)),
          ("QR, cols scaled 2^k", lambda X, y: qr(X, y, "pow2")), ("QR, cols unit norm", lambda X, y: qr(X, y, True)),
          ("QR scaled + 1 refine", lambda X, y: qr(X, y, "pow2", 1)), ("centred + scaled QR", qr_center),
          ("dgeqp3 scaled 2^k", qrp), ("dgels", dgels), ("dgelsy rcond=eps", lambda X, y: dgelsy(X, y, np.finfo(float).eps)),
          ("dgelsy rcond=1e-12", lambda X, y: dgelsy(X, y, 1e-12)),
          ("dgelsd rcond=eps", lambda X, y: dgelsd(X, y, np.finfo(float).eps)),
          ("dgelsd numpy default", lambda X, y: dgelsd(X, y, None)),
          ("QR + ext. refine", dd_polish)]

if __name__ == "__main__":
    print("route," + ",".join(f"{o}:b,{o}:se" for o in ORDER))
    data = {}
    for o in ORDER:
        Xf, yf = load(o); data[o] = (np.array([[float(v) for v in r] for r in Xf]), np.array([float(v) for v in yf]), exact(Xf, yf))
    if "-c" in sys.argv:
        for o in ORDER:
            print(o, "cond(X)=%.1e cond(scaled)=%.1e" % (np.linalg.cond(data[o][0]), np.linalg.cond(data[o][0] / np.linalg.norm(data[o][0], axis=0))))
            for b, s in zip(*data[o][2][:2]): print("   ", mp.nstr(b, 15), mp.nstr(s, 15))
            print("    s =", mp.nstr(data[o][2][2], 15))
    for name, f in ROUTES:
        cells = []
        for o in ORDER:
            X, y, (b, se, s) = data[o]
            try:
                bb, ss, _ = f(X, y)
                cells.append("%.1f" % lre(bb, b)); cells.append("" if ss is None else "%.1f" % lre(ss, se))
            except Exception as e: cells += ["fail", ""]
        print(name + "," + ",".join(cells))
    if "--certified" in sys.argv:                             # the exact values, for the tests of Stats
        with open("certified.csv", "w") as out:
            out.write("name,value\n")
            for o in ORDER:
                b, se, s = data[o][2]
                for k, (u, v) in enumerate(zip(b, se)): out.write(f"{o}.beta[{k}],{mp.nstr(u, 19)}\n{o}.se[{k}],{mp.nstr(v, 19)}\n")
                out.write(f"{o}.sigma,{mp.nstr(s, 19)}\n")
