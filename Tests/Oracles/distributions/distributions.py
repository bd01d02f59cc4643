"""Tail probabilities and densities in 40-digit arithmetic. Python 3.11, mpmath 1.3.0. Writes distributions.csv:
family,parameter1,parameter2,x,below,above,density (16 significant digits; the arguments are exact doubles)."""
import mpmath as mp
mp.mp.dps = 40
rows = []
def put(family, a, b, x, below, above, density):
    rows.append(f"{family},{a!r},{b!r},{x!r}," + ",".join(mp.nstr(v, 16, min_fixed=0, max_fixed=0) for v in (below, above, density)))
half = mp.mpf(1) / 2
for x in (-30.0, -12.0, -5.0, -1.5, -0.25, 0.0, 0.75, 2.0, 6.0, 9.5, 25.0):
    X = mp.mpf(x); put("normal", 0.0, 1.0, x, mp.erfc(-X / mp.sqrt(2)) / 2, mp.erfc(X / mp.sqrt(2)) / 2, mp.npdf(X))
for nu in (1.0, 2.0, 3.5, 5.0, 10.25, 23.0, 52.0, 100.0, 180.0, 400.0):
    N = mp.mpf(nu)
    for x in (-40.0, -8.0, -3.0, -0.5, 0.0, 0.125, 1.0, 2.0, 4.5, 12.0):
        X = mp.mpf(x); t = mp.betainc(N / 2, half, 0, N / (N + X * X), regularized=True) / 2
        d = (1 + X * X / N) ** (-(N + 1) / 2) / (mp.sqrt(N) * mp.beta(N / 2, half))
        put("t", nu, 0.0, x, t if x <= 0 else 1 - t, 1 - t if x <= 0 else t, d)
for nu in (1.0, 2.0, 4.5, 9.0, 40.0, 150.0, 1000.0):
    N = mp.mpf(nu)
    for f in (0.0625, 0.5, 0.9375, 1.0, 1.25, 2.0, 4.0):
        x = nu * f; X = mp.mpf(x)
        put("chi2", nu, 0.0, x, mp.gammainc(N / 2, 0, X / 2, regularized=True), mp.gammainc(N / 2, X / 2, mp.inf, regularized=True),
            (X / 2) ** (N / 2 - 1) * mp.exp(-X / 2) / mp.gamma(N / 2) / 2)
for d1, d2 in ((1.0, 1.0), (1.0, 20.0), (2.0, 7.5), (3.0, 50.0), (12.0, 4.0), (30.0, 120.0)):
    a, b = mp.mpf(d1), mp.mpf(d2)
    for x in (0.015625, 0.25, 0.9375, 1.5, 4.0, 30.0):
        X = mp.mpf(x); u = a * X / (a * X + b)
        put("F", d1, d2, x, mp.betainc(a / 2, b / 2, 0, u, regularized=True), mp.betainc(b / 2, a / 2, 0, 1 - u, regularized=True),
            mp.sqrt((a * X) ** a * b ** b / (a * X + b) ** (a + b)) / (X * mp.beta(a / 2, b / 2)))
mp.mp.dps = 25
for nu in (2.0, 5.0, 10.5, 30.0, 120.0):
    N = mp.mpf(nu)
    f = lambda s: 2 * (N / 2) ** (N / 2) / mp.gamma(N / 2) * s ** (N - 1) * mp.exp(-N * s * s / 2)
    cuts = [0, mp.mpf(1) / 4, mp.mpf(1) / 2, mp.mpf(3) / 4, 1, mp.mpf(5) / 4, mp.mpf(3) / 2, 2, 3, 6, 20]
    for lam in (-1.5, 0.5, 2.75):
        for x in (-3.0, 0.0, 1.0, 2.5, 6.0):
            L, X = mp.mpf(lam), mp.mpf(x)
            put("nct", nu, lam, x, mp.quad(lambda s: mp.ncdf(X * s - L) * f(s), cuts), mp.quad(lambda s: mp.ncdf(L - X * s) * f(s), cuts),
                mp.quad(lambda s: s * mp.npdf(X * s - L) * f(s), cuts))
with open("distributions.csv", "w") as out:
    out.write("family,a,b,x,below,above,density\n" + "\n".join(rows) + "\n")
