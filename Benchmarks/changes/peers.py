"""ruptures on the series of `changes FOLDER`: `peers.py FOLDER` prints `name,seconds` lines (least CPU
time). What would run for more than about ten seconds is left out."""
import sys
import time

folder = sys.argv[1]


def seconds(runs, work):
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


try:
    import numpy as np
    import ruptures
except ImportError:
    sys.exit("ruptures is not installed; left out")

for n in (1000, 10000, 100000, 1000000):
    for kind in ("dense", "few"):
        if kind == "few" and n > 100000:
            continue
        s = np.loadtxt(f"{folder}/{kind}-{n}.csv")
        search = ruptures.KernelCPD(kernel="linear", min_size=1)
        work = lambda: search.fit(s).predict(pen=2 * np.log(n))
        print("ruptures KernelCPD %s n=%d,%g" % (kind, n, seconds(3 if n < 100000 else 1, work)), flush=True)
        if n <= 1000:
            pelt = lambda: ruptures.Pelt(model="l2", min_size=1, jump=1).fit(s).predict(pen=2 * np.log(n))
            print("ruptures Pelt %s n=%d,%g" % (kind, n, seconds(1, pelt)), flush=True)
