"""Rows of a source before the rules: exact duplicates are left out, and times that are hardly right are reported."""

from __future__ import annotations

from datetime import datetime, timezone
from time import time
from typing import Any

from recbole_tema.errors import ConfigError
from recbole_tema.prepare.engine import Engine, count_rows
from recbole_tema.prepare.options import Rules
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.times import LATEST, PLAUSIBLE_FROM

_DAY = 86_400
_SAME = ["user_id", "item_id", "time"]


def check_needs_of_times(source: Source, rules: Rules) -> None:
    """Raise if rules need times and the source has none.

    Raises
    ------
    DataError
        The reason of the source, if it has one.
    ConfigError
        Otherwise, naming the rule.
    """
    named = ["order=time"] if rules.order == "time" else []
    named += [name for name in ("since", "until", "window_days") if getattr(rules, name) is not None]
    if source.has_time or not named:
        return
    if source.without_time is not None and rules.order == "time":
        raise source.without_time
    raise ConfigError(
        f"this source has no times, which {named[0]} needs.", remedy="Leave out rules of time, and use order=file."
    )


def drop_exact_duplicates(engine: Engine, rows: Any, rules: Rules) -> tuple[Any, int]:
    """Leave out rows of the same user, item and time as another.

    The first row in the file is kept, or, if the order of equal timestamps does not follow the file, the one with the
    highest rating, which is the same on every engine.

    Parameters
    ----------
    engine : Engine
    rows : ibis.Table
        Of :class:`~recbole_tema.prepare.encode_ids.EncodedInteractions`: materialized, and dropped if another table
        replaces it.
    rules : Rules

    Returns
    -------
    ibis.Table
        The remaining rows, with the same columns.
    int
        The number of rows that were left out.
    """
    import ibis

    groups = rows.group_by(_SAME).aggregate(n=rows.count())
    # Most files have few repeated rows: only those are ranked.
    groups = engine.materialize(groups.filter(groups.n > 1), "repeated")
    n_repeated = int((groups.n.sum() - groups.count()).fill_null(0).to_pyarrow().as_py())
    if n_repeated:
        repeated = rows.semi_join(groups, _SAME)
        first = repeated.position if rules.needs_file_order else ibis.desc(repeated.rating)
        repeated = repeated.mutate(place=ibis.row_number().over(group_by=_SAME, order_by=first))
        repeated = repeated.filter(repeated.place == 0).drop("place")
        remaining = engine.materialize(ibis.union(rows.anti_join(groups, _SAME), repeated[rows.columns]), "distinct")
        engine.drop(rows)
        rows = remaining
    engine.drop(groups)
    return rows, n_repeated


def implausible_times(rows: Any) -> list[str]:
    """What is hardly right about the times of a dataset, for the reader of its card.

    Parameters
    ----------
    rows : ibis.Table
        With ``time`` (Unix seconds).

    Returns
    -------
    list of str
        A sentence for each: times before 1990, after tomorrow, all equal, or all at the start of a year.
    """
    seconds, tomorrow = rows.time, time() + _DAY
    counts = rows.aggregate(
        rows=rows.count(),
        early=(seconds < PLAUSIBLE_FROM).cast("int64").sum(),
        late=(seconds > tomorrow).cast("int64").sum(),
        first=seconds.min(),
        latest=seconds.max(),
    )
    row = counts.to_pyarrow().to_pylist()[0]
    first, latest = (datetime.fromtimestamp(row[key], timezone.utc).date() for key in ("first", "latest"))
    years = _starts_of_years()
    warnings = []
    if row["early"]:
        warnings.append(f"{row['early']:,} of {row['rows']:,} times are before 1990, the first on {first}.")
    if row["late"]:
        warnings.append(f"{row['late']:,} of {row['rows']:,} times are in the future, the latest on {latest}.")
    if row["rows"] < 2:
        return warnings
    if row["first"] == row["latest"]:
        warnings.append(f"All times are equal ({first}): they do not order interactions.")
    elif row["first"] in years and row["latest"] in years and not count_rows(rows.filter(~seconds.isin(years))):
        warnings.append("All times are the start of a year: they do not order interactions within a year.")
    return warnings


def _starts_of_years() -> list[float]:
    last = datetime.fromtimestamp(LATEST, timezone.utc).year
    return [datetime(year, 1, 1, tzinfo=timezone.utc).timestamp() for year in range(1970, last)]
