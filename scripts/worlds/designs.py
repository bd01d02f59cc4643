"""Designs: the condition of every day (0 reference, 1 tested) and the text of a plan."""

import json
import re
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

START = date(2026, 1, 5)
HEAD = "title: a world\nseed: {seed}\noutcomes:\n{outcomes}conditions:\n  - {{id: a}}\n  - {{id: b, against: a}}\n"
SCORE = "scale: {{from: 0, to: 10, better: lower}}, worthwhile: {worthwhile}"
COUNT = "scale: {{from: 0, to: 400, better: lower, count: true}}, worthwhile: {worthwhile}"
COARSE = "scale: {{from: 0, to: 4, step: 1, better: lower}}, worthwhile: {worthwhile}"
SCALES = {"score": SCORE, "count": COUNT, "coarse": COARSE}


def runs(days):
    """[0, 0, 1] -> [(0, 2), (1, 1)]."""
    found = []
    for value in days:
        if found and found[-1][0] == value:
            found[-1][1] += 1
        else:
            found.append([value, 1])
    return [(value, length) for value, length in found]


def fixed(*phases):
    days = []
    for place, length in enumerate(phases):
        days += [place % 2] * length
    return {"sites": [days], "design": None}


FIXED = {
    "AB 14+42": fixed(14, 42),
    "AB 60+120": fixed(60, 120),
    "ABA 28+42+28": fixed(28, 42, 28),
    "ABAB 4x14": fixed(14, 14, 14, 14),
    "ABAB 4x21": fixed(21, 21, 21, 21),
    "ABAB 4x7": fixed(7, 7, 7, 7),
    "one week in two, 8x7": fixed(7, 7, 7, 7, 7, 7, 7, 7),
    "3 sites, days set": {
        "sites": [[0] * first + [1] * (84 - first) for first in (18, 32, 46)], "design": None},
}
#: As n1 plan draws: among the schedules that keep time with no week and no month.
RULE = ", draw: {against: rhythms-and-rotas, onset-lag: 1, washout: 1}"
DRAWN = {
    "4 pairs of 7+7": "kind: block-pairs, pairs: 4, period: 7" + RULE,
    "6 pairs of 7+7": "kind: block-pairs, pairs: 6, period: 7" + RULE,
    "8 pairs of 7+7": "kind: block-pairs, pairs: 8, period: 7" + RULE,
    "56 days drawn daily":
        "kind: daily-alternation, days: 56, longest-run: 3, balanced: true, draw: {against: rhythms-and-rotas}",
    "3 sites in turn, 84 days":
        "kind: multiple-baseline, days: 84, earliest: 14, latest: 21, stagger: 14,"
        " outcomes: [y, arm, leg]",
}
LENGTHS = {"4 pairs of 7+7": 56, "6 pairs of 7+7": 84, "8 pairs of 7+7": 112,
           "56 days drawn daily": 56, "3 sites in turn, 84 days": 84}
SITES = ["y", "arm", "leg"]


def phase_lines(days, indent):
    return "".join(
        f"{indent}- {{condition: {'ab'[value]}, days: {length}}}\n" for value, length in runs(days))


def plan_text(design, seed, kind="score", worthwhile=1, logs_condition=False, extra=""):
    """The whole plan; `design` holds the days of each site and the line of the design, if any."""
    sites = SITES[:len(design["sites"])]
    scale = SCALES[kind].format(worthwhile=worthwhile)
    outcomes = "".join(
        f"  - {{id: {site}, {scale}{', primary: true' if place == 0 and len(sites) > 1 else ''}}}\n"
        for place, site in enumerate(sites))
    text = HEAD.format(seed=seed, outcomes=outcomes)
    if design["design"]:
        text += f"design: {{{design['design']}, seed: {seed}, conditions: [a, b]}}\n"
    text += f"schedule:\n  start: {START}\n  phases:\n" + phase_lines(design["sites"][0], "    ")
    if len(sites) > 1:
        text += "  outcomes:\n"
        for site, days in zip(sites[1:], design["sites"][1:]):
            text += f"    {site}:\n" + phase_lines(days, "      ")
    text += extra
    text += "diary:\n  file: diary.csv\n  day: {column: date}\n"
    if logs_condition:
        text += "  condition: {column: cond, words: {a: a, b: b}}\n"
    return text


class Schedules:
    """Drawn schedules, asked of the program itself: a plan whose phases are not those of its seed is
    refused with the first day that differs, so the days are mended one by one until it is a plan."""

    def __init__(self, program, store):
        self.program, self.store = program, Path(store)
        self.known = json.loads(self.store.read_text()) if self.store.exists() else {}

    def of(self, name, seed):
        if name in FIXED:
            return FIXED[name]
        key = f"{name} #{seed}"
        if key not in self.known:
            self.known[key] = self._ask(name, seed)
            self.store.write_text(json.dumps(self.known))
        return {"sites": self.known[key], "design": DRAWN[name]}

    def _ask(self, name, seed):
        days = LENGTHS[name]
        if "sites" in name:
            # Every site begins too late, so each is refused with its true first day, in their order.
            wrong = self._differences(name, seed, [[0] * (days - 1) + [1]] * 3)
            sites = [[0] * place + [1] * (days - place) for place, _ in wrong]
        else:
            length = 7 if "pairs" in name else 1
            sites = [[(day // length) % 2 for day in range(days)]]
            while wrong := self._differences(name, seed, sites):
                place, value = wrong[0]
                if length == 1:
                    sites[0][place] = value
                else:
                    first = place // 14 * 14
                    sites[0][first:first + 14] = [1 - value for value in sites[0][first:first + 14]]
        if self._differences(name, seed, sites):
            raise RuntimeError(f"no schedule for {name} with seed {seed}")
        return sites

    def _differences(self, name, seed, sites):
        """(day of the trial, condition that the seed assigns) of each refusal."""
        with tempfile.TemporaryDirectory() as folder:
            text = plan_text({"sites": sites, "design": DRAWN[name]}, seed)
            Path(folder, "plan.yaml").write_text(text)
            Path(folder, "diary.csv").write_text(
                ",".join(["date"] + SITES[:len(sites)]) + f"\n{START}" + ",5" * len(sites) + "\n")
            done = subprocess.run([self.program, "plan", "--check", folder],
                                  capture_output=True, text=True)
        found = re.findall(r'found "\w" on (\S+); expected "(\w)"', done.stderr)
        if not found and "plan.yaml" in done.stderr:
            raise RuntimeError(done.stderr)
        return [((date.fromisoformat(day) - START).days, "ab".index(right)) for day, right in found]


def calendar(index):
    return START + timedelta(days=index)
