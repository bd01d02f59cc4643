"""People a second through n1trials.spark against partitions, on this machine: a row each, as Markdown.

    N1=path/to/n1 python spark.py 20000          (pyspark, pandas, pyarrow; Java 17)

Each row reads the same trials from Parquet, makes people, and pools them. Beside it stands the processor time that
one process of the program takes for the same people, which is what a large run costs.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python" / "src"), str(ROOT / "examples" / "series-spark")]
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])
os.environ["PYSPARK_PYTHON"] = sys.executable

from pyspark.sql import SparkSession  # noqa: E402

from n1trials import spark as n1  # noqa: E402
from simulate import trial  # noqa: E402

PROGRAM = os.path.abspath(os.environ.get("N1", str(ROOT / ".build" / "release" / "n1")))
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000


def alone(folder):
    """Seconds of processor time for people and for pool in one process each."""
    found = []
    for command, source, target in (("people", "trials", "people"), ("pool", "people", "population")):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(folder / source) as lines, open(folder / target, "w") as out:
            subprocess.run([PROGRAM, "series", command, "--cores", "1"], stdin=lines, stdout=out, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return found


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open(folder / "trials", "w") as out:
            for number in range(COUNT):
                out.write(json.dumps(trial(number % 1000, 1) | {"person": f"p{number}"}) + "\n")
        people, pool = alone(folder)
        print(f"one process: people {people:.2f} s, pool {pool:.2f} s of processor time for {COUNT} people\n")
        spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
                 .config("spark.driver.host", "127.0.0.1").getOrCreate())
        spark.sparkContext.setLogLevel("OFF")
        trials = spark.read.text(str(folder / "trials")).withColumnRenamed("value", "record")
        trials.repartition(1).write.parquet(str(folder / "parquet"))
        n1.pool(n1.people(trials.limit(100), n1=PROGRAM), scale=1, n1=PROGRAM)  # started once before the clock runs
        print("| partitions | seconds | people a second | mean |\n|---:|---:|---:|---:|")
        for partitions in (1, 2, 4, 7, 14):
            source = spark.read.parquet(str(folder / "parquet")).repartition(partitions).cache()
            source.count()
            begun = time.monotonic()
            population = n1.pool(n1.people(source, n1=PROGRAM), scale=1, n1=PROGRAM)
            seconds = time.monotonic() - begun
            source.unpersist()
            print(f"| {partitions} | {seconds:.1f} | {COUNT / seconds:.0f} | {population['mean']!r} |", flush=True)
        spark.stop()


main()
