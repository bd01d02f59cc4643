"""Values for Satterthwaite, Kenward-Roger, Prais-Winsten, the ratio of means and the standardised effect, from dense
matrices, numerical derivatives of the covariance and adaptive quadrature: no code or formula layout shared with the
engine. Python 3.11, numpy 2.4.6, scipy 1.17.1. Run from this folder; writes oracle_classical.csv."""
import csv
import numpy as np
from scipy import integrate, optimize, stats

def load(tag):
    f, yc, xc = {"d1": ("d1_abab56.csv", "score", ["treat", "sleep", "stress"]), "d2": ("d2_abgap.csv", "score", ["treat", "day"]),
                 "d3": ("d3_rb56int.csv", "score", ["treat", "stress"])}[tag]
    rows = [r for r in csv.DictReader(open(f)) if r[yc] != ""]
    X = np.array([[1.0] + [float(r[c]) for c in xc] for r in rows])
    return np.array([float(r[yc]) for r in rows]), X, np.array([int(r["day"]) for r in rows]), ["(Intercept)"] + xc

def corr(day, rho):
    D = np.abs(day[:, None] - day[None, :]); return np.where(D == 0, 1.0, np.sign(rho) ** D * np.abs(rho) ** D)

def gls(y, X, day, rho):
    Vi = np.linalg.inv(corr(day, rho)); A = X.T @ Vi @ X; b = np.linalg.solve(A, X.T @ Vi @ y); e = y - X @ b
    return b, np.linalg.inv(A), e @ Vi @ e, e

def small_sample(X, day, rho, c):
    """Kenward & Roger 1997 with theta = (s2, rho), Sigma = s2 R(rho), s2 = 1; derivatives of Sigma by central differences of an
    8th-order rule (the engine uses closed forms)."""
    h = 1e-3; k = np.arange(-4, 5)
    d1 = np.array([3, -32, 168, -672, 0, 672, -168, 32, -3]) / 840 / h
    d2 = np.array([-9, 128, -1008, 8064, -14350, 8064, -1008, 128, -9]) / 5040 / h ** 2
    R = corr(day, rho); R1 = sum(w * corr(day, rho + i * h) for i, w in zip(k, d1)); R2 = sum(w * corr(day, rho + i * h) for i, w in zip(k, d2))
    Si = np.linalg.inv(R); Phi = np.linalg.inv(X.T @ Si @ X); dS = [R, R1]
    d2S = [[0 * R, R1], [R1, R2]]
    P = [-X.T @ Si @ d @ Si @ X for d in dS]
    I = np.empty((2, 2))
    for i in range(2):
        for j in range(2):
            Q = X.T @ Si @ dS[i] @ Si @ dS[j] @ Si @ X
            I[i, j] = .5 * (np.trace(Si @ dS[i] @ Si @ dS[j]) - 2 * np.trace(Phi @ Q) + np.trace(Phi @ P[i] @ Phi @ P[j]))
    W = np.linalg.inv(I); L = np.zeros_like(Phi)
    for i in range(2):
        for j in range(2):
            Q = X.T @ Si @ dS[i] @ Si @ dS[j] @ Si @ X; Rm = X.T @ Si @ d2S[i][j] @ Si @ X
            L += W[i, j] * (Q - P[i] @ Phi @ P[j] - .25 * Rm)
    PA = Phi + 2 * Phi @ L @ Phi; v = c @ Phi @ c; g = np.array([-(c @ Phi @ p @ Phi @ c) for p in P])
    return 2 * v * v / (g @ W @ g), (c @ PA @ c) / v

def prais_winsten(y, X, day):
    adj = np.where(np.diff(day) == 1)[0]; rho = 0.0
    for _ in range(2000):
        e = gls(y, X, day, rho)[3]; new = (e[adj] @ e[adj + 1]) / (e[adj] @ e[adj])
        if abs(new - rho) < 1e-15: break
        rho = new
    b, V, S, _ = gls(y, X, day, rho); return rho, b, np.sqrt(np.diag(V) * S / (len(y) - X.shape[1]))

def posterior(y, X, day, c, C):
    """rho integrated by adaptive quadrature over theta = arcsin rho"""
    nu = len(y) - X.shape[1]
    def parts(r):
        V = corr(day, r); b, A, S, _ = gls(y, X, day, r)
        return b, A, S, -.5 * (nu * np.log(S) + np.linalg.slogdet(V)[1] - np.linalg.slogdet(A)[1])
    top = max(parts(r)[3] for r in np.linspace(-.5, .95, 60)); pts = np.arcsin(np.linspace(-.9, .95, 12))
    quad = lambda f: integrate.quad(f, -np.pi / 2 + 2e-6, np.pi / 2 - 2e-6, epsabs=1e-12, epsrel=1e-11, limit=800, points=pts)[0]
    Z = quad(lambda th: np.exp(parts(np.sin(th))[3] - top))
    def below(weights):           # P(weights'beta < 0)
        def f(th):
            b, A, S, l = parts(np.sin(th)); return np.exp(l - top) * stats.t.cdf(-(weights @ b) / np.sqrt(S / nu * weights @ A @ weights), nu)
        return quad(f) / Z
    ratio = lambda p: optimize.brentq(lambda r: below(C[1] - r * C[0]) - p, .2, 2, xtol=1e-13)
    qs, qw = np.polynomial.legendre.leggauss(300); hi = 1 + 12 / np.sqrt(2 * nu); lo = max(0, 1 - 12 / np.sqrt(2 * nu))
    q = .5 * (hi - lo) * qs + .5 * (hi + lo); f = .5 * (hi - lo) * qw * stats.chi.pdf(q * np.sqrt(nu), nu) * np.sqrt(nu)
    def standardised(x):
        def g(th):
            b, A, S, l = parts(np.sin(th)); return np.exp(l - top) * (f * stats.norm.cdf((x - (c @ b) * q * np.sqrt(nu / S)) / np.sqrt(c @ A @ c))).sum()
        return quad(g) / Z
    std = lambda p: optimize.brentq(lambda x: standardised(x) - p, -6, 6, xtol=1e-13)
    return [ratio(p) for p in (.025, .5, .975)], [std(p) for p in (.025, .5, .975)]

def main():
    out = []
    for tag in ("d1", "d2", "d3"):
        y, X, day, names = load(tag)
        for rho in (.3, .7):
            for j, name in enumerate(names):
                df, inflation = small_sample(X, day, rho, np.eye(len(names))[j])
                out += [(f"{tag}.small.rho{rho}.df[{name}]", df), (f"{tag}.small.rho{rho}.inflation[{name}]", inflation)]
        rho, b, se = prais_winsten(y, X, day); out.append((f"{tag}.pw.rho", rho))
        for name, u, v in zip(names, b, se): out += [(f"{tag}.pw.beta[{name}]", u), (f"{tag}.pw.se[{name}]", v)]
        before = X.mean(0); before[1] = 0; after = before.copy(); after[1] = 1
        r, s = posterior(y, X, day, np.eye(len(names))[1], [before, after])
        out += [(f"{tag}.ratio.{k}", v) for k, v in zip(("lo", "med", "hi"), r)] + [(f"{tag}.standardised.{k}", v) for k, v in zip(("lo", "med", "hi"), s)]
    with open("oracle_classical.csv", "w") as f:
        f.write("name,value\n"); f.writelines(f"{n},{v:.13g}\n" for n, v in out)

if __name__ == "__main__":
    main()
