"""Noise and courses of the worlds; each returns values of a latent score, one a day."""

import numpy as np


def ar1(rng, n, rho, sd):
    """A stationary AR(1) series with standard deviation sd."""
    values = np.empty(n)
    values[0] = rng.normal()
    step = np.sqrt(1 - rho * rho)
    for day in range(1, n):
        values[day] = rho * values[day - 1] + step * rng.normal()
    return sd * values


def slow_and_white(rng, n, rho, sd, white=0.44):
    """AR(1) with a share of its variance as rating noise."""
    return ar1(rng, n, rho, sd * np.sqrt(1 - white)) + rng.normal(0, sd * np.sqrt(white), n)


def wander(rng, n, step, sd):
    """A random walk, centred, with white noise on it."""
    walk = np.cumsum(rng.normal(0, step, n))
    return walk - walk.mean() + rng.normal(0, sd, n)


def arma(rng, n, phi, theta, sd):
    """ARMA(1,1) with standard deviation sd, after 300 days of its own past."""
    shocks = rng.normal(size=n + 300)
    values = np.zeros(n + 300)
    for day in range(1, n + 300):
        values[day] = phi * values[day - 1] + shocks[day] + theta * shocks[day - 1]
    variance = (1 + 2 * phi * theta + theta * theta) / (1 - phi * phi)
    return sd * values[300:] / np.sqrt(variance)


def fractional(rng, n, d, sd):
    """Fractionally integrated noise: x_t = sum of psi_k e_(t-k), psi_k = psi_(k-1) (k - 1 + d) / k."""
    past = 600
    weights = np.ones(past)
    for k in range(1, past):
        weights[k] = weights[k - 1] * (k - 1 + d) / k
    shocks = rng.normal(size=n + past)
    values = np.array([weights @ shocks[day + past:day:-1] for day in range(n)])
    return sd * values / np.sqrt((weights ** 2).sum())


def flares(rng, n, rate, decay, low=2.0, high=6.0):
    """Flares that begin at random and fade with a time constant, after 100 days of the past."""
    height, values = 0.0, []
    for day in range(n + 100):
        height *= np.exp(-1 / decay)
        if rng.random() < rate:
            height += rng.uniform(low, high)
        values.append(height)
    return np.array(values[100:])


def monthly(n, amplitude, phase, period=28.0):
    return amplitude * np.sin(2 * np.pi * (np.arange(n) + phase) / period)


def response(exposure, on, off):
    """The share of an effect that has come, with half-lives in days of coming and of going."""
    share, found = 0.0, []
    for value in exposure:
        half = on if value else off
        share += (value - share) * (1.0 if half == 0 else 1 - 0.5 ** (1 / half))
        found.append(share)
    return np.array(found)


def whole(values, low=0, high=10):
    """What is written down: whole numbers within the scale."""
    return np.clip(np.rint(values), low, high)
