"""Tables of any kind as the CSV of the contract."""

from __future__ import annotations

import csv
import datetime
import io
import math
import os
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Union

#: A pandas or polars data frame, anything with Arrow's ``to_pydict``, a mapping of columns, a list of
#: records, or the path of a CSV file.
Table = Union[str, "os.PathLike[str]", Mapping[str, Sequence[Any]], Sequence[Mapping[str, Any]], Any]


def cell(value: Any) -> str:
    """A value as it stands in the CSV; nothing for one that is missing."""
    if value is None or value != value:  # NaN, NaT and NA are not themselves
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        if (value.hour, value.minute, value.second) != (0, 0, 0):
            raise ValueError(f"found the moment {value}; expected a day. Take its date first.")
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) or hasattr(value, "dtype"):
        number = float(value)
        if math.isinf(number):
            raise ValueError("found infinity; expected a number, or nothing where it is missing.")
        return repr(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)
    return str(value)


def columns(table: Any) -> Dict[str, Sequence[Any]]:
    """The columns of a table by name."""
    if isinstance(table, Mapping):
        return dict(table)
    if hasattr(table, "to_pydict"):  # Arrow
        return dict(table.to_pydict())
    if hasattr(table, "to_dict") and hasattr(table, "get_columns"):  # polars
        return dict(table.to_dict(as_series=False))
    if hasattr(table, "columns") and hasattr(table, "items"):  # pandas
        return {str(name): _values(column) for name, column in table.items()}
    records = list(table)
    names = list(dict.fromkeys(name for record in records for name in record))
    return {name: [record.get(name) for record in records] for name in names}


def _values(column: Any) -> List[Any]:
    """A pandas column; whole numbers stay whole, and what is missing is None."""
    values = column.tolist()
    missing: Iterable[bool] = column.isna().tolist()
    return [None if gap else value for value, gap in zip(values, missing)]


def to_csv(table: Table, names: Sequence[str]) -> str:
    """The named columns of a table as CSV.

    :raises KeyError: when a column is not there.
    """
    found = columns(table)
    absent = [name for name in names if name not in found]
    if absent:
        raise KeyError(
            f"found the columns {', '.join(map(str, found))}; expected {', '.join(absent)} too."
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(zip(*([cell(value) for value in found[name]] for name in names)))
    return text.getvalue()
