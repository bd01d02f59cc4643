"""What one would use instead, on the same series: statsmodels, ruptures, and the Python reference
implementation of the engines (Tests/Oracles/regression/engine.py). `peers.py FOLDER` prints
`name,seconds` lines (median CPU time). A package that is not installed is left out with a message."""
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
folder = sys.argv[1]


def seconds(runs, work):
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return sorted(times)[runs // 2]


try:
    import numpy as np
    import statsmodels.api as sm

    d = np.genfromtxt(f"{folder}/regression.csv", delimiter=",", names=True)
    full = np.full(84, np.nan)
    full[d["day"].astype(int)] = d["y"]
    day = np.arange(84.0)
    x = np.column_stack([np.ones(84), (day // 21) % 2, day])
    print("statsmodels SARIMAX,%g" % seconds(5, lambda: sm.tsa.SARIMAX(full, x, order=(1, 0, 0)).fit(disp=0).conf_int()))
    rows = ~np.isnan(full)
    print("statsmodels GLSAR,%g" % seconds(9, lambda: sm.GLSAR(full[rows], x[rows], 1).iterative_fit(20).conf_int()))
except ImportError:
    print("statsmodels is not installed; left out", file=sys.stderr)
try:
    import numpy as np

    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Tests/Oracles/regression"))
    import engine

    d = np.genfromtxt(f"{folder}/regression.csv", delimiter=",", names=True)
    time_of = d["day"].astype(int) + 1
    base = np.column_stack([np.ones(len(d)), d["day"]])
    full = (np.arange(84) // 21) % 2
    j = np.column_stack([base[:, :1], d["x"], base[:, 1:]])
    print("prototype ar1,%g" % seconds(5, lambda: engine.fit(d["y"], j, time_of)))
    print("prototype onset,%g" % seconds(1, lambda: engine.fit_onset(d["y"], base, full, time_of, 21)))
    print("prototype robust,%g" % seconds(1, lambda: engine.fit_robust(d["y"], j, time_of)))
    sys.path.insert(0, os.path.join(os.path.dirname(engine.__file__), "multiple-baseline"))
    import ref

    d = np.loadtxt(f"{folder}/stepped.csv", delimiter=",").T
    print("prototype multiple baseline,%g" % seconds(1, lambda: ref.fit(d[::2], d[1::2], taus=(ref.TAU, ref.TAU_W))))
except ImportError:
    print("numpy or scipy is not installed; the prototype is left out", file=sys.stderr)
try:
    import numpy as np
    import ruptures

    s = np.loadtxt(f"{folder}/long.csv")
    print("ruptures KernelCPD n=100000,%g" % seconds(1, lambda: ruptures.KernelCPD(kernel="linear", min_size=1).fit(s).predict(pen=2 * np.log(len(s)))))
except ImportError:
    print("ruptures is not installed; left out", file=sys.stderr)
