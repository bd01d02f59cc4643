"""Answers of the program as typed values. ``raw`` is the whole JSON object of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional


@dataclass(frozen=True)
class Interval:
    """Bounds between which a value lies with probability ``level``."""

    lower: float
    upper: float
    level: float


@dataclass(frozen=True)
class Fit:
    """A regression on one series.

    Estimate and standard error are posterior mean and standard deviation for the Bayesian engines. The
    probabilities beyond and within the smallest worthwhile change are None where none was given.
    """

    engine: str
    n: int
    estimate: float
    standard_error: float
    interval: Interval
    p_value: Optional[float]
    probability_of_benefit: Optional[float]
    probability_beyond_mcid: Optional[float]
    probability_negligible: Optional[float]
    notes: List[str]
    series: Optional[str] = None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], series: Optional[str] = None) -> "Fit":
        chances: Dict[str, Any] = raw["probability"] or {}
        return cls(
            engine=raw["engine"],
            n=raw["n"],
            estimate=raw["estimate"],
            standard_error=raw["standardError"],
            interval=Interval(**raw["interval"]),
            p_value=raw["pValue"],
            probability_of_benefit=chances.get("benefit"),
            probability_beyond_mcid=chances.get("beyondMCID"),
            probability_negligible=chances.get("negligible"),
            notes=list(raw["notes"]),
            series=series,
            raw=raw,
        )


@dataclass(frozen=True)
class Change:
    """A change: ``index`` observations lie before it, ``time`` is the first of the new level."""

    index: int
    time: Any
    lower: Any
    upper: Any
    probability: Optional[float]
    before: Optional[float]
    after: Optional[float]


@dataclass(frozen=True)
class Changes:
    """Whether and when a series changed."""

    method: str
    n: int
    probability_of_any_change: Optional[float]
    verdict: Optional[str]
    changes: List[Change]
    notes: List[str]
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Changes":
        names = ("index", "time", "lower", "upper", "probability", "before", "after")
        return cls(
            method=raw["method"],
            n=raw["n"],
            probability_of_any_change=raw.get("probabilityOfAnyChange"),
            verdict=raw.get("verdict"),
            changes=[Change(**{name: each.get(name) for name in names}) for each in raw["changes"]],
            notes=list(raw["notes"]),
            raw=raw,
        )
