"""ln BF10 of the exposure, by dense matrices and a marginal likelihood with an explicit N(0, g^2 sigma^2) prior on beta (the prior
enters the covariance as g^2 x x'; the engine uses a pseudo-row). 32 Chebyshev nodes. Python 3.11, numpy 2.4.6. Writes oracle_bayes_factor.csv."""
import numpy as np
from classical import load, corr

def log_marginal(y, X, V):
    Vi = np.linalg.inv(V); A = X.T @ Vi @ X; b = np.linalg.solve(A, X.T @ Vi @ y); e = y - X @ b
    return -.5 * ((len(y) - X.shape[1]) * np.log(e @ Vi @ e) + np.linalg.slogdet(V)[1] + np.linalg.slogdet(A)[1])

out = []; k = np.arange(1, 33); nodes = np.cos((2 * k - 1) * np.pi / 64)
for tag in ("d1", "d2", "d3"):
    y, X, day, _ = load(tag); X0 = np.delete(X, 1, 1); x = X[:, 1]
    for g in (1.0, 0.5):
        l0 = np.array([log_marginal(y, X0, corr(day, r)) for r in nodes])
        l1 = np.array([log_marginal(y, X0, corr(day, r) + g * g * np.outer(x, x)) for r in nodes])
        m = max(l0.max(), l1.max()); out.append(f"{tag}.g{g},{np.log(np.exp(l1 - m).sum() / np.exp(l0 - m).sum()):.12g}")
open("oracle_bayes_factor.csv", "w").write("name,value\n" + "\n".join(out) + "\n")
