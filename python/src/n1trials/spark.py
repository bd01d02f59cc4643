"""Series of n-of-1 trials on Spark: as many people as the cluster holds, the numbers of one machine.

    from n1trials import spark as n1

    people = n1.people(trials)              # one row a person: what the diary says about the difference
    population = n1.pool(people)            # a dictionary: average, spread, the next person
    shrunken = n1.shrink(people, population)

The work is done by the program `n1`: each task starts it once and streams its rows through it. It is found
under the name or path given as `n1`, among the files that Spark shipped (`--files n1` or
`--archives n1.tar.gz#n1`), or on the PATH of the workers.

Columns of `trials`: `person`, `outcome`, `condition`, `reference` (texts), `score` and `exposure` (arrays of
numbers, a missing score is null) and, if you like, `day` (whole numbers), `benefit`, `smallest`, `unit`,
`finished`, `running`, `pairedPeriodDays`; or one column `record` with a JSON record a row. docs/series-record.md says
what each means.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import tempfile
import threading
import warnings
from typing import Any, Iterator

PEOPLE_SCHEMA = (
    "person string, estimate double, standardError double, analysed int, reason string, "
    "bad string, summary string"
)
SHRUNKEN_SCHEMA = (
    "person string, own double, ownSD double, effect double, sd double, lower double, "
    "upper double, better double, worthwhile double, harmed double, borrowed double, reason string"
)
_SUMS_SCHEMA = "sums string, bad long"
_ROWS = 512


class N1Missing(RuntimeError):
    """The program is not where the work is done."""


class N1Failed(RuntimeError):
    """The program ended with a message of its own."""


def people(trials, n1: str = "n1"):
    """Trials in, one row a person out.

    A record that could not be read is a row with `bad`, the sentence that says why; a trial without an
    answer is one with `reason`. Neither ends the job.
    """
    _require(trials.sparkSession, n1)
    columns = trials.columns

    def work(batches):
        lines = (line for batch in batches for line in _trial_lines(batch, columns))
        yield from _frames(_stream(n1, ["people", "--keep-bad", "--cores", "1"], lines), _person_row,
                           PEOPLE_SCHEMA)

    return trials.mapInPandas(work, PEOPLE_SCHEMA)


def pool(people, scale: float | None = None, n1: str = "n1") -> dict[str, Any]:
    """What everybody together says. Each partition makes sums; sums are added in a tree.

    `scale` is the size of a typical difference; left out, it is the smallest worthwhile change of the first
    person who has one. `bad` in the answer counts the records that could not be read, which is a warning too.
    People who were asked different things are refused (`N1Failed`). Cache `people`: it is read here and again
    by `shrink`.
    """
    _require(people.sparkSession, n1)
    good = people.where("summary is not null").select("summary")
    scale = scale if scale is not None else _first_scale(good)
    options = ["pool", "--partial", "--cores", "1", "--scale", repr(float(scale))]
    told = people.select("summary", "bad") if "bad" in people.columns else people.select("summary")

    def sums(batches):
        bad = 0

        def lines():
            nonlocal bad
            for batch in batches:
                bad += int(batch["bad"].notna().sum()) if "bad" in batch else 0
                yield from batch["summary"].dropna()

        yield from _sums(_stream(n1, options, lines()), lambda: bad)

    def added(batches):
        bad = 0

        def lines():
            nonlocal bad
            for batch in batches:
                bad += int(batch["bad"].sum())
                yield from batch["sums"]

        yield from _sums(_stream(n1, ["pool", "--combine", "--partial"], lines()), lambda: bad)

    parts = told.mapInPandas(sums, _SUMS_SCHEMA)
    count = people.rdd.getNumPartitions()
    while count > 16:
        count = math.ceil(math.sqrt(count))
        parts = parts.repartition(count).mapInPandas(added, _SUMS_SCHEMA)
    rows = _collected(parts)
    population = json.loads("\n".join(_stream(n1, ["pool", "--combine"], (row["sums"] for row in rows))))
    population["bad"] = sum(row["bad"] for row in rows)
    if population["bad"]:
        warnings.warn(
            f"{population['bad']} of the records could not be read and are left out; the rows of people with "
            "bad say why.", stacklevel=2)
    return population


def twice(people):
    """Persons who are there more than once, with how often: one counted twice looks like two who agree."""
    return people.where("person is not null").groupBy("person").count().where("count > 1")


def shrink(people, population: dict[str, Any], n1: str = "n1"):
    """Each person with what the others add: one row a person who has an answer."""
    _require(people.sparkSession, n1)
    text = json.dumps(population)

    def work(batches):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "population.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            lines = (line for batch in batches for line in batch["summary"].dropna())
            yield from _frames(
                _stream(n1, ["shrink", "--population", path, "--cores", "1"], lines),
                _shrunken_row, SHRUNKEN_SCHEMA)

    return people.mapInPandas(work, SHRUNKEN_SCHEMA)


# Rows and lines

def _trial_lines(batch, columns: list[str]) -> Iterator[str]:
    if "record" in columns:
        yield from (_one_line(text) for text in batch["record"])
        return
    for row in batch.itertuples(index=False):
        yield json.dumps(
            {name: _plain(value) for name, value in zip(columns, row)}, allow_nan=False)


def _one_line(text: Any) -> str:
    """A record on one line; what is none goes on as it is, to be told by the program."""
    return " ".join(str(text).splitlines()) or "null"


def _plain(value: Any) -> Any:
    """Numbers, texts and lists as JSON has them; what is no number is missing."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    return value


def _person_row(line: str) -> dict[str, Any]:
    found = json.loads(line)
    if "bad" in found:
        return {"bad": found["bad"]}
    return {
        "person": found["person"], "estimate": found["estimate"],
        "standardError": found["standardError"], "analysed": found["days"]["analysed"],
        "reason": found["reason"], "summary": line,
    }


def _sums(lines: Iterator[str], bad):
    """The one line of sums, and how many records could not be read before it was printed."""
    import pandas

    for line in lines:
        yield pandas.DataFrame({"sums": [line], "bad": [bad()]})


def _shrunken_row(line: str) -> dict[str, Any]:
    return json.loads(line)


def _frames(lines: Iterator[str], row, schema: str):
    """Lines as data frames of a few hundred rows with all columns of the schema."""
    import pandas

    columns = [part.split()[0] for part in schema.split(", ")]
    rows: list[dict[str, Any]] = []

    def frame():
        made = pandas.DataFrame([[r.get(c) for c in columns] for r in rows], columns=columns, dtype=object)
        if "analysed" in columns:
            made["analysed"] = made["analysed"].astype("Int32")
        for part in schema.split(", "):
            name, kind = part.split()
            if kind == "double":
                made[name] = made[name].astype("float64")
        return made

    for line in lines:
        rows.append(row(line))
        if len(rows) == _ROWS:
            yield frame()
            rows = []
    if rows:
        yield frame()


def _first_scale(summaries) -> float:
    for row in summaries.limit(100).collect():
        smallest = json.loads(row["summary"]).get("smallest")
        if smallest:
            return smallest
    raise ValueError(
        "none of the first 100 people has a smallest worthwhile change; expected one, or scale=, the size of "
        "a typical difference")


def _collected(frame) -> list:
    """All rows; what the program said in a task is one sentence on the driver."""
    from pyspark.errors import PythonException

    try:
        return frame.collect()
    except PythonException as error:
        for line in str(error).splitlines():
            for kind in (N1Failed, N1Missing):
                _, found, sentence = line.partition(f"{kind.__name__}: ")
                if found:
                    raise kind(sentence) from None
        raise


# The program

def _program(n1: str) -> str | None:
    """Where the program is, on the machine that asks."""
    candidates = [n1, os.path.join(".", n1)]
    try:
        from pyspark import SparkFiles

        root = SparkFiles.getRootDirectory()
        candidates += [os.path.join(root, n1), os.path.join(root, n1, "n1"),
                       os.path.join(root, n1, "bin", "n1")]
    except Exception:  # outside Spark there are no shipped files
        pass
    for path in candidates + [os.path.join(n1, "n1"), os.path.join(n1, "bin", "n1")]:
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return os.path.abspath(path)
    return shutil.which(n1)


def _missing(n1: str, where: str) -> N1Missing:
    return N1Missing(
        f"found no program {n1!r} {where}; expected n1 on the PATH there, its path as n1=, or n1 shipped with "
        "--archives n1.tar.gz#n1. Install it or ship it.")


def _require(session, n1: str) -> None:
    """One sentence on the driver, before any work, where a worker lacks the program."""
    if _program(n1) is None:
        raise _missing(n1, "on the driver")

    def looked(batches):
        for batch in batches:
            batch["found"] = _program(n1) is not None
            yield batch[["found"]]

    places = max(2, session.sparkContext.defaultParallelism)
    rows = session.range(0, places, 1, places).mapInPandas(looked, "found boolean").collect()
    if not all(row["found"] for row in rows):
        raise _missing(n1, "on a worker")


def _stream(n1: str, options: list[str], lines: Iterator[str]) -> Iterator[str]:
    """Runs the program once: lines go in on a thread of their own, lines come out."""
    program = _program(n1)
    if program is None:
        raise _missing(n1, "on a worker")
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(
            [program, "series", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=messages)
        trouble: list[BaseException] = []

        def feed():
            try:
                for line in lines:
                    process.stdin.write(line.encode("utf-8") + b"\n")
            except BrokenPipeError:
                pass  # the program's own message says why
            except BaseException as error:  # handed to the task, which is another thread
                trouble.append(error)
            finally:
                try:
                    process.stdin.close()
                except BrokenPipeError:
                    pass

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for line in process.stdout:
                yield line.decode("utf-8").rstrip("\n")
            feeder.join()
            code = process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if trouble:
            raise trouble[0]
        if code != 0:
            messages.seek(0)
            told = messages.read().decode("utf-8", "replace").strip().splitlines()
            raise N1Failed(told[-1] if told else f"n1 ended with code {code}")
