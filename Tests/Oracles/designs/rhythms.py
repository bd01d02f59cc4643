"""Orders of block pairs that keep time with no rhythm: multiple correlation below .6 with 28 days, with
days of the week and with every working week; then with 14 days and with one week in two as well. Least squares by numpy; Python 3.11, numpy 1.26."""
import itertools
import numpy as np


def multiple(columns, y):
    x = np.column_stack([np.ones(len(y)), *columns])
    fitted = x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return np.sqrt(np.sum((fitted - y.mean()) ** 2) / np.sum((y - y.mean()) ** 2))


def worst(y, days):
    month = multiple([np.cos(2 * np.pi * days / 28), np.sin(2 * np.pi * days / 28)], y)
    week = multiple([(days % 7 == k).astype(float) for k in range(6)], y)
    working = max(abs(np.corrcoef((days + s) % 7 < 2, y)[0, 1]) for s in range(7))
    return max(month, week, working)


def fortnight(y, days):
    smooth = multiple([np.cos(2 * np.pi * days / 14), np.sin(2 * np.pi * days / 14)], y)
    return max(smooth, *(abs(np.corrcoef((days + s) % 14 < 7, y)[0, 1]) for s in range(14)))


for pairs, period in [(4, 7), (5, 7), (6, 7), (7, 7), (8, 7), (2, 14), (6, 5)]:
    count = free = 0
    for order in itertools.product([(0, 1), (1, 0)], repeat=pairs):
        y = np.repeat(np.concatenate(order), period).astype(float)
        days = np.arange(len(y))
        count += worst(y, days) < 0.6
        free += worst(y, days) < 0.6 and fortnight(y, days) < 0.8
    print(pairs, period, count, free)
y = np.array([(d // 14) % 2 for d in range(84)], float)
for lag in (0, 7):
    keep = np.array([d for d in range(84) if d < 14 or d % 14 >= lag])
    print("turns of 14 days, first", lag, "left out", worst(y[keep], keep))
