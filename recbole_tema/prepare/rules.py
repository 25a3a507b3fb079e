"""Apply rules to interactions: filters, k-cores, windows and order, as Ibis expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from recbole_tema.errors import DataError
from recbole_tema.options import parse_time
from recbole_tema.prepare.engine import Engine, count_rows
from recbole_tema.prepare.options import Rules

DAY = 86_400.0
# The integer id of a window is USER * WINDOWS + N; windows of one day cover 270 years.
WINDOWS = 100_000
Progress = Callable[[str], None]
# From rows and rules to the name of the step and the remaining rows; None if the rule does nothing.
_Rule = Callable[[Any, Rules], tuple[str, Any] | None]


def no_progress(step: str) -> None:
    """Progress callback that does nothing."""


@dataclass
class Funnel:
    """Counts before and after each step.

    Attributes
    ----------
    steps : list of dict
        ``step``, ``users``, ``items``, ``interactions``.
    """

    steps: list[dict[str, Any]] = field(default_factory=list)

    def count(self, step: str, rows: Any) -> int:
        """Count a table after a step, and return its number of rows."""
        counts = rows.aggregate(
            users=rows.user_id.nunique(), items=rows.item_id.nunique(), interactions=rows.count()
        ).to_pyarrow()
        record = {name: int(counts[name][0].as_py()) for name in ("users", "items", "interactions")}
        self.steps.append({"step": step, **record})
        return record["interactions"]


def apply_rules(engine: Engine, rows: Any, rules: Rules, funnel: Funnel, progress: Progress = no_progress) -> Any:
    """Apply rules to interactions.

    Parameters
    ----------
    engine : Engine
    rows : ibis.Table
        Of :class:`~recbole_tema.prepare.encode_ids.EncodedInteractions`: one row per interaction. A materialized
        table, which is dropped when the first rule has replaced it.
    rules : Rules
    funnel : Funnel
        Receives the counts after each step that did something.
    progress : callable
        Called with the name of each step.

    Returns
    -------
    ibis.Table
        The remaining rows, with the same columns, unsorted; see :func:`sort_rows`.

    Raises
    ------
    DataError
        If no row remains, naming the step.
    """
    for rule in (_filter_ratings, _filter_times, _drop_repeated):
        rows = _step(rule, engine, rows, rules, funnel, progress)
    rows = _k_core(engine, rows, rules, funnel, progress)
    for rule in (_split_windows, _keep_last, _recheck_domains):
        rows = _step(rule, engine, rows, rules, funnel, progress)
    return rows


def sort_rows(rows: Any, rules: Rules) -> Any:
    """Sort rows by user and, within a user, in the order of the rules."""
    return rows.order_by([rows.user_id, *_sort_keys(rows, rules)])


def _sort_keys(rows: Any, rules: Rules) -> list[Any]:
    if rules.order == "file":
        return [rows.position]
    if rules.hashes_ties:
        # The same item rated twice at the same time still has one order only.
        return [rows.time, rows.tie, rows.item_id, rows.rating]
    return [rows.time, rows.position]


def _step(rule: _Rule, engine: Engine, rows: Any, rules: Rules, funnel: Funnel, progress: Progress) -> Any:
    applied = rule(rows, rules)
    if applied is None:
        return rows
    name, remaining = applied
    progress(name)
    remaining = engine.materialize(remaining, "step")
    engine.drop(rows)
    _require_rows(funnel.count(name, remaining), name)
    return remaining


def _require_rows(size: int, step: str) -> None:
    if size == 0:
        raise DataError(f"no interaction remains after the step {step!r}.", remedy="Loosen that rule.")


def _filter_ratings(rows: Any, rules: Rules) -> tuple[str, Any] | None:
    if rules.min_rating is None:
        return None
    return f"rating at least {rules.min_rating:g}", rows.filter(rows.rating >= rules.min_rating)


def _filter_times(rows: Any, rules: Rules) -> tuple[str, Any] | None:
    if rules.since is None and rules.until is None:
        return None
    if rules.since is not None:
        rows = rows.filter(rows.time >= parse_time(rules.since, "since"))
    if rules.until is not None:
        rows = rows.filter(rows.time < parse_time(rules.until, "until"))
    return f"time from {rules.since or 'the first'} until {rules.until or 'the last'}", rows


def _ranked(rows: Any, rules: Rules, groups: list[str], *, latest_first: bool) -> Any:
    """Rows with ``place``, their rank from 0 within a group."""
    import ibis

    keys = [ibis.desc(key) if latest_first else key for key in _sort_keys(rows, rules)]
    return rows.mutate(place=ibis.row_number().over(group_by=groups, order_by=keys))


def _drop_repeated(rows: Any, rules: Rules) -> tuple[str, Any] | None:
    if rules.repeated == "keep":
        return None
    ranked = _ranked(rows, rules, ["user_id", "item_id"], latest_first=rules.repeated == "last")
    return f"{rules.repeated} of repeated interactions", ranked.filter(ranked.place == 0).drop("place")


def _k_core(engine: Engine, rows: Any, rules: Rules, funnel: Funnel, progress: Progress) -> Any:
    """The largest set of rows in which every user and item has enough. It is unique, whatever the order of removal."""
    if max(rules.user_core, rules.item_core, rules.domain_min) <= 1 and rules.min_domains == 1:
        return rows
    name = f"core: users {rules.user_core}, items {rules.item_core}, {rules.domain_min} in {rules.min_domains} domains"
    size, previous, rounds = count_rows(rows), -1, 0
    while size != previous:
        rounds += 1
        progress(f"{name}, round {rounds}: {size:,} interactions")
        remaining = engine.materialize(_k_core_round(rows, rules), "core")
        engine.drop(rows)
        rows, previous, size = remaining, size, count_rows(remaining)
    _require_rows(size, name)
    funnel.count(f"{name} ({rounds} rounds)", rows)
    return rows


def _k_core_round(rows: Any, rules: Rules) -> Any:
    if rules.item_core > 1:
        items = rows.group_by("item_id").aggregate(n=rows.count())
        rows = rows.semi_join(items.filter(items.n >= rules.item_core), "item_id")
    if rules.user_core > 1 or rules.domain_min > 1 or rules.min_domains > 1:
        rows = rows.semi_join(_users_with_enough(rows, rules), "user_id")
    return rows


def _users_with_enough(rows: Any, rules: Rules) -> Any:
    by_domain = rows.group_by(["user_id", "domain"]).aggregate(n=rows.count())
    users = by_domain.group_by("user_id").aggregate(
        total=by_domain.n.sum(), domains=(by_domain.n >= rules.domain_min).cast("int64").sum()
    )
    return users.filter((users.total >= rules.user_core) & (users.domains >= rules.min_domains)).select("user_id")


def _split_windows(rows: Any, rules: Rules) -> tuple[str, Any] | None:
    if rules.window_days is None:
        return None
    first = rows.time.min().over(group_by="user_id")
    number = ((rows.time - first) / (rules.window_days * DAY)).floor().cast("int64") + 1
    user = rows.user_id * WINDOWS + number
    return f"windows of {rules.window_days:g} days", rows.mutate(user_id=user)


def _keep_last(rows: Any, rules: Rules) -> tuple[str, Any] | None:
    if rules.last is None:
        return None
    ranked = _ranked(rows, rules, ["user_id"], latest_first=True)
    return f"last {rules.last} per user", ranked.filter(ranked.place < rules.last).drop("place")


def _recheck_domains(rows: Any, rules: Rules) -> tuple[str, Any] | None:
    """Check domains again after truncation. Items may then fall below the core, as in the papers."""
    if (rules.window_days is None and rules.last is None) or max(rules.min_domains, rules.domain_min) == 1:
        return None
    users = _users_with_enough(rows, replace(rules, user_core=0))
    step = f"{rules.domain_min} in {rules.min_domains} domains after truncation"
    return step, rows.semi_join(users, "user_id")
