"""The package against the program: every number is the program's own."""

import datetime
import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

import n1trials

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COLUMNS = dict(time="day", outcome="itch", exposure="cream")


def records():
    return [
        {
            "person": person,
            "day": datetime.date(2026, 1, 1) + datetime.timedelta(days=day),
            "itch": None if day == 4 else level + day % 4 - 2.5 * (day > 9),
            "cream": int(day > 9),
        }
        for day in range(20)
        for person, level in [("b", 20), ("a", 10)]
    ]


def alone(person):
    return [each for each in records() if each["person"] == person]


def frames(rows):
    """The same rows in every kind that is taken."""
    yield "records", rows
    yield "columns", {name: [row[name] for row in rows] for name in rows[0]}
    if _has("pandas"):
        import pandas

        frame = pandas.DataFrame(rows)
        yield "pandas", frame
        yield "pandas with dates and gaps of its own", frame.assign(
            day=pandas.to_datetime(frame["day"]), itch=frame["itch"].astype("Float64")
        )
    if _has("polars"):
        import polars

        yield "polars", polars.DataFrame(rows)
        if _has("pyarrow"):
            yield "arrow", polars.DataFrame(rows).to_arrow()


def _has(module):
    return importlib.util.find_spec(module) is not None


def by_hand(tmp_path, *arguments):
    """The same question put to the program without this package."""
    lines = ["person,day,itch,cream"] + [
        f"{r['person']},{r['day']},{'' if r['itch'] is None else r['itch']},{r['cream']}"
        for r in alone("a")
    ]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(lines) + "\n")
    return json.loads(
        subprocess.run(
            [n1trials.program(), arguments[0], str(file), *arguments[1:], "--json"],
            check=True, capture_output=True, text=True,
        ).stdout
    )  # fmt: skip


def test_each_kind_of_table_gives_the_numbers_of_the_program(tmp_path):
    expected = by_hand(
        tmp_path, "fit", "--time", "day", "--outcome", "itch", "--exposure", "cream", "--mcid", "1"
    )
    for kind, frame in frames(alone("a")):
        fit = n1trials.fit(frame, **COLUMNS, mcid=1)
        assert fit.raw == expected, kind
        assert fit.estimate == expected["estimate"]
        assert fit.interval.lower == expected["interval"]["lower"]
        assert fit.n == 19, "the day without a value is missing"


def test_series_are_fitted_in_one_call_as_if_each_stood_alone():
    fits = n1trials.fit_each(records(), by="person", **COLUMNS)
    assert [each.series for each in fits] == ["b", "a"]
    for each in fits:
        assert each.raw == n1trials.fit(alone(each.series), **COLUMNS).raw


def test_changes(tmp_path):
    expected = by_hand(tmp_path, "changes", "--time", "day", "--outcome", "itch")
    found = n1trials.changes(alone("a"), time="day", outcome="itch")
    assert found.raw == expected
    assert [each.time for each in found.changes] == [each["time"] for each in expected["changes"]]


def test_a_trial_is_analysed_and_reported():
    trial = EXAMPLES / "acne" / "participant-4"
    assert n1trials.analyze(trial)["findings"]
    printed = subprocess.run(
        [n1trials.program(), "report", str(trial), "--format", "markdown"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert n1trials.report(trial) == printed and printed.startswith("# ")


def test_a_refusal_is_the_sentence_of_the_program():
    with pytest.raises(n1trials.N1Error) as refusal:
        n1trials.fit(alone("a")[:1], **COLUMNS)
    assert refusal.value.exit_code == 1 and "Check the outcome column." in str(refusal.value)
    with pytest.raises(n1trials.N1Error) as missing:
        n1trials.fit("nowhere.csv", **COLUMNS)
    assert missing.value.exit_code == 2
    assert str(missing.value).startswith("nowhere.csv: found no such file")


def test_what_is_no_day_and_no_number_is_refused_before_it_is_sent():
    with pytest.raises(KeyError, match="itch"):
        n1trials.fit([{"day": 1, "cream": 0}], **COLUMNS)
    moment = datetime.datetime(2026, 1, 1, 7, 30)
    with pytest.raises(ValueError, match="expected a day"):
        n1trials.fit([{"day": moment, "itch": 1, "cream": 0}], **COLUMNS)
    with pytest.raises(ValueError, match="infinity"):
        n1trials.fit([{"day": 1, "itch": float("inf"), "cream": 0}], **COLUMNS)


def test_version():
    done = subprocess.run([n1trials.program(), "--version"], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == n1trials.__version__
