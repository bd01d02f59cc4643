"""The worlds, each with the designs under which it is tried."""

from dataclasses import dataclass

import numpy as np

import noise

SET_SITES = "3 sites, days set"
AB, LONG, ABA, ABAB, ABAB21, SHORT = (
    "AB 14+42", "AB 60+120", "ABA 28+42+28", "ABAB 4x14", "ABAB 4x21", "ABAB 4x7")
P4, P6, P8 = "4 pairs of 7+7", "6 pairs of 7+7", "8 pairs of 7+7"
TURNS = "one week in two, 8x7"
DAILY, SITES = "56 days drawn daily", "3 sites in turn, 84 days"


@dataclass
class Diary:
    """Scores of each site (nan where none), the condition as lived where it is logged, and the truth:
    the mean difference that the condition makes once it has come."""
    sites: list
    truth: float
    lived: np.ndarray | None = None


@dataclass
class World:
    name: str
    designs: list
    make: object
    kind: str = "score"
    worthwhile: float = 1
    #: What the design cannot see, or why an interval is not meant to hold.
    limit: str = ""
    extra: str = ""


def scores(make_noise, effect=0.0, mean=5.0, on=0.0, off=0.0):
    """A score of 0 to 10: mean + noise + effect x the share of it that has come."""
    def make(rng, exposures):
        sites = []
        for exposure in exposures:
            n = len(exposure)
            sites.append(noise.whole(
                mean + make_noise(rng, n) + effect * noise.response(exposure, on, off)))
        return Diary(sites, effect)
    return make


def ar(rho, sd):
    return lambda rng, n: noise.ar1(rng, n, rho, sd)


def with_course(course, rho=0.3, sd=1.0, mean=5.0, effect=0.0, own_mean=False):
    """Noise, and a course that all sites share."""
    def make(rng, exposures):
        n = len(exposures[0])
        shared = course(rng, n)
        return Diary([
            noise.whole(mean + shared + noise.ar1(rng, n, rho, sd) + effect * np.array(exposure))
            for exposure in exposures], effect)
    return make


def own_recovery(rng, exposures):
    """Each site falls by 0 to 3 points a month, whatever is done."""
    n = len(exposures[0])
    return Diary([noise.whole(6 + noise.ar1(rng, n, 0.3, 1.0) - rng.uniform(0, 0.1) * np.arange(n))
                  for _ in exposures], 0)


def fading_flare(rng, n):
    """A flare of 4 points at the start that fades with a time constant of 14 days."""
    return 4 * np.exp(-np.arange(n) / 14)


def season(rng, n):
    return 2.5 * np.sin(2 * np.pi * (np.arange(n) / 365 + rng.random()))


def spreads(rng, exposures):
    exposure = np.array(exposures[0])
    return Diary([noise.whole(
        5 + noise.ar1(rng, len(exposure), 0.3, 1.0) * np.where(exposure, 0.8, 2.5))], 0)


def forgets(share):
    """Days missing by how they were: share(z, exposure) is the chance that a day is logged."""
    def make(rng, exposures):
        exposure = np.array(exposures[0])
        z = noise.ar1(rng, len(exposure), 0.5, 1.0)
        kept = rng.random(len(z)) < share(z, exposure)
        return Diary([np.where(kept, noise.whole(5 + 1.5 * z), np.nan)], 0)
    return make


def logistic(x):
    return 1 / (1 + np.exp(-x))


def good_days(rng, exposures):
    """The condition is lived, and logged, on good days: the draw is followed on others at random."""
    exposure = np.array(exposures[0])
    z = noise.ar1(rng, len(exposure), 0.5, 1.0)
    keeps = rng.random(len(z)) < np.where(exposure == 1, logistic(1.4 - 2 * z), logistic(1.4 + 2 * z))
    lived = np.where(keeps, exposure, 1 - exposure)
    return Diary([noise.whole(5 + 1.5 * z)], 0, lived)


def unlogged(rng, exposures):
    """Six of ten days are kept, a kept day is worth -2, and nobody wrote down which."""
    exposure = np.array(exposures[0])
    kept = exposure * (rng.random(len(exposure)) < 0.6)
    return Diary([noise.whole(5 + noise.ar1(rng, len(exposure), 0.3, 1.2) - 2 * kept)], -2)


def novelty(rng, exposures):
    """-2 at each start, gone with a time constant of 10 days; nothing is sustained."""
    exposure = np.array(exposures[0])
    since, course = 0, []
    for day, value in enumerate(exposure):
        since = 0 if value and (day == 0 or not exposure[day - 1]) else since + 1
        course.append(-2 * np.exp(-since / 10) if value else 0)
    return Diary([noise.whole(5 + noise.ar1(rng, len(exposure), 0.3, 1.2) + np.array(course))], 0)


def exam(first=None, length=10, size=2.5):
    """A bad spell that nobody declared, at a random day or at a set one."""
    def course(rng, n):
        begin = rng.integers(0, n - length) if first is None else first
        return size * ((np.arange(n) >= begin) & (np.arange(n) < begin + length))
    return with_course(course, 0.3, 1.2)


def rota(rng, n):
    """Two points worse in one week of two, beginning on any day: shifts, or custody."""
    return 2.0 * ((np.arange(n) + rng.integers(14)) % 14 < 7)


def bad_start(rng, exposures):
    """Logging begins on the first day above the mean by 1.3 standard deviations."""
    n = len(exposures[0])
    series = noise.ar1(rng, n + 2000, 0.9, 1.5)
    begin = int(np.argmax(series[:2000] > 1.3 * 1.5))
    return Diary([noise.whole(5 + series[begin:begin + n])], 0)


def starts_in_flare(rng, exposures):
    """Logging begins when a flare reaches 5 points (time constant 8 days)."""
    n = len(exposures[0])
    series = 1 + noise.flares(rng, n + 4000, 1 / 30, 8) + noise.ar1(rng, n + 4000, 0.3, 0.5)
    begin = int(np.argmax(series[:4000] >= 5))
    return Diary([noise.whole(series[begin:begin + n])], 0)


def flaring(rate, decay):
    def make(rng, exposures):
        n = len(exposures[0])
        return Diary([noise.whole(noise.flares(rng, n, rate, decay))], 0)
    return make


def counts(zeros=(0.6, 0.6), mean=(6.0, 6.0)):
    """Negative binomial where there are any; a share of days with none."""
    def make(rng, exposures):
        exposure = np.array(exposures[0])
        center = np.where(exposure, mean[1], mean[0])
        drawn = rng.negative_binomial(3, 3 / (3 + center - 1)) + 1
        values = np.where(rng.random(len(exposure)) < np.where(exposure, zeros[1], zeros[0]), 0, drawn)
        return Diary([values.astype(float)], (1 - zeros[1]) * mean[1] - (1 - zeros[0]) * mean[0])
    return make


def ordinal(rng, exposures):
    """0 to 4 with 70 % zeros over a latent AR .6."""
    z = noise.ar1(rng, len(exposures[0]), 0.6, 1.0)
    return Diary([np.digitize(z, [0.5244, 0.95, 1.35, 1.8]).astype(float)], 0)


def passing(rng, exposures):
    """-2 for the first 21 days, then nothing."""
    exposure = np.array(exposures[0])
    held = np.cumsum(exposure)
    course = np.where((exposure == 1) & (held <= 21), -2, 0)
    return Diary([noise.whole(5 + noise.ar1(rng, len(exposure), 0.3, 1.2) + course)], 0)


GONE = "Days that are missing because of how they were cannot be seen in those that are there."
DRIFT = "Under one change no method tells a drift from an effect: the grade has to say so."
UNSEEN = "The design cannot see this."

NONE = [
    World("AR .3, sd 2", [AB, ABA, ABAB, P4, P6, P8, DAILY, SITES], scores(ar(0.3, 2.0))),
    World("AR .3, sd 2, M = .25", [ABA, P4, P6], scores(ar(0.3, 2.0)), worthwhile=0.25),
    World("AR .6, sd 2", [AB, ABA, P4, P6, DAILY], scores(ar(0.6, 2.0))),
    World("AR .8, sd 1.5", [AB, ABA, ABAB, P4, P6], scores(ar(0.8, 1.5))),
    World("AR .9 + 44 % rating noise", [AB, ABA, ABAB, ABAB21, P6],
          scores(lambda r, n: noise.slow_and_white(r, n, 0.9, 1.5))),
    World("random walk .35 + rating noise 1", [AB, ABA, ABAB, P6],
          scores(lambda r, n: noise.wander(r, n, 0.35, 1.0))),
    World("ARMA(.95, -.7)", [AB, LONG, ABA, ABAB],
          scores(lambda r, n: noise.arma(r, n, 0.95, -0.7, 1.5))),
    World("fractional, d = .45", [AB, ABA], scores(lambda r, n: noise.fractional(r, n, 0.45, 1.5))),
    World("28-day cycle 1.5, any phase", [ABAB, ABAB21, ABA, P4, P6],
          with_course(lambda r, n: noise.monthly(n, 1.5, r.uniform(0, 28)))),
    World("28-day cycle 1.5, aligned", [ABAB, P4, ABA],
          with_course(lambda r, n: noise.monthly(n, 1.5, 0))),
    World("one week in two 2 worse", [TURNS, P4, P6, P8, ABAB21], with_course(rota)),
    World("recovery 1.5 a month", [AB, ABA, ABAB, P4, P6, SITES, SET_SITES],
          with_course(lambda r, n: 2 - 0.05 * np.arange(n)), limit=DRIFT),
    World("season 2.5 a year", [AB, LONG, ABA, SITES], with_course(season), limit=DRIFT),
    World("shared AR .9 at all sites", [SITES, SET_SITES],
          with_course(lambda r, n: noise.ar1(r, n, 0.9, 1.2), sd=1.0)),
    World("each site recovers at its own pace", [SITES, SET_SITES], own_recovery, limit=DRIFT),
    World("a random walk at each site", [SITES, SET_SITES],
          scores(lambda r, n: noise.wander(r, n, 0.2, 1.0))),
    World("flares, 5 days, floor", [AB, ABA, P6], flaring(1 / 20, 5)),
    World("spread 2.5 and .8", [AB, ABA, ABAB, P6], spreads),
    World("logs mostly bad days", [ABAB], forgets(lambda z, x: logistic(0.8 + 1.5 * z))),
    World("forgets bad days under b", [ABAB, P6],
          forgets(lambda z, x: np.where(x == 1, logistic(1.4 - 1.5 * z), 1.0)), limit=GONE),
    World("forgets good days under b", [AB, P6],
          forgets(lambda z, x: np.where(x == 1, logistic(1.4 + 1.5 * z), 1.0)), limit=GONE),
    World("condition lived on good days", [P4, P6, P8], good_days),
    World("novelty -2, gone in weeks", [AB, ABAB, P6], novelty, limit=UNSEEN),
    World("helps for 21 days, then not", [AB], passing, limit=UNSEEN),
    World("bad spell of 10 days anywhere", [AB, ABA, P6], exam()),
    World("bad spell on days 5-14", [AB, ABA], exam(4, 10, 2.0), limit=DRIFT),
    World("begun in a bad spell, AR .9", [AB, ABA], bad_start, limit=DRIFT),
    World("begun in a flare that fades over weeks", [AB, ABA, ABAB21, P4, P6, SITES],
          with_course(fading_flare, mean=4.0), limit=DRIFT),
    World("begun in a flare", [AB], starts_in_flare, limit=DRIFT,
          extra="started-because-bad: true\n"),
    World("counts with 60 % zeros", [AB, ABA, P6], counts(), kind="count"),
    World("0-4 with 70 % zeros", [AB, ABAB], ordinal, kind="coarse"),
]
SLOW = "An effect that needs weeks cannot show in days: the verdict has to say for which it holds."
EFFECT = [
    World("-1.5 at once, AR .3", [AB, ABA, ABAB, ABAB21, P4, P6, P8, DAILY, SITES],
          scores(ar(0.3, 1.2), -1.5)),
    World("-1.5 at once, AR .6", [ABA, P6], scores(ar(0.6, 1.2), -1.5)),
    World("-2, half-life 10 days", [P4, P6, P8, SHORT, ABAB, ABA, SITES],
          scores(ar(0.3, 1.2), -2, on=10, off=10), limit=SLOW),
    World("-2, half-life 5 days", [P4, P6], scores(ar(0.3, 1.2), -2, on=5, off=5), limit=SLOW),
    World("-2 at once, fades with 10 days", [P4, P6],
          scores(ar(0.3, 1.2), -2, on=0, off=10), limit=SLOW),
    World("-2, half-life 1 day", [DAILY], scores(ar(0.6, 1.2), -2, on=1, off=1), limit=SLOW),
    World("-2, 60 % kept, not logged", [P4, P6], unlogged, limit=UNSEEN),
    World("counts halved when present", [AB, ABA], counts((0.6, 0.6), (6.0, 3.0)), kind="count"),
    World("counts, zeros 60 to 80 %", [AB, P6], counts((0.6, 0.8), (6.0, 6.0)), kind="count"),
]
LOOKS = World("AR .4, sd 1.5", [P4, P6, ABA], scores(ar(0.4, 1.5)))
ALL = NONE + EFFECT
