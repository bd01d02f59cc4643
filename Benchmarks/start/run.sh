#!/usr/bin/env python3
"""Size and start of a binary, five fits in one call, and the same in one Rscript with nlme.

    run.sh [BINARY] [RUNS]    BINARY (default .build/release/n1; the README's table is of dist/n1), RUNS (default 40)

Commands are run in turns, so that a busy moment meets all of them; the least time of each is shown, and beside it the
least time of the processor, which other people's work lengthens far less.
"""
import os
import shutil
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PEER = """library(nlme)
for (f in commandArgs(TRUE)) {
  d <- read.csv(f)
  cat(coef(gls(itch ~ cream, d, correlation = corAR1(form = ~day)))[2], '\\n')
}
"""


def once(command):
    """Milliseconds of the clock and of the processor."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: did not run")
    return 1e3 * (time.perf_counter() - start), 1e3 * (usage.ru_utime + usage.ru_stime)


def least(commands, runs):
    times = [[once(command) for command in commands] for _ in range(runs)]
    return [tuple(min(pair) for pair in zip(*column)) for column in zip(*times)]


def diaries(folder):
    for person in range(5):
        path = os.path.join(folder, f"{person}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("day,itch,cream\n")
            for day in range(56):
                wave = ((day * 7919 + person * 104729) % 1000) / 250
                file.write(f"{day},{5 + wave - (day > 27)},{int(day > 27)}\n")
        yield path


def main(binary, runs):
    with tempfile.TemporaryDirectory() as folder:
        files = list(diaries(folder))
        fits = [binary, "fit", *files, "--time", "day", "--outcome", "itch", "--exposure", "cream", "--json"]
        commands = {"a process (true)": ["true"], "n1 --version": [binary, "--version"], "five fits": fits}
        if shutil.which("Rscript"):
            script = os.path.join(folder, "peer.R")
            with open(script, "w", encoding="utf-8") as file:
                file.write(PEER)
            commands["five fits in one Rscript with nlme"] = ["Rscript", script, *files]
        times = dict(zip(commands, least(list(commands.values()), runs)))
    ours = times["five fits"]
    print(f"{os.path.getsize(binary) / 1e6:.1f} MB: {binary}\n")
    print("| command | clock, ms | processor, ms | times faster: five fits |")
    print("|---|---|---|---|")
    for name, (clock, processor) in times.items():
        ratio = f"{clock / ours[0]:.1f}" if "Rscript" in name else "-"
        print(f"| {name} | {clock:.1f} | {processor:.1f} | {ratio} |")


if __name__ == "__main__":
    default = os.path.join(ROOT, ".build/release/n1")
    main(os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else default), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
