"""n1trials.spark in local mode and on a standalone cluster of one master and two workers on loopback.

    N1=path/to/n1 python -m pytest python/tests/test_spark.py

Needs PySpark 4, pandas, pyarrow and Java 17; skipped without them or without the program. N1_PEOPLE says
how many people are compared (20000 as a rule in CI).
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python" / "src"), str(ROOT / "examples" / "series-spark")]
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2] + [os.environ.get("PYTHONPATH", "")])

from n1trials import spark as n1  # noqa: E402
from simulate import trial  # noqa: E402

PROGRAM = shutil.which(os.environ.get("N1", "n1")) or str(ROOT / ".build" / "debug" / "n1")
PEOPLE = int(os.environ.get("N1_PEOPLE", "2000"))
pytestmark = pytest.mark.skipif(not os.path.exists(PROGRAM), reason="the program is not built")


@contextlib.contextmanager
def session(master, **settings):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("n1 test")
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1", **settings}
    for key, value in settings.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def local():
    with session("local[2]") as made:
        yield made


def records(count):
    return [json.dumps(trial(number, 1)) for number in range(count)]


def frame(spark, lines, partitions):
    return spark.createDataFrame(
        spark.sparkContext.parallelize([(line,) for line in lines], partitions), "record string")


def program(*options, text):
    return subprocess.run(
        [PROGRAM, "series", *options], input=text, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def alone():
    """What one process says of the same people."""
    people = program("people", text="\n".join(records(PEOPLE)) + "\n")
    return people, json.loads(program("pool", "--scale", "1", text=people))


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_same_numbers_as_one_process(local, alone, partitions):
    people = n1.people(frame(local, records(PEOPLE), partitions), n1=PROGRAM).cache()
    assert n1.pool(people, scale=1, n1=PROGRAM) == alone[1]
    rows = {row["person"]: row["summary"] for row in people.collect()}
    assert rows == {json.loads(line)["person"]: line for line in alone[0].splitlines()}


def test_shrunken_people(local, alone):
    people = n1.people(frame(local, records(200), 3), n1=PROGRAM)
    found = {row["person"]: row["effect"] for row in n1.shrink(people, alone[1], n1=PROGRAM).collect()}
    assert len(found) == 200 and all(effect is not None for effect in found.values())


def test_columns_instead_of_records(local):
    from pyspark.sql import Row

    one = trial(3, 1)
    row = Row(person=one["person"], outcome="itch", condition="cream", reference="none", smallest=1.0,
              score=one["score"], exposure=[float(share) for share in one["exposure"]])
    schema = ("person string, outcome string, condition string, reference string, smallest double, "
              "score array<double>, exposure array<double>")
    found = n1.people(local.createDataFrame([row], schema), n1=PROGRAM).collect()[0]
    expected = n1.people(frame(local, [json.dumps(one)], 1), n1=PROGRAM).collect()[0]
    assert found["estimate"] == expected["estimate"] and found["analysed"] == expected["analysed"]


def test_poisoned_record_is_counted_and_told(local):
    lines = records(20)
    lines[7] = '{"person": "broken", "score": ['
    lines[9] = json.dumps({**trial(9, 1), "score": ["seven"]})
    found = n1.people(frame(local, lines, 3), n1=PROGRAM).cache()
    bad = [row["bad"] for row in found.where("bad is not null").collect()]
    assert len(bad) == 2 and any('"score"' in text for text in bad)
    assert n1.pool(found, scale=1, n1=PROGRAM)["people"] == 18


def test_missing_program_is_one_sentence(local):
    with pytest.raises(n1.N1Missing) as told:
        n1.people(frame(local, records(3), 1), n1="no-such-n1")
    assert str(told.value).startswith("found no program 'no-such-n1' on the driver; expected")
    assert "\n" not in str(told.value)


def test_a_message_of_the_program_reaches_the_driver(local):
    people = n1.people(frame(local, records(2), 1), n1=PROGRAM)
    with pytest.raises(n1.N1Failed, match="expected at least 3"):
        n1.pool(people, scale=1, n1=PROGRAM)


def test_parquet_in_and_out(local, tmp_path):
    source, target = str(tmp_path / "trials"), str(tmp_path / "people")
    frame(local, records(30), 2).write.parquet(source)
    n1.people(local.read.parquet(source), n1=PROGRAM).write.parquet(target)
    assert n1.pool(local.read.parquet(target), scale=1, n1=PROGRAM)["people"] == 30


# A cluster of one master and two workers

def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def daemon(folder, kind, *arguments):
    home = os.path.dirname(pyspark.__file__)
    return subprocess.Popen(
        [os.path.join(home, "bin", "spark-class"), f"org.apache.spark.deploy.{kind}", *arguments],
        env={**os.environ, "SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1",
             "SPARK_WORKER_DIR": str(folder / "work"), "PYSPARK_PYTHON": sys.executable},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def end(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path):
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    processes = [daemon(tmp_path, "master.Master", "--host", "127.0.0.1", "--port", str(port),
                        "--webui-port", str(free_port()))]
    time.sleep(4)
    for _ in range(2):
        processes.append(daemon(
            tmp_path, "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
            "--webui-port", str(free_port()), master))
    time.sleep(4)
    try:
        yield master, processes
    finally:
        for process in processes:
            end(process)


def test_standalone_cluster_with_a_worker_killed_in_the_middle(cluster, alone):
    master, processes = cluster
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with session(master, **{"spark.executor.memory": "600m", "spark.executor.cores": "1",
                            "spark.task.maxFailures": "8"}) as spark:
        lines = records(PEOPLE)
        first = n1.people(frame(spark, lines, 2), n1=PROGRAM)
        assert n1.pool(first, scale=1, n1=PROGRAM) == alone[1]

        import threading

        killer = threading.Timer(1.5, lambda: end(processes[2]))
        killer.start()
        slow = frame(spark, lines, 24)
        people = n1.people(slow, n1=PROGRAM)
        found = n1.pool(people, scale=1, n1=PROGRAM)
        killer.join()
        assert processes[2].poll() is not None
        assert found == alone[1]
