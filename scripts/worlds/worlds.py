#!/usr/bin/env python3
"""Worlds that nobody chose for the program: made-up diaries, the whole command line, one table.

    worlds.py run --program N1 --trials 200 --results build/worlds.jsonl
    worlds.py looks --program N1 --trials 60 --results build/worlds.jsonl
    worlds.py others --results build/worlds.jsonl
    worlds.py table --results build/worlds.jsonl
    worlds.py page --results build/worlds.jsonl > docs/worlds.md

A trial that is in the results is not run again; trials are numbered from 0, each with a seed of its own
(world, design and number), so that any of them can be made again:

    worlds.py show "AR .8, sd 1.5" "ABA 28+42+28" 17 --program N1 --output folder
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

import cells
import designs
import others
from table import page, table

#: A day after the end of every trial.
AFTER = "2026-11-01"
SEEDS = {cells.DAILY: 5}


def generator(world, design, trial):
    return np.random.default_rng(
        [zlib.crc32(world.encode()), zlib.crc32(design.encode()), trial, 2026])


def analysis(design):
    """A day after a switch is left out, where phases are longer than a day."""
    lag = 0 if design == cells.DAILY else 1
    return f"analysis: {{onset-lag: {lag}, washout: {lag}}}\n"


def make(world, name, trial, schedules):
    """The folder's two files, the diary as numbers and the schedule."""
    seed = trial % SEEDS.get(name, 16) + 1
    design = schedules.of(name, seed)
    diary = world.make(generator(world.name, name, trial), [np.array(s) for s in design["sites"]])
    plan = designs.plan_text(
        design, seed, world.kind, world.worthwhile, logs_condition=diary.lived is not None,
        extra=analysis(name) + world.extra)
    return plan, diary, design


def diary_text(diary, days=None):
    names = designs.SITES[:len(diary.sites)] + (["cond"] if diary.lived is not None else [])
    lines = [",".join(["date"] + names)]
    for day in range(days or len(diary.sites[0])):
        values = ["" if np.isnan(site[day]) else f"{site[day]:g}" for site in diary.sites]
        if diary.lived is not None:
            values.append("ab"[int(diary.lived[day])])
        lines.append(",".join([str(designs.calendar(day))] + values))
    return "\n".join(lines) + "\n"


def answer(program, command, plan, diary, today):
    """What the program says, as a row; its refusal, if it refuses."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "plan.yaml").write_text(plan)
        Path(folder, "diary.csv").write_text(diary)
        environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "OPENBLAS_NUM_THREADS": "1"}
        if today:
            environment["N1_TODAY"] = today
        words = ["report", folder, "--format", "json"] if command == "report" else [
            "analyze", folder, "--json"]
        done = subprocess.run(
            [program] + words, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        return {"refused": done.stderr.strip()[:200]}
    said = json.loads(done.stdout)
    if "findings" not in said:
        # Where a trial still runs the report says where it stands, and nothing of an effect.
        return {"running": True}
    finding = said["findings"][0]
    if finding["kind"] == "not-estimable":
        return {"refused": finding.get("reason", "not estimable")[:200]}
    draw = ((said.get("evidence") or {}).get("comparisons") or [{}])[0].get("randomization") or {}
    return {
        "verdict": finding["verdict"], "grade": finding["evidence"]["grade"],
        "reasons": finding["evidence"]["reasons"], "estimate": finding["estimate"],
        "lower": finding["interval"]["lower"], "upper": finding["interval"]["upper"],
        "better": finding["chances"]["better"]["probability"],
        "ratio": finding.get("ratio"), "engine": said["fit"]["method"],
        "stop": any(step.get("kind") == "stop" for step in said.get("nextSteps") or []),
        "p": (draw.get("p") or {}).get("value"),
        "smallestP": (draw.get("smallestReachableP") or {}).get("value"),
        "sentence": finding["sentence"], "changed": named_change(said),
    }


def may_screen(world, design, diary):
    """Whether one fit of the primary analysis decides that nothing is claimed."""
    return world.kind == "score" and len(diary.sites) == 1 and diary.lived is None


def kept_lines(key, design, diary, exposure):
    """The rows of a diary that `analysis` keeps: those without a score and those after a switch are
    left out."""
    score, exposure = diary.sites[0], np.array(exposure)
    kept = ~np.isnan(score)
    if design != cells.DAILY:
        kept[1:] &= exposure[1:] == exposure[:-1]
        kept[0] &= exposure[0] == 0
    return [f"{key},{day},{score[day]:g},{exposure[day]}" for day in np.flatnonzero(kept)]


def screened(program, worthwhile, lines):
    """{key: row} of the diaries whose own interval holds zero and that are not called negligible: they
    cannot be told, whatever else the report looks at. One fit is a hundredth of a report, and all are
    made in one call."""
    done = subprocess.run(
        [program, "fit", "-", "--by", "key", "--time", "t", "--outcome", "y", "--exposure", "x",
         "--engine", "daily", "--mcid", str(worthwhile), "--benefit", "lower", "--compact"],
        input="\n".join(["key,t,y,x"] + lines) + "\n", capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1"})
    found = {}
    fits = json.loads(done.stdout)["fits"] if done.stdout else []
    for series, said in [(fit["series"], fit["fit"]) for fit in fits if fit["fit"]]:
        low, high = said["interval"]["lower"], said["interval"]["upper"]
        # A margin, because the report's own rules stand at .975 and .80.
        if low > -0.02 or high < 0.02 or said["probability"]["negligible"] > 0.79:
            continue
        found[series] = {
            "verdict": "cannot-tell", "grade": None, "lower": low, "upper": high, "engine": "daily",
            "estimate": said["estimate"], "stop": False}
    return found


def named_change(said):
    """Whether the report names a date of change; None where it did not look for one."""
    change = said.get("change")
    return None if change is None else change["mostProbable"] is not None


def chosen(pattern):
    return [(world, design) for world in cells.ALL for design in world.designs
            if not pattern or any(part in f"{world.name} | {design}" for part in pattern)]


def known(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


class Results:
    def __init__(self, path):
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.keys = {row["key"] for row in known(self.path)}

    def add(self, row):
        with self.path.open("a") as file:
            file.write(json.dumps(row) + "\n")


def run(options):
    results, schedules = Results(options.results), designs.Schedules(
        options.program, options.schedules)

    def batch(job):
        """The rows of some trials of one world under one design."""
        world, design, trials = job
        made = {trial: make(world, design, trial, schedules) for trial in trials}
        lines = []
        for trial, (_, diary, schedule) in made.items():
            if trial >= options.whole and may_screen(world, design, diary):
                lines += kept_lines(trial, design, diary, schedule["sites"][0])
        short = screened(options.program, world.worthwhile, lines) if lines else {}
        rows = []
        for trial, (plan, diary, _) in made.items():
            row = {"key": f"{world.name}|{design}|{trial}", "world": world.name, "design": design,
                   "trial": trial, "truth": diary.truth}
            rows.append(row | (short.get(str(trial)) or answer(
                options.program, options.command, plan, diary_text(diary), AFTER)))
        return rows

    jobs = []
    for first in range(options.first, options.trials, options.batch):
        for world, design in chosen(options.only):
            trials = [trial for trial in range(first, min(first + options.batch, options.trials))
                      if f"{world.name}|{design}|{trial}" not in results.keys]
            if trials:
                jobs.append((world, design, trials))
    with ThreadPoolExecutor(options.jobs) as pool:
        for number, rows in enumerate(pool.map(batch, jobs), 1):
            for row in rows:
                results.add(row)
            print(f"{number} of {len(jobs)}", file=sys.stderr, flush=True)


def usual(options):
    """What usual analyses say of the diaries that are in the results; a file of its own."""
    rows = known(Path(options.results))
    schedules = designs.Schedules(options.program, options.schedules)
    worlds = {world.name: world for world in cells.ALL}
    results = Results(options.others)
    asked = [row for row in rows if "look" not in row and row["key"] not in results.keys
             and row["world"] in worlds and row["trial"] < options.trials]
    for batch in range(0, len(asked), 200):
        diaries = {}
        for row in asked[batch:batch + 200]:
            _, diary, schedule = make(worlds[row["world"]], row["design"], row["trial"], schedules)
            diaries[row["key"]] = diary.sites[0], schedule["sites"][0]
        said = others.by_r(diaries)
        for key, (score, exposure) in diaries.items():
            results.add({"key": key, "others": others.all_of(score, exposure) | said.get(key, {})})


def looks(options):
    """A null trial looked at once a week, with the day of the look as today, and with a diary that
    stops there although the planned end is long past."""
    results, schedules = Results(options.results), designs.Schedules(
        options.program, options.schedules)
    world = cells.LOOKS

    def one(job):
        design, trial, week, asked = job
        plan, diary, _ = make(world, design, trial, schedules)
        day = 7 * week
        today = str(designs.calendar(day - 1)) if asked else None
        row = {"key": f"look|{design}|{trial}|{week}|{asked}", "look": week, "today": asked,
               "world": world.name, "design": design, "trial": trial, "truth": 0}
        return row | answer(options.program, options.command, plan, diary_text(diary, day), today)

    jobs = [(design, trial, week, asked) for trial in range(options.trials)
            for design in world.designs for week in range(1, 8) for asked in (True, False)
            if f"look|{design}|{trial}|{week}|{asked}" not in results.keys]
    with ThreadPoolExecutor(options.jobs) as pool:
        for row in pool.map(one, jobs):
            results.add(row)


def gathered(options):
    """The results, each with what usual analyses say of its diary."""
    beside = {row["key"]: row["others"] for row in known(Path(options.others))}
    return [row | {"others": beside.get(row["key"], {})} for row in known(Path(options.results))]


def show(options):
    schedules = designs.Schedules(options.program, options.schedules)
    world = next(world for world in cells.ALL + [cells.LOOKS] if world.name == options.world)
    plan, diary, _ = make(world, options.design, options.trial, schedules)
    folder = Path(options.output)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(plan)
    (folder / "diary.csv").write_text(diary_text(diary))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["run", "looks", "others", "table", "page", "show"])
    parser.add_argument("world", nargs="?")
    parser.add_argument("design", nargs="?")
    parser.add_argument("trial", nargs="?", type=int)
    parser.add_argument("--program", default=".build/release/n1")
    parser.add_argument("--command", default="report", choices=["report", "analyze"])
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--whole", type=int, default=200,
                        help="trials of which the whole report is always made; of later ones only where "
                             "the fit alone does not say that nothing is claimed")
    parser.add_argument("--batch", type=int, default=50, help="trials of a cell that are made together")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", nargs="*", help="parts of names of worlds and designs")
    parser.add_argument("--results", default=".build/worlds.jsonl")
    parser.add_argument("--others", default=".build/worlds-others.jsonl")
    parser.add_argument("--schedules", default=".build/worlds-schedules.json")
    parser.add_argument("--output", default="world")
    options = parser.parse_args()
    if options.action == "table":
        print(table(gathered(options), cells))
    elif options.action == "page":
        template = Path(__file__).with_name("page.md").read_text()
        print(page(template, gathered(options), cells), end="")
    else:
        {"run": run, "looks": looks, "others": usual, "show": show}[options.action](options)


if __name__ == "__main__":
    main()
