"""Trials on one person: what the program `n1` can tell, on data frames.

    >>> import n1trials
    >>> n1trials.fit(diary, time="date", outcome="itch", exposure="dairy_free", mcid=1).estimate

Tables may be pandas or polars frames, Arrow tables, mappings of columns, lists of records, or paths of CSV
files. The numbers are those of `n1`, to the last digit. This is no medical advice.
"""

from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from ._frames import Table, to_csv
from ._program import N1Error, program, run, run_json
from ._results import Change, Changes, Fit, Interval
from ._version import __version__

__all__ = [
    "Change",
    "Changes",
    "Fit",
    "Interval",
    "N1Error",
    "Table",
    "__version__",
    "analyze",
    "changes",
    "fit",
    "fit_each",
    "program",
    "report",
    "series",
]

Path = Union[str, "os.PathLike[str]"]


def _options(pairs: Mapping[str, Any]) -> List[str]:
    """Options of the command line; what is None or False is left out."""
    words: List[str] = []
    for name, value in pairs.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            words.append(option)
        elif isinstance(value, (list, tuple)):
            words += [word for each in value for word in (option, str(each))]
        elif value is not None and value is not False:
            words += [option, repr(value) if isinstance(value, float) else str(value)]
    return words


def _table(table: Table, names: Sequence[str]) -> Tuple[str, Optional[str]]:
    """The file argument and what stands on standard input."""
    if isinstance(table, (str, os.PathLike)):
        return os.fspath(table), None
    return "-", to_csv(table, names)


def fit(
    data: Table,
    *,
    time: str,
    outcome: str,
    exposure: str,
    covariate: Sequence[str] = (),
    trend: bool = False,
    weekday: bool = False,
    engine: str = "ar1",
    rho: Optional[float] = None,
    lag: Optional[int] = None,
    days: Optional[int] = None,
    mcid: Optional[float] = None,
    benefit: str = "lower",
    level: float = 0.95,
) -> Fit:
    """What an exposure did to an outcome.

    :param data: one row a day, in any order; a day without an outcome is missing.
    :param time: column of whole days or dates.
    :param outcome: column of the scores.
    :param exposure: column of the exposure, such as 0 and 1.
    :param covariate: columns of covariates.
    :param trend: add a linear trend over the days.
    :param weekday: add the days of the week.
    :param engine: how the effect is estimated; see ``n1 fit --help``.
    :param rho: hold the autocorrelation at this value.
    :param lag: lag of newey-west.
    :param days: the effect after so many days of steady exposure (onset).
    :param mcid: the smallest change worth having.
    :param benefit: ``lower`` or ``higher`` scores are better.
    :param level: probability that the interval promises.
    :raises N1Error: when the series cannot be fitted, with the reason.
    """
    file, text = _table(data, [time, outcome, exposure, *covariate])
    options = dict(
        time=time, outcome=outcome, exposure=exposure, covariate=list(covariate), trend=trend,
        weekday=weekday, engine=engine, rho=rho, lag=lag, days=days, mcid=mcid, benefit=benefit,
        level=float(level),
    )  # fmt: skip
    return Fit.from_json(run_json(["fit", file, *_options(options)], text))


def fit_each(
    data: Table, *, by: str, time: str, outcome: str, exposure: str, **options: Any
) -> List[Fit]:
    """The same for many series in one call, each fitted by itself.

    :param by: column that tells series apart, such as the person.
    :param options: further ones of :func:`fit`.
    :returns: one Fit for each series, in the order of their first rows.
    :raises N1Error: when one cannot be fitted, with the reason; ``output`` holds the others as JSON.
    """
    names = [by, time, outcome, exposure, *options.get("covariate", ())]
    file, text = _table(data, list(dict.fromkeys(names)))
    words = _options(dict(by=by, time=time, outcome=outcome, exposure=exposure, **options))
    answer = run_json(["fit", file, *words], text)
    return [Fit.from_json(each["fit"], each["series"]) for each in answer["fits"]]


def changes(
    data: Table,
    *,
    time: str,
    outcome: str,
    method: str = "posterior",
    cost: Optional[str] = None,
    penalty: Optional[float] = None,
    max_changes: Optional[int] = None,
    min_segment: Optional[int] = None,
    switch: Sequence[Any] = (),
) -> Changes:
    """Whether and when a series changed, and whether that can be told from wandering.

    :param data: as for :func:`fit`.
    :param method: posterior, fpop, ar-fpop, pelt, bai-perron or explore.
    :param cost: what a segment costs (pelt).
    :param penalty: for each change; without it one is calibrated.
    :param max_changes: most changes considered (posterior, bai-perron).
    :param min_segment: fewest days between two changes.
    :param switch: times of known switches.
    """
    file, text = _table(data, [time, outcome])
    options = _options(
        dict(
            time=time, outcome=outcome, method=method, cost=cost, penalty=penalty,
            max_changes=max_changes, min_segment=min_segment, switch=list(switch),
        )
    )  # fmt: skip
    return Changes.from_json(run_json(["changes", file, *options], text))


def analyze(trial: Path, *, diary: Optional[Path] = None, method: Optional[str] = None) -> Dict[str, Any]:
    """The numbers of a trial's own analysis, as the JSON of ``n1 analyze``.

    :param trial: its folder, or its plan file.
    :param diary: a diary file in place of the one that the plan names.
    :param method: another engine than the plan's.
    """
    answer: Dict[str, Any] = run_json(
        ["analyze", os.fspath(trial), *_options(dict(diary=diary, method=method))]
    )
    return answer


def report(trial: Path, *, format: str = "markdown", diary: Optional[Path] = None) -> str:
    """What a trial found, in words.

    :param trial: its folder, or its plan file.
    :param format: markdown, html, terminal, or json for the text that docs/report.schema.json describes.
    :param diary: a diary file in place of the one that the plan names.
    """
    return run(["report", os.fspath(trial), *_options(dict(format=format, diary=diary))])


def series(*trials: Path, **options: Any) -> Any:
    """Many people together, as the JSON of ``n1 series``.

    :param trials: folders of trials, or one CSV table with ``person="column"`` and ``plan="plan.yaml"``.
    :param options: further options of ``n1 series --help``, with underscores for hyphens.
    """
    return run_json(["series", *(os.fspath(each) for each in trials), *_options(options)])
