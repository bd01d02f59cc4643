#!/usr/bin/env python3
"""Every benchmark, one after the other, and one table of all ratios at the end.

    Benchmarks/run.sh [NAME...]    only these folders

The load of the machine stands beside every ratio. A ratio that was measured while others were at work is called
provisional, never final: times are minima, but a busy machine has no quiet moment.
"""
import datetime
import os
import platform
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CORES = os.cpu_count() or 1
# One benchmark keeps one core busy; what is beyond that is somebody else's.
QUIET = 0.3 * CORES


def others():
    """Share of all cores that was busy in half a second in which nothing of ours ran."""
    def ticks():
        with open("/proc/stat") as file:
            numbers = [int(word) for word in file.readline().split()[1:9]]
        return sum(numbers), numbers[3] + numbers[4]

    try:
        import time

        all_before, idle_before = ticks()
        time.sleep(0.5)
        all_after, idle_after = ticks()
    except OSError:
        return os.getloadavg()[0] / CORES
    return 1 - (idle_after - idle_before) / max(1, all_after - all_before)


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def ratios(text):
    """Rows with a ratio in its last column, of every table that names one."""
    header = None
    for line in text.splitlines():
        if not line.startswith("|"):
            header = None
        elif header is None:
            header = cells(line)
        elif re.search("ratio|times faster", header[-1]) and not line.startswith("|---"):
            row = cells(line)
            if row[-1] not in ("", "-"):
                yield row


def main(names):
    found = names or sorted(os.listdir(HERE))
    table = []
    for name in found:
        script = os.path.join(HERE, name, "run.sh")
        if not os.access(script, os.X_OK):
            continue
        before = others()
        print(f"== {name}", flush=True)
        done = subprocess.run([script], stdout=subprocess.PIPE, text=True, check=False)
        print(done.stdout, flush=True)
        busy = max(before, others())
        if done.returncode != 0:
            table.append([name, "did not run", "", f"{busy:.0%}"])
        table += [[name, row[0], " ".join(row[1:]), f"{busy:.0%}"] for row in ratios(done.stdout)]
    print("| benchmark | ours | times, and the ratio last | others on the machine | |")
    print("|---|---|---|---|---|")
    final = 0
    for row in table:
        is_final = float(row[3].rstrip("%")) / 100 <= QUIET / CORES
        final += is_final
        print("| " + " | ".join(row) + f" | {'final' if is_final else 'PROVISIONAL'} |")
    today = datetime.date.today()
    print(f"\n{platform.machine()}, {CORES} cores, {today}, load {os.getloadavg()[0]:.1f}:", end=" ")
    print(f"{final} of {len(table)} ratios are final.")
    if final < len(table):
        print("The machine was busy. Run it again when nothing else is; these are no numbers to publish.")


if __name__ == "__main__":
    main(sys.argv[1:])
