"""The rules of `prepare` in plain Python: an independent implementation to compare with."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from recbole_tema.prepare.options import Rules


class Row(NamedTuple):
    """An interaction."""

    user: str
    item: str
    domain: str
    time: float
    rating: float | None
    position: int
    window: int = 0


class NoRowLeft(Exception):
    """No row remains, where the engine raises a DataError."""


def _tie(user: str, item: str, seed: int) -> int:
    """The hash by which equal times are ordered. Changing it would change existing datasets."""
    prime = 268_435_399

    def number(name: str) -> int:
        return int(hashlib.md5(f"{name}|{seed}".encode()).hexdigest()[6::-1], 16) % prime

    return (1 + number(user) % (prime - 1)) * number(item) % prime


def _key(row: Row, rules: Rules) -> tuple[Any, ...]:
    if rules.order == "file":
        return (row.position,)
    if rules.ties == "hash" or rules.shuffle_ties is not None:
        return row.time, _tie(row.user, row.item, rules.shuffle_ties or 0), row.item.encode(), row.rating
    return row.time, row.position


def _histories(rows: Sequence[Row]) -> dict[tuple[bytes, int], list[Row]]:
    histories: dict[tuple[bytes, int], list[Row]] = {}
    for row in rows:
        histories.setdefault((row.user.encode(), row.window), []).append(row)
    return histories


def _domains_suffice(rows: Sequence[Row], rules: Rules) -> bool:
    by_domain = Counter(row.domain for row in rows)
    return sum(n >= rules.domain_min for n in by_domain.values()) >= rules.min_domains


def _plain_core(rows: list[Row], rules: Rules, chance: random.Random) -> list[Row]:
    """Remove any one user or item that has too few interactions, until none has."""
    while True:
        users: dict[str, list[Row]] = {}
        for row in rows:
            users.setdefault(row.user, []).append(row)
        items = Counter(row.item for row in rows)
        too_few: list[tuple[str, str]] = [("item", item) for item, n in items.items() if n < rules.item_core]
        for user, history in users.items():
            if len(history) < rules.user_core or not _domains_suffice(history, rules):
                too_few.append(("user", user))
        if not too_few:
            return rows
        kind, name = chance.choice(sorted(too_few))
        rows = [row for row in rows if getattr(row, kind) != name]


class Steps(list[dict[str, Any]]):
    """Counts after each step."""

    def add(self, name: str, after: list[Row]) -> list[Row]:
        """Count the remaining rows, and return them."""
        if not after:
            raise NoRowLeft(name)
        users, items = {(row.user, row.window) for row in after}, {row.item for row in after}
        self.append({"step": name, "users": len(users), "items": len(items), "interactions": len(after)})
        return after


def _plain_filters(rows: list[Row], rules: Rules, steps: Steps) -> list[Row]:
    if rules.min_rating is not None:
        kept = [row for row in rows if row.rating is not None and row.rating >= rules.min_rating]
        rows = steps.add(f"rating at least {rules.min_rating:g}", kept)
    if rules.since is not None or rules.until is not None:
        low, high = float(rules.since or 0), float(rules.until or 1e12)
        name = f"time from {rules.since or 'the first'} until {rules.until or 'the last'}"
        rows = steps.add(name, [row for row in rows if low <= row.time < high])
    if rules.repeated != "keep":
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            groups.setdefault((row.user, row.item), []).append(row)
        pick = min if rules.repeated == "first" else max
        kept = [pick(group, key=lambda row: _key(row, rules)) for group in groups.values()]
        rows = steps.add(f"{rules.repeated} of repeated interactions", kept)
    return rows


def _plain_truncation(rows: list[Row], rules: Rules, steps: Steps) -> list[Row]:
    if rules.window_days is not None:
        first = {user: min(row.time for row in history) for (user, _), history in _histories(rows).items()}
        length = rules.window_days * 86_400
        rows = [row._replace(window=1 + int((row.time - first[row.user.encode()]) // length)) for row in rows]
        rows = steps.add(f"windows of {rules.window_days:g} days", rows)
    if rules.last is not None:
        kept = []
        for history in _histories(rows).values():
            kept += sorted(history, key=lambda row: _key(row, rules))[-rules.last :]
        rows = steps.add(f"last {rules.last} per user", kept)
    if (rules.window_days or rules.last) and max(rules.min_domains, rules.domain_min) > 1:
        kept = [row for history in _histories(rows).values() if _domains_suffice(history, rules) for row in history]
        rows = steps.add(f"{rules.domain_min} in {rules.min_domains} domains after truncation", kept)
    return rows


def plain(rows: list[Row], rules: Rules, chance: random.Random) -> tuple[list[Row], Steps]:
    """Sorted rows, and the counts after each step."""
    steps = Steps()
    rows = _plain_filters(rows, rules, steps)
    if max(rules.user_core, rules.item_core, rules.domain_min, rules.min_domains) > 1:
        core = (
            f"core: users {rules.user_core}, items {rules.item_core}, {rules.domain_min} in {rules.min_domains} domains"
        )
        rows = steps.add(core, _plain_core(rows, rules, chance))
    rows = _plain_truncation(rows, rules, steps)
    return sorted(rows, key=lambda row: (row.user.encode(), row.window, _key(row, rules))), steps
