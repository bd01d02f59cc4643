#!/usr/bin/env python3
"""How quick and small `n1 serve` is: start, memory, sizes of pages, answers at 50 requests a second.

    swift build -c release && python3 Benchmarks/serve/measure.py .build/release/n1 [TRIAL]

Needs Python 3.9 and Linux. The server is held to one core. Prints one line a number. Times on the clock
need a machine that has nothing else to do; those of the processor hold on a busy one too.
"""

import http.client
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

PLAN = """title: A small trial
outcomes:
  - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
covariates:
  - {id: sleep}
conditions:
  - {id: dairy, name: usual}
  - {id: free, name: dairy-free, against: dairy}
schedule:
  start: 2026-01-01
  phases:
    - {condition: dairy, days: 42}
    - {condition: free, days: 42}
"""


def processor(usage):
    return usage.ru_utime + usage.ru_stime


def ticks(process):
    """Of the processor, by a process so far."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def main():
    n1 = os.path.abspath(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()
    environment = {"PATH": "/usr/bin:/bin", "N1_TODAY": "2026-03-10T21:00"}
    if len(sys.argv) < 3:
        with open(os.path.join(folder, "plan.yaml"), "w") as file:
            file.write(PLAN)
        with open(os.path.join(folder, "rows.csv"), "w") as file:
            file.write("date,itch,sleep\n" + "".join(
                f"2026-0{1 + d // 31 if d < 59 else 3}-{(d % 31 if d < 31 else d - 31 if d < 59 else d - 59) + 1:02d},{d % 9},7\n"
                for d in range(68)))
        subprocess.run([n1, "import", folder + "/rows.csv", "--trial", folder], env=environment,
                       check=True, stdout=subprocess.DEVNULL)
    starts, work = [], []
    for _ in range(10):
        begun = time.perf_counter()
        before = processor(resource.getrusage(resource.RUSAGE_CHILDREN))
        process = subprocess.Popen(
            ["taskset", "-c", "0", n1, "serve", folder], env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            if "token=" in line:
                starts.append(time.perf_counter() - begun)
                break
        if len(starts) < 10:
            process.terminate()
            process.wait()
            work.append(processor(resource.getrusage(resource.RUSAGE_CHILDREN)) - before)
    print(f"start, median of 10: {1000 * statistics.median(starts):.0f} ms, "
          f"{1000 * statistics.median(work):.0f} ms of the processor from start to end")
    host = line.split("/")[2]
    root = "/" + line.split("/")[3] + "/"

    def get(name, cookie=None):
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.request("GET", root + name, headers={"Cookie": cookie} if cookie else {})
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        return reply, body

    cookie = get(line.strip().split(root)[1])[0].getheader("Set-Cookie").split(";")[0]
    sizes = {name: len(get(name, cookie)[1]) for name in (
        "", "calendar", "check", "report", "letter", "sheet", "import", "plan", "devices",
        "page.css", "page.js")}
    shared = sizes["page.css"] + sizes["page.js"]
    largest = max((name for name in sizes if not name.startswith("page")), key=sizes.get)
    print(f"largest page before the report: {largest or 'today'}, "
          f"{(sizes[largest] + shared) / 1000:.1f} kB with style and script")
    times, before = [], ticks(process)
    begun = time.perf_counter()
    for number in range(1000):
        wait = begun + number / 50 - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        asked = time.perf_counter()
        get(("", "calendar", "check", "page.css")[number % 4], cookie)
        times.append(time.perf_counter() - asked)
    times.sort()
    spent = (ticks(process) - before) / os.sysconf("SC_CLK_TCK")
    print(f"answers at 50 a second: median {1000 * times[500]:.1f} ms, p99 {1000 * times[990]:.1f} ms, "
          f"{1000 * spent / len(times):.1f} ms of the processor each")
    with open(f"/proc/{process.pid}/status") as status:
        for entry in status:
            if entry.startswith("VmHWM"):
                print(f"memory, most: {int(entry.split()[1]) / 1000:.0f} MB")
    process.terminate()
    process.wait()


main()
