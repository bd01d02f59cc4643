#!/bin/sh
# Size and start of a binary, five fits in one call, and the same in one Rscript; least of 40 runs, in turns.
#
#   run.sh [BINARY]    default .build/release/n1; the README's table is of dist/n1
set -eu
cd "$(dirname "$0")/../.."
binary=$(realpath "${1:-.build/release/n1}")
python3 - "$binary" <<'EOF'
import lzma, os, shutil, subprocess, sys, tempfile, time

binary = sys.argv[1]


def least(commands, runs=40):
    """The least time of each command in ms, run in turns so that a busy moment meets all of them."""
    best = [float("inf")] * len(commands)
    for _ in range(runs):
        for place, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            best[place] = min(best[place], 1e3 * (time.perf_counter() - start))
    return best


with open(binary, "rb") as file:
    content = file.read()
rows = [
    ("installed", f"{len(content) / 1e6:.1f} MB"),
    ("as xz", f"{len(lzma.compress(content)) / 1e6:.1f} MB"),
]
with tempfile.TemporaryDirectory() as folder:
    files = []
    for person in range(5):
        path = os.path.join(folder, f"{person}.csv")
        with open(path, "w") as file:
            file.write("day,itch,cream\n")
            for day in range(56):
                wave = ((day * 7919 + person * 104729) % 1000) / 250
                file.write(f"{day},{5 + wave - (day > 27)},{int(day > 27)}\n")
        files.append(path)
    columns = ["--time", "day", "--outcome", "itch", "--exposure", "cream", "--json"]
    nothing = ["/bin/true"]
    commands = [nothing, [binary, "--version"], [binary, "fit", *files, *columns]]
    names = ["starting a process (true)", "n1 --version", "five fits in one call"]
    rscript = shutil.which("Rscript")
    if rscript:
        script = os.path.join(folder, "peer.R")
        with open(script, "w") as file:
            file.write("library(nlme)\nfor (f in commandArgs(TRUE)) {\n")
            file.write("d <- read.csv(f)\nm <- gls(itch ~ cream, d, correlation = corAR1(form = ~day))\n")
            file.write("cat(coef(m)[2], '\\n') }\n")
        commands.append([rscript, script, *files])
        names.append("the same in one Rscript with nlme")
    times = least(commands)
    rows += [(name, f"{ms:.1f} ms") for name, ms in zip(names, times)]
    if rscript:
        rows.append(("ratio to Rscript", f"{times[3] / times[2]:.0f} times"))
print("| n1 | measured |")
print("|---|---|")
for name, value in rows:
    print(f"| {name} | {value} |")
EOF
