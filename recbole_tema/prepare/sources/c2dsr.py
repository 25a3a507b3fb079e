"""Reader of C2DSR's data folders, and of URLLM's, which have the same form.

Facts about the form: ``C2DSR_src/utils/loader.py`` and ``C2DSR_src/model/trainer.py`` of github.com/cjx96/C2DSR;
``DG_Final/DG_src/utils/loader.py``, ``DG_Final/DG_src/model/trainer.py`` and the files under
``DG_Final/DG_src/dataset`` of github.com/TingJShen/URLLM. A line of a list is ``... name number``, one of sequences
``user something item|time|... item|time|...``, with tabs between; items of the second list count on from the first.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import Optional

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.sources.published_files import (
    Published,
    Sequences,
    Source,
    check_items,
    check_length,
    domain_names,
    item_and_time,
    read_columns,
    read_lines,
    whole_number,
)

_FILES = {"train": "traindata_new.txt", "valid": "validdata_new.txt", "test": "testdata_new.txt"}
_NEEDS = ("Alist.txt", "Blist.txt", *_FILES.values())
_ASIN = re.compile(r"[A-Z0-9]{10}")
# Smaller "times" (before 1973) are positions in the sequence: URLLM's Arts-Office counts 0, 1, 2, ...
_FIRST_MOMENT = 100_000_000


def read_c2dsr(folder: Path, *, domains: Optional[tuple[str, str]] = None) -> Published:
    """Read a data folder of C2DSR.

    Parameters
    ----------
    folder : Path
        Holds ``Alist.txt``, ``Blist.txt``, ``traindata_new.txt``, ``validdata_new.txt``, ``testdata_new.txt``.
    domains : tuple of (str, str), optional
        Names of the domains A and B, which the files do not name: otherwise ``a`` and ``b``.

    Returns
    -------
    Published
        One user a line, since a user number may have several. ASINs where the lists give them; no titles.

    Raises
    ------
    DataError
        If a file is missing or damaged, a line does not parse, or an item is out of range.
    """
    reference = "c2dsr: C2DSR (Cao et al., CIKM 2022), github.com/cjx96/C2DSR"
    protocol = (
        "C2DSR ranks a target among 999 items of its domain, drawn with replacement, the user's own included, and "
        "reports each domain at its own best epoch. It trains on the last 10 positions of a sequence"
    )
    return _read(Source(folder, _NEEDS), domains, reference, protocol)


def read_urllm(folder: Path, *, domains: Optional[tuple[str, str]] = None) -> Published:
    """Read a data folder of URLLM: a C2DSR folder and, beside its files, lists of titles.

    Parameters
    ----------
    folder : Path
        Holds the five files of C2DSR (``DG_Final/DG_src/dataset/<data>``) and, optionally, ``item_list*.csv``
        (``DG_Final/AO`` or ``DG_Final/GM``; columns ``idAfter`` and ``item_title``).
    domains : tuple of (str, str), optional
        Names of the domains A and B, which the files do not name: otherwise ``a`` and ``b``.

    Returns
    -------
    Published
        As of `read_c2dsr`, with titles where lists give them.

    Raises
    ------
    DataError
        If a file is missing or damaged, a line does not parse, or an item is out of range.
    """
    reference = "urllm: URLLM (Shen et al., 2024), github.com/TingJShen/URLLM, in the form of C2DSR"
    protocol = (
        "URLLM's sequence model ranks a target among all items of its domain. It trains on the last 9, 10 or 11 "
        "positions of a sequence"
    )
    return _read(Source(folder, _NEEDS), domains, reference, protocol, titles="item_list*.csv")


def _read(
    source: Source, domains: Optional[tuple[str, str]], reference: str, protocol: str, titles: Optional[str] = None
) -> Published:
    first, second = domain_names(domains, ("a", "b"))
    names_a = _names(source.find("Alist.txt"), 0)
    names_b = _names(source.find("Blist.txt"), len(names_a))
    items = _catalogue({first: names_a, second: names_b})
    if titles is not None:
        items["title"] = _titles(source, titles, len(items))
    gathered = Sequences()
    tallies = [_split(source.find(name), role, len(items), gathered) for role, name in _FILES.items()]
    moments = min(gathered.times) >= _FIRST_MOMENT
    notes = [
        _order_note(tallies),
        f"{protocol} and leaves out {_left_out(gathered, len(names_a))} of {gathered.roles.count('train')} training "
        "lines, which give a domain no next item; here every position of every line trains.",
        _user_note(tallies),
    ]
    if not moments:
        notes.append("The published times are positions in the sequence, not moments: there is no time.")
    if renamed := int((~items["item_id"].isin([*names_a, *names_b])).sum()):
        notes.append(f"{renamed} items have no ASIN of their own: they are named domain and number.")
    return Published(
        interactions=gathered.interactions(items, with_time=moments),
        items=items,
        roles=gathered.role_table(),
        source=reference,
        notes=notes,
        inputs=source.inputs,
    )


def _names(path: Path, before: int) -> list[str]:
    """Names of a list's items by number. Numbers start at 0 or count on from the ``before`` items of the first list."""
    rows = []
    for line, text in read_lines(path):
        cells = text.split("\t")
        if len(cells) < 2:
            raise DataError("is not name, tab, number.", path=path, line=line, remedy="Correct the line.")
        rows.append((whole_number(cells[-1], "number", path, line), cells[-2], line))
    start = before if min(rows)[0] >= before else 0
    names: dict[int, str] = {}
    for number, name, line in rows:
        if number in names or not start <= number < start + len(rows):
            raise DataError(
                f"the number {number} is out of range or stands twice.",
                path=path,
                line=line,
                remedy=f"{len(rows)} items must be numbered {start} to {start + len(rows) - 1}.",
            )
        names[number] = name
    return [names[number] for number in sorted(names)]


def _catalogue(names: dict[str, list[str]]) -> pd.DataFrame:
    """Items of both domains. A name that is no ASIN, or stands twice, gives way to domain and number."""
    items = [(domain, name) for domain, part in names.items() for name in part]
    often = Counter(name for _, name in items)
    ids = [
        name if often[name] == 1 and _ASIN.fullmatch(name) else f"{domain}-{number}"
        for number, (domain, name) in enumerate(items)
    ]
    return pd.DataFrame({"item_id": ids, "domain": [domain for domain, _ in items], "title": [""] * len(ids)})


def _titles(source: Source, pattern: str, count: int) -> list[str]:
    titles = [""] * count
    for name in source.glob(pattern):
        path = source.find(name)
        table = read_columns(path, ("idAfter", "item_title"))
        for line, (cell, title) in enumerate(zip(table["idAfter"], table["item_title"]), start=2):
            number = whole_number(cell, "idAfter", path, line)
            check_items([number], 0, count, path, line)
            if titles[number] not in ("", title):
                raise DataError(f"item {number} has another title already.", path=path, line=line, remedy="Keep one.")
            titles[number] = title
    return titles


class _Tally:
    """What the notes say of one file of sequences."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.users: Counter[int] = Counter()
        self.moved = 0


def _split(path: Path, role: str, count: int, gathered: Sequences) -> _Tally:
    tally = _Tally(role)
    for line, text in read_lines(path):
        cells = text.split("\t")
        if len(cells) < 3:
            raise DataError(
                f"has {len(cells)} cells.",
                path=path,
                line=line,
                remedy="It must be user, a number, item|time ..., with tabs between.",
            )
        user = whole_number(cells[0], "user", path, line)
        pairs = [item_and_time(cell, path, line) for cell in cells[2:]]
        check_items([number for number, _ in pairs], 0, count, path, line)
        if role != "train":
            check_length(len(pairs), 2, f"a {role} sequence", path, line)
        # C2DSR sorts before it takes the target: the file's last item need not be the latest.
        ordered = sorted(pairs, key=itemgetter(1))
        tally.moved += ordered[-1] != pairs[-1]
        tally.users[user] += 1
        again = "" if tally.users[user] == 1 else f"-{tally.users[user]}"
        gathered.add(f"{role}-{user}{again}", role, [n for n, _ in ordered], [time for _, time in ordered])
    return tally


def _left_out(gathered: Sequences, split: int) -> int:
    """How many training lines C2DSR's loader passes over: those without two items of each domain."""
    count = start = 0
    for role, length in zip(gathered.roles, gathered.lengths):
        places = gathered.places[start : start + length]
        start += length
        # The loader compares with > where it means >=: a last item that is the second domain's first goes unseen.
        second = sum(place >= split for place in places) - (places[-1] == split)
        count += role == "train" and min(sum(place < split for place in places), second) < 2
    return count


def _order_note(tallies: list[_Tally]) -> str:
    evaluated = [tally for tally in tallies if tally.role != "train"]
    moved = sum(tally.moved for tally in evaluated)
    lines = sum(sum(tally.users.values()) for tally in evaluated)
    return (
        "Items of a line are sorted by time, ties in the file's order, as the source's loader does; then the last is "
        f"the one target of a valid or test line. It stands last in the file too, except in {moved} of {lines} lines."
    )


def _user_note(tallies: list[_Tally]) -> str:
    several = sum(count > 1 for tally in tallies for count in tally.users.values())
    trained = next(tally.users for tally in tallies if tally.role == "train")
    evaluated = set().union(*(tally.users for tally in tallies if tally.role != "train"))
    return (
        f"A user here is one line, named role and published number, and -2, -3, ... for the number's further lines "
        f"({several} numbers have several in a file). Of the {len(evaluated)} numbers in the valid and test files, "
        f"{len(evaluated & set(trained))} have training lines too."
    )
