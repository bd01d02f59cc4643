"""Simulated people through Spark: python run.py 20000 [partitions] [master]"""

import json
import sys
import time

from pyspark.sql import SparkSession

from n1trials import spark as n1
from simulate import trial

count = int(sys.argv[1])
partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 4
master = sys.argv[3] if len(sys.argv) > 3 else "local[*]"

session = SparkSession.builder.master(master).appName("n1 series").getOrCreate()
numbers = session.sparkContext.parallelize(range(count), partitions)
trials = session.createDataFrame(numbers.map(lambda k: (json.dumps(trial(k, 1)),)), "record string").cache()
trials.count()
start = time.time()
people = n1.people(trials).cache()
population = n1.pool(people)
seconds = time.time() - start
print(json.dumps({key: population[key] for key in ("people", "mean", "meanInterval", "tauMean", "nextInterval")}))
print(f"{count} people, {partitions} partitions, {seconds:.1f} s, {count / seconds:.0f} people a second",
      file=sys.stderr)
n1.shrink(people, population).orderBy("person").show(5)
