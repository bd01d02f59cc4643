"""n1trials.spark in local mode and on a standalone cluster of one master and two workers on loopback.

    N1=path/to/n1 python -m pytest python/tests/test_spark.py         (make spark)

Needs PySpark 4, pandas, pyarrow and Java 17; skipped without them or without the program. N1_PEOPLE says
how many people are compared: 2000 unless it is given, which takes less than two minutes on two free cores;
20000 before a release.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import threading
import time
import urllib.request
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python" / "src"), str(ROOT / "examples" / "series-spark")]
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2] + [os.environ.get("PYTHONPATH", "")])

os.environ["PYSPARK_PYTHON"] = sys.executable

from n1trials import spark as n1  # noqa: E402
from simulate import trial  # noqa: E402

PROGRAM = os.path.abspath(shutil.which(os.environ.get("N1", "n1")) or ROOT / ".build" / "release" / "n1")
PEOPLE = int(os.environ.get("N1_PEOPLE", "2000"))
pytestmark = pytest.mark.skipif(not os.path.exists(PROGRAM), reason="the program is not built")


@contextlib.contextmanager
def session(master, **settings):
    from pyspark.sql import SparkSession

    before = SparkSession.getActiveSession()
    if before:  # or getOrCreate would hand it on, whatever its master
        before.stop()
    builder = SparkSession.builder.master(master).appName("n1 test")
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1", **settings}
    for key, value in settings.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    assert made.sparkContext.master == master
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
    assert n1.pool(people, scale=1, n1=PROGRAM) == {**alone[1], "bad": 0}
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
    with pytest.warns(UserWarning, match="2 of the records could not be read"):
        population = n1.pool(found, scale=1, n1=PROGRAM)
    assert population["people"] == 18 and population["bad"] == 2


def test_people_who_were_asked_something_else_are_refused_in_one_sentence(local):
    lines = records(20)
    lines[13] = json.dumps({**trial(13, 1), "benefit": "higher"})
    people = n1.people(frame(local, lines, 1), n1=PROGRAM)
    with pytest.raises(n1.N1Failed, match="lower as better in one and higher as better in the other") as told:
        n1.pool(people, scale=1, n1=PROGRAM)
    assert "\n" not in str(told.value)


def test_bad_rows_do_not_stop_the_shrinking(local, alone):
    people = n1.people(frame(local, records(3) + ["{"], 1), n1=PROGRAM)
    assert [row["person"] for row in n1.shrink(people, alone[1], n1=PROGRAM).collect()] == ["p0", "p1", "p2"]


def test_one_person_twice_is_found(local):
    people = n1.people(frame(local, records(5) + records(2), 2), n1=PROGRAM)
    assert {row["person"]: row["count"] for row in n1.twice(people).collect()} == {"p0": 2, "p1": 2}


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
             "SPARK_WORKER_DIR": str(folder / "work")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def end(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(done, seconds=600):
    """Waits for what is sure to come; a machine may be slow."""
    last = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.1)


def workers(page):
    with contextlib.suppress(OSError, ValueError):
        with urllib.request.urlopen(f"http://127.0.0.1:{page}/json/", timeout=5) as answer:
            return json.load(answer)["aliveworkers"]
    return 0


@pytest.fixture
def cluster(tmp_path):
    port, page = free_port(), free_port()
    master = f"spark://127.0.0.1:{port}"
    processes = [daemon(tmp_path, "master.Master", "--host", "127.0.0.1", "--port", str(port),
                        "--webui-port", str(page))]
    for _ in range(2):
        processes.append(daemon(
            tmp_path, "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
            "--webui-port", str(free_port()), master))
    try:
        until(lambda: workers(page) == 2)
        yield master, processes
    finally:
        for process in processes:
            end(process)


@pytest.fixture
def shipped(tmp_path):
    """The program as --archives n1.tar.gz#shipped takes it."""
    archive = str(tmp_path / "n1.tar.gz")
    with tarfile.open(archive, "w:gz", compresslevel=1) as made:
        made.add(PROGRAM, "n1")
    return archive + "#shipped"


def kill_in_the_middle(spark, process, seen):
    """Ends a worker once some tasks of a stage are done and others are not."""
    tracker = spark.sparkContext.statusTracker()

    def middle():
        stages = filter(None, map(tracker.getStageInfo, tracker.getActiveStageIds()))
        seen.extend((stage.numCompletedTasks, stage.numTasks) for stage in stages
                    if 2 <= stage.numCompletedTasks <= stage.numTasks - 4 and stage.numTasks == 24)
        return bool(seen)

    until(middle)
    end(process)


def test_standalone_cluster_with_a_worker_killed_in_the_middle(
        cluster, shipped, alone, monkeypatch, tmp_path):
    master, processes = cluster
    with session(master, **{"spark.executor.memory": "600m", "spark.executor.cores": "1",
                            "spark.task.maxFailures": "8", "spark.archives": shipped}) as spark:
        lines = records(PEOPLE)
        expected = {**alone[1], "bad": 0}
        first = n1.people(frame(spark, lines, 2), n1="shipped")
        assert n1.pool(first, scale=1, n1="shipped") == expected

        (tmp_path / "only-here").symlink_to(PROGRAM)  # beside the driver, and beside no worker
        monkeypatch.chdir(tmp_path)
        with pytest.raises(n1.N1Missing, match="'only-here' on a worker; expected n1 on the PATH there"):
            n1.people(frame(spark, lines, 2), n1="only-here")

        seen = []
        people = n1.people(frame(spark, lines, 24), n1="shipped")
        killer = threading.Thread(target=kill_in_the_middle, args=(spark, processes[2], seen))
        killer.start()
        found = n1.pool(people, scale=1, n1="shipped")
        killer.join()
        assert seen and processes[2].poll() is not None
        assert found == expected
