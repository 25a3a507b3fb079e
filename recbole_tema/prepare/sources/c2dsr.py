"""Readers of C2DSR's data folders, and of URLLM's, which have the same format.

The format follows ``C2DSR_src/utils/loader.py`` and ``C2DSR_src/model/trainer.py`` of github.com/cjx96/C2DSR;
``DG_Final/DG_src/utils/loader.py``, ``DG_Final/DG_src/model/trainer.py`` and the files under
``DG_Final/DG_src/dataset`` of github.com/TingJShen/URLLM. A line of a list is ``... name number``, one of sequences
``user something item|time|... item|time|...``, separated by tabs; the numbers of the second list continue those of the
first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.published import (
    Published,
    PublishedFolder,
    UserSequences,
    check_item_numbers,
    check_length,
    domain_names,
    parse_integer,
    parse_item_and_time,
    published_source,
    read_columns,
    read_lines,
)

_FILES = {"train": "traindata_new.txt", "valid": "validdata_new.txt", "test": "testdata_new.txt"}
_NEEDS = ("Alist.txt", "Blist.txt", *_FILES.values())
_ASIN = re.compile(r"[A-Z0-9]{10}")
# Smaller "times" (before 1973) are positions in the sequence: those of URLLM's Arts-Office are 0, 1, 2, ...
_FIRST_TIME = 100_000_000


def read_c2dsr(engine: Engine, options: SourceOptions) -> Source:
    """Read a data folder of C2DSR; see :func:`parse_c2dsr`."""
    return published_source(engine, options, parse_c2dsr(options.path, options.domains))


def read_urllm(engine: Engine, options: SourceOptions) -> Source:
    """Read a data folder of URLLM; see :func:`parse_urllm`."""
    return published_source(engine, options, parse_urllm(options.path, options.domains))


def parse_c2dsr(folder: Path, domains: Sequence[str] = ()) -> Published:
    """Parse a data folder of C2DSR.

    Parameters
    ----------
    folder : Path
        Holds ``Alist.txt``, ``Blist.txt``, ``traindata_new.txt``, ``validdata_new.txt``, ``testdata_new.txt``.
    domains : sequence of str
        Names of the domains A and B, which the files do not name. The default is ``a`` and ``b``.

    Returns
    -------
    Published
        One user per line, since a user number may have several lines. With ASINs if the lists hold them; without
        titles.

    Raises
    ------
    DataError
        If a file is missing or damaged, a line cannot be parsed, or an item is out of range.
    """
    reference = "c2dsr: C2DSR (Cao et al., CIKM 2022), github.com/cjx96/C2DSR"
    protocol = (
        "C2DSR ranks a target among 999 items of its domain, drawn with replacement and including the user's own, and "
        "reports each domain at its own best epoch. It trains on the last 10 positions of a sequence"
    )
    return _parse(PublishedFolder(folder, _NEEDS), domains, reference, protocol)


def parse_urllm(folder: Path, domains: Sequence[str] = ()) -> Published:
    """Parse a data folder of URLLM: a C2DSR folder with additional lists of titles.

    Parameters
    ----------
    folder : Path
        Holds the five files of C2DSR (``DG_Final/DG_src/dataset/<data>``) and, optionally, ``item_list*.csv``
        (``DG_Final/AO`` or ``DG_Final/GM``; columns ``idAfter`` and ``item_title``).
    domains : sequence of str
        Names of the domains A and B, which the files do not name. The default is ``a`` and ``b``.

    Returns
    -------
    Published
        As of :func:`parse_c2dsr`, with the titles of the lists.

    Raises
    ------
    DataError
        If a file is missing or damaged, a line cannot be parsed, or an item is out of range.
    """
    reference = "urllm: URLLM (Shen et al., 2024), github.com/TingJShen/URLLM, in the format of C2DSR"
    protocol = (
        "URLLM's sequence model ranks a target among all items of its domain. It trains on the last 9, 10 or 11 "
        "positions of a sequence"
    )
    return _parse(PublishedFolder(folder, _NEEDS), domains, reference, protocol, titles="item_list*.csv")


def _parse(
    files: PublishedFolder, domains: Sequence[str], reference: str, protocol: str, titles: str | None = None
) -> Published:
    first, second = domain_names(domains, ("a", "b"))
    names_a = _read_names(files.find("Alist.txt"), 0)
    names_b = _read_names(files.find("Blist.txt"), len(names_a))
    items = _build_catalog({first: names_a, second: names_b})
    if titles is not None:
        items["title"] = _read_titles(files, titles, len(items))
    sequences = UserSequences()
    counts = [_read_sequences(files.find(name), role, len(items), sequences) for role, name in _FILES.items()]
    has_time = min(sequences.times) >= _FIRST_TIME
    n_skipped, n_train = _count_skipped(sequences, len(names_a)), sequences.roles.count("train")
    notes = [
        _order_note(counts),
        f"{protocol} and skips {n_skipped} of {n_train} training lines, which have no next item in one of the domains; "
        "here every position of every line is a training target.",
        _user_note(counts),
    ]
    if not has_time:
        notes.append("The published times are positions in the sequence, so there is no time.")
    if renamed := int((~items["item_id"].isin([*names_a, *names_b])).sum()):
        notes.append(f"{renamed} items have no ASIN of their own: they are named by domain and number.")
    return Published(
        interactions=sequences.interactions(items, with_time=has_time),
        items=items,
        user_split=sequences.user_split(),
        reference=reference,
        notes=notes,
        inputs=files.inputs,
    )


def _read_names(path: Path, before: int) -> list[str]:
    """Names of a list's items by number. Numbers start at 0, or continue the ``before`` items of the first list."""
    rows = []
    for line, text in read_lines(path):
        cells = text.split("\t")
        if len(cells) < 2:
            raise DataError("is not name, tab, number.", path=path, line=line, remedy="Correct the line.")
        rows.append((parse_integer(cells[-1], "number", path, line), cells[-2], line))
    start = before if min(rows)[0] >= before else 0
    names: dict[int, str] = {}
    for number, name, line in rows:
        if number in names or not start <= number < start + len(rows):
            raise DataError(
                f"the number {number} is out of range or repeated.",
                path=path,
                line=line,
                remedy=f"{len(rows)} items must be numbered {start} to {start + len(rows) - 1}.",
            )
        names[number] = name
    return [names[number] for number in sorted(names)]


def _build_catalog(names: dict[str, list[str]]) -> pd.DataFrame:
    """Items of both domains. A name that is not an ASIN, or is repeated, is replaced by domain and number."""
    items = [(domain, name) for domain, domain_items in names.items() for name in domain_items]
    n_items = Counter(name for _, name in items)
    ids = [
        name if n_items[name] == 1 and _ASIN.fullmatch(name) else f"{domain}-{number}"
        for number, (domain, name) in enumerate(items)
    ]
    return pd.DataFrame({"item_id": ids, "domain": [domain for domain, _ in items], "title": [""] * len(ids)})


def _read_titles(files: PublishedFolder, pattern: str, count: int) -> list[str]:
    titles = [""] * count
    for name in files.glob(pattern):
        path = files.find(name)
        table = read_columns(path, ("idAfter", "item_title"))
        for line, (cell, title) in enumerate(zip(table["idAfter"], table["item_title"]), start=2):
            number = parse_integer(cell, "idAfter", path, line)
            check_item_numbers([number], 0, count, path, line)
            if titles[number] not in ("", title):
                raise DataError(
                    f"item {number} has another title in an earlier row.", path=path, line=line, remedy="Remove one."
                )
            titles[number] = title
    return titles


class _FileCounts:
    """Counts of one file of sequences, for the notes."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.users: Counter[int] = Counter()
        self.moved = 0


def _read_sequences(path: Path, role: str, n_items: int, sequences: UserSequences) -> _FileCounts:
    counts = _FileCounts(role)
    for line, text in read_lines(path):
        cells = text.split("\t")
        if len(cells) < 3:
            raise DataError(
                f"has {len(cells)} cells.",
                path=path,
                line=line,
                remedy="It must be user, a number, item|time ..., separated by tabs.",
            )
        user = parse_integer(cells[0], "user", path, line)
        pairs = [parse_item_and_time(cell, path, line) for cell in cells[2:]]
        check_item_numbers([number for number, _ in pairs], 0, n_items, path, line)
        if role != "train":
            check_length(len(pairs), 2, f"a {role} sequence", path, line)
        # C2DSR sorts before it takes the target: the last item of the line may not be the latest.
        ordered = sorted(pairs, key=itemgetter(1))
        counts.moved += ordered[-1] != pairs[-1]
        counts.users[user] += 1
        suffix = "" if counts.users[user] == 1 else f"-{counts.users[user]}"
        sequences.add(f"{role}-{user}{suffix}", role, [n for n, _ in ordered], [time for _, time in ordered])
    return counts


def _count_skipped(sequences: UserSequences, n_first: int) -> int:
    """Number of training lines that C2DSR's loader skips: those without two items of each domain."""
    count = start = 0
    for role, length in zip(sequences.roles, sequences.lengths):
        items = sequences.items[start : start + length]
        start += length
        # The loader compares with > instead of >=, so it misses a last item that is the second domain's first.
        second = sum(item >= n_first for item in items) - (items[-1] == n_first)
        count += role == "train" and min(sum(item < n_first for item in items), second) < 2
    return count


def _order_note(counts: list[_FileCounts]) -> str:
    evaluated = [file for file in counts if file.role != "train"]
    moved = sum(file.moved for file in evaluated)
    lines = sum(sum(file.users.values()) for file in evaluated)
    return (
        "Items of a line are sorted by time, ties in the file's order, as by the source's loader; the last is the "
        f"target of a valid or test line. It is last in the file too, except in {moved} of {lines} lines."
    )


def _user_note(counts: list[_FileCounts]) -> str:
    repeated = sum(count > 1 for file in counts for count in file.users.values())
    trained = next(file.users for file in counts if file.role == "train")
    evaluated = set().union(*(file.users for file in counts if file.role != "train"))
    return (
        f"A user here is one line, named by role and published number, with -2, -3, ... for further lines of a number "
        f"({repeated} numbers have several lines in a file). Of the {len(evaluated)} numbers in the valid and test "
        f"files, {len(evaluated & set(trained))} have training lines too."
    )
