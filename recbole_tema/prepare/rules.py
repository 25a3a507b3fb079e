"""Which interactions a dataset keeps: filters, cores, windows and order, as Ibis expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from math import isfinite
from typing import Any, Optional

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine, count_rows

DAY = 86_400.0
# A window's user is USER * WINDOWS + N; windows of a day fill 270 years.
WINDOWS = 100_000
Say = Callable[[str], None]


@dataclass(frozen=True)
class Rules:
    """Rules of a dataset, in the order they apply; a rule at its default does nothing.

    Attributes
    ----------
    min_rating : float, optional
        Least rating that counts as an interaction.
    since, until : str, optional
        First day, and first day no more, as ``2014-01-31`` or Unix seconds.
    repeats : {"keep", "first", "last"}
        An item that a user had at several times.
    user_core, item_core : int
        Least interactions a user and an item; repeated until both hold (k-core; 5 and 5 in most of the field, items
        10 in C2DSR and ABXI).
    min_domains, domain_min : int
        A user needs ``domain_min`` interactions in each of at least ``min_domains`` domains. ``min_domains=2`` keeps
        overlapping users only (C2DSR, ABXI), with ``domain_min=3`` as in C2DSR, 5 as in ABXI.
    window_days : float, optional
        Cut a user's history into windows of at most so many days, each a user of its own called ``USER@N`` (C2DSR:
        365 for Food-Kitchen, 30 for Movie-Book). A window starts every ``window_days`` from the first interaction:
        ours, the paper does not say where.
    last : int, optional
        A user's last so many interactions (ABXI: 50).
    order : {"time", "file"}
        Order within a user; "file" as the rows stand.
    ties : {"file", "hash"}
        Order of equal times: as the rows stand, or by a hash of user and item, which tells nothing about them.
    shuffle_ties : int, optional
        Seed of that hash; implies it.
    """

    min_rating: Optional[float] = None
    since: Optional[str] = None
    until: Optional[str] = None
    repeats: str = "keep"
    user_core: int = 0
    item_core: int = 0
    min_domains: int = 1
    domain_min: int = 1
    window_days: Optional[float] = None
    last: Optional[int] = None
    order: str = "time"
    ties: str = "file"
    shuffle_ties: Optional[int] = None

    def __post_init__(self) -> None:
        choices = {"repeats": ("keep", "first", "last"), "order": ("time", "file"), "ties": ("file", "hash")}
        for name, allowed in choices.items():
            if getattr(self, name) not in allowed:
                raise ConfigError(
                    f"{name} {getattr(self, name)!r} is unknown.", remedy=f"Choose {' or '.join(allowed)}."
                )
        if self.order == "file" and self.hashed_ties:
            raise ConfigError("order file leaves no ties.", remedy="Only ties in time can be shuffled.")
        least = {"user_core": 0, "item_core": 0, "min_domains": 1, "domain_min": 1, "last": 1, "window_days": 1}
        for name, low in least.items():
            value = getattr(self, name)
            if value is not None and not value >= low:
                raise ConfigError(f"{name} {value} makes no sense.", remedy=f"It must be at least {low}.")
        for name in ("since", "until"):
            if getattr(self, name) is not None:
                moment(getattr(self, name), name)

    @property
    def hashed_ties(self) -> bool:
        """Whether ties are ordered by hash."""
        return self.ties == "hash" or self.shuffle_ties is not None

    @property
    def needs_file_order(self) -> bool:
        """Whether the order of rows in their file matters."""
        return self.order == "file" or not self.hashed_ties


KEEP_ALL = Rules()


def moment(text: str, name: str) -> float:
    """Unix seconds of a day or moment in ISO form, in UTC, or of a number.

    Raises
    ------
    ConfigError
        If it is neither.
    """
    try:
        number = float(text)
        if isfinite(number):
            return number
    except ValueError:
        pass
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{name} {text!r} is no date.", remedy="Write it as 2014-01-31, or Unix seconds.") from None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)).timestamp()


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
        """Count a table after a step; the number of its rows."""
        counts = rows.aggregate(
            users=rows.user_id.nunique(), items=rows.item_id.nunique(), interactions=rows.count()
        ).to_pyarrow()
        record = {name: int(counts[name][0].as_py()) for name in ("users", "items", "interactions")}
        self.steps.append({"step": step, **record})
        return record["interactions"]


def apply_rules(engine: Engine, rows: Any, rules: Rules, funnel: Funnel, say: Say = lambda text: None) -> Any:
    """Apply rules to interactions.

    Parameters
    ----------
    engine : Engine
    rows : ibis.Table
        Of :class:`~recbole_tema.prepare.encode_ids.Coded`: one row per interaction. A kept table; it is dropped as soon
        as a rule has taken its place.
    rules : Rules
    funnel : Funnel
        Gets the counts after each step that did something.
    say : callable
        Told what is being done.

    Returns
    -------
    ibis.Table
        The rows that remain, with the same columns, in no order; see :func:`in_order`.

    Raises
    ------
    DataError
        If nothing remains, naming the step.
    """
    for rule in (_rated, _in_time, _single):
        rows = _step(rule, engine, rows, rules, funnel, say)
    rows = _core(engine, rows, rules, funnel, say)
    for rule in (_windows, _last, _domains_again):
        rows = _step(rule, engine, rows, rules, funnel, say)
    return rows


def in_order(rows: Any, rules: Rules) -> Any:
    """Rows by user and, within a user, in the order of the rules."""
    return rows.order_by([rows.user_id, *_keys(rows, rules)])


def _keys(rows: Any, rules: Rules) -> list[Any]:
    if rules.order == "file":
        return [rows.position]
    if rules.hashed_ties:
        # The same item at the same time, rated twice, is still in one order only.
        return [rows.time, rows.tie, rows.item_id, rows.rating]
    return [rows.time, rows.position]


def _step(
    rule: Callable[[Any, Rules], Optional[tuple[str, Any]]],
    engine: Engine,
    rows: Any,
    rules: Rules,
    funnel: Funnel,
    say: Say,
) -> Any:
    applied = rule(rows, rules)
    if applied is None:
        return rows
    name, after = applied
    say(name)
    after = engine.keep(after, "step")
    engine.drop(rows)
    _not_empty(funnel.count(name, after), name)
    return after


def _not_empty(size: int, step: str) -> None:
    if size == 0:
        raise DataError(f"no interaction is left after the step {step!r}.", remedy="Loosen that rule.")


def _rated(rows: Any, rules: Rules) -> Optional[tuple[str, Any]]:
    if rules.min_rating is None:
        return None
    return f"rating at least {rules.min_rating:g}", rows.filter(rows.rating >= rules.min_rating)


def _in_time(rows: Any, rules: Rules) -> Optional[tuple[str, Any]]:
    if rules.since is None and rules.until is None:
        return None
    if rules.since is not None:
        rows = rows.filter(rows.time >= moment(rules.since, "since"))
    if rules.until is not None:
        rows = rows.filter(rows.time < moment(rules.until, "until"))
    return f"time from {rules.since or 'the first'} until {rules.until or 'the last'}", rows


def _ranked(rows: Any, rules: Rules, groups: list[str], *, latest_first: bool) -> Any:
    """Rows with ``place``, their number from 0 within a group."""
    import ibis

    keys = [ibis.desc(key) if latest_first else key for key in _keys(rows, rules)]
    return rows.mutate(place=ibis.row_number().over(group_by=groups, order_by=keys))


def _single(rows: Any, rules: Rules) -> Optional[tuple[str, Any]]:
    if rules.repeats == "keep":
        return None
    ranked = _ranked(rows, rules, ["user_id", "item_id"], latest_first=rules.repeats == "last")
    return f"the {rules.repeats} of repeated items", ranked.filter(ranked.place == 0).drop("place")


def _core(engine: Engine, rows: Any, rules: Rules, funnel: Funnel, say: Say) -> Any:
    """The largest set of rows in which every user and every item has enough; it is unique, whatever goes first."""
    if max(rules.user_core, rules.item_core, rules.domain_min) <= 1 and rules.min_domains == 1:
        return rows
    name = f"core: users {rules.user_core}, items {rules.item_core}, {rules.domain_min} in {rules.min_domains} domains"
    size, before, rounds = count_rows(rows), -1, 0
    while size != before:
        rounds += 1
        say(f"{name}, round {rounds}: {size:,} interactions")
        after = engine.keep(_core_round(rows, rules), "core")
        engine.drop(rows)
        rows, before, size = after, size, count_rows(after)
    _not_empty(size, name)
    funnel.count(f"{name} ({rounds} rounds)", rows)
    return rows


def _core_round(rows: Any, rules: Rules) -> Any:
    if rules.item_core > 1:
        items = rows.group_by("item_id").aggregate(n=rows.count())
        rows = rows.semi_join(items.filter(items.n >= rules.item_core), "item_id")
    if rules.user_core > 1 or rules.domain_min > 1 or rules.min_domains > 1:
        rows = rows.semi_join(_users_that_stay(rows, rules), "user_id")
    return rows


def _users_that_stay(rows: Any, rules: Rules) -> Any:
    by_domain = rows.group_by(["user_id", "domain"]).aggregate(n=rows.count())
    users = by_domain.group_by("user_id").aggregate(
        total=by_domain.n.sum(), domains=(by_domain.n >= rules.domain_min).cast("int64").sum()
    )
    return users.filter((users.total >= rules.user_core) & (users.domains >= rules.min_domains)).select("user_id")


def _windows(rows: Any, rules: Rules) -> Optional[tuple[str, Any]]:
    if rules.window_days is None:
        return None
    first = rows.time.min().over(group_by="user_id")
    number = ((rows.time - first) / (rules.window_days * DAY)).floor().cast("int64") + 1
    user = rows.user_id * WINDOWS + number
    return f"windows of {rules.window_days:g} days", rows.mutate(user_id=user)


def _last(rows: Any, rules: Rules) -> Optional[tuple[str, Any]]:
    if rules.last is None:
        return None
    ranked = _ranked(rows, rules, ["user_id"], latest_first=True)
    return f"the last {rules.last} of a user", ranked.filter(ranked.place < rules.last).drop("place")


def _domains_again(rows: Any, rules: Rules) -> Optional[tuple[str, Any]]:
    """After a cut, users may have too few in a domain; their items may fall below the core, as in the papers."""
    if (rules.window_days is None and rules.last is None) or max(rules.min_domains, rules.domain_min) == 1:
        return None
    users = _users_that_stay(rows, replace(rules, user_core=0))
    return f"{rules.domain_min} in {rules.min_domains} domains after the cut", rows.semi_join(users, "user_id")
