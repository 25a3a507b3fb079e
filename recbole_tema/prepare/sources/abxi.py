"""Reader of ABXI's preprocessed files.

The format follows ``data/prepare_amazon.py`` (how the files are written), ``models/data/dataloader.py`` (training items
and targets) and ``main.py`` (lengths, number of negatives) of github.com/DiMarzioBian/ABXI.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
    read_lines,
    read_text,
)

_NEEDS = ("<data>_<length>_preprocessed.txt", "map_item_<length>.txt", "map_user_<length>.txt")
_FILE = re.compile(r"(?P<data>.+)_(?P<length>\d+)_preprocessed\.txt")
# The files number the domains 0 and 1; the name of the dataset identifies the Amazon categories.
_DOMAINS = {"afk": ("food", "kitchen"), "abe": ("beauty", "electronics"), "amb": ("movie", "book")}


def read_abxi(engine: Engine, options: SourceOptions) -> Source:
    """Read a folder of ABXI; see :func:`parse_abxi`."""
    return published_source(engine, options, parse_abxi(options.path, options.domains))


def parse_abxi(folder: Path, domains: Sequence[str] = ()) -> Published:
    """Parse the files of ABXI, whose split is leave-one-out.

    Parameters
    ----------
    folder : Path
        Holds ``<data>_<length>_preprocessed.txt``, ``map_item_<length>.txt`` and ``map_user_<length>.txt``.
    domains : sequence of str
        Names of the domains 0 and 1. The default is those of ABXI's own datasets, or ``a`` and ``b``.

    Returns
    -------
    Published
        With reviewer ids, ASINs and times; without titles.

    Raises
    ------
    DataError
        If a file is missing or damaged, a line cannot be parsed, or an item or user is not in its map.
    """
    files = PublishedFolder(folder, _NEEDS)
    match = _sequence_file(files)
    data, length = match["data"], int(match["length"])
    path = files.find(match[0])
    names = domain_names(domains, _DOMAINS.get(data, ("a", "b")))
    items = _read_catalog(files.find(f"map_item_{length}.txt"), names)
    users = _read_users(files.find(f"map_user_{length}.txt"))
    sequences = _read_sequences(path, users, len(items), length)
    return Published(
        interactions=sequences.interactions(items, with_time=True),
        items=items,
        user_split=None,
        reference=f"abxi: ABXI (Bian et al., WWW 2025), github.com/DiMarzioBian/ABXI, dataset {data}",
        notes=_notes(sequences, length),
        inputs=files.inputs,
    )


def _sequence_file(files: PublishedFolder) -> re.Match[str]:
    matches = [match for name in files.glob("*_preprocessed.txt") if (match := _FILE.fullmatch(name))]
    if len(matches) != 1:
        raise DataError(
            f"holds {len(matches)} files of sequences ({', '.join(match[0] for match in matches) or 'none'}).",
            path=files.folder,
            remedy=f"The folder must hold one {', '.join(_NEEDS)}, plain or .gz.",
        )
    return matches[0]


def _read_map(path: Path) -> dict[str, Any]:
    try:
        mapping = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DataError(
            f"is not valid JSON ({error.msg}).", path=path, line=error.lineno, remedy="Download the file again."
        ) from error
    if not isinstance(mapping, dict) or not mapping:
        raise DataError("is not a JSON object with entries.", path=path, remedy="Download the file again.")
    return mapping


def _read_catalog(path: Path, names: tuple[str, str]) -> pd.DataFrame:
    rows = []
    for item, entry in _read_map(path).items():
        if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], int) and entry[1] in (0, 1)):
            raise DataError(f"item {item!r} is not mapped to [number, 0 or 1].", path=path, remedy="Correct the entry.")
        rows.append((entry[0], item, entry[1]))
    rows.sort()
    domains = [row[2] for row in rows]
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)) or domains != sorted(domains):
        raise DataError(
            f"its {len(rows)} items are not numbered 1 to {len(rows)}, domain 0 before domain 1.",
            path=path,
            remedy="Download the file again.",
        )
    return pd.DataFrame(
        {"item_id": [row[1] for row in rows], "domain": [names[row[2]] for row in rows], "title": [""] * len(rows)}
    )


def _read_users(path: Path) -> dict[int, str]:
    mapping = _read_map(path)
    users = {number: user for user, number in mapping.items() if isinstance(number, int)}
    if len(users) != len(mapping):
        raise DataError("does not map each user to a number of its own.", path=path, remedy="Download the file again.")
    return users


def _read_sequences(path: Path, users: dict[int, str], n_items: int, max_length: int) -> UserSequences:
    remaining = dict(users)
    sequences = UserSequences()
    for line, text in read_lines(path):
        user, pairs = _parse_line(text, path, line, max_length)
        if user not in remaining:
            raise DataError(
                f"user {user} is not in the map of users, or has an earlier line.",
                path=path,
                line=line,
                remedy="Check that the files belong together.",
            )
        check_item_numbers([number for number, _ in pairs], 1, n_items, path, line)
        items, times = [number - 1 for number, _ in pairs], [time for _, time in pairs]
        sequences.add(remaining.pop(user), "", items, times)
    if remaining:
        raise DataError(
            f"{len(remaining)} users of the map have no line, for example {next(iter(remaining.values()))!r}.",
            path=path,
            remedy="Download the file again: it is incomplete.",
        )
    return sequences


def _parse_line(text: str, path: Path, line: int, max_length: int) -> tuple[int, list[tuple[int, int]]]:
    words = text.split()
    user = parse_integer(words[0], "user", path, line)
    pairs = [parse_item_and_time(word, path, line) for word in words[1:]]
    check_length(len(pairs), 3, "leave-one-out (train, valid, test)", path, line)
    if len(pairs) > max_length:
        raise DataError(
            f"the user has {len(pairs)} items, but the file's name allows at most {max_length}.",
            path=path,
            line=line,
            remedy="Name the file after its longest sequence: ABXI would drop the first items.",
        )
    return user, pairs


def _notes(sequences: UserSequences, max_length: int) -> list[str]:
    user = pd.Series(range(len(sequences.users))).repeat(sequences.lengths).reset_index(drop=True)
    item, time = pd.Series(sequences.items), pd.Series(sequences.times)
    tied = (user == user.shift()) & (time == time.shift())
    ascending = int((tied & (item > item.shift())).sum())
    last = int((tied & (user != user.shift(-1))).sum())
    return [
        f"Items of the same time (times are days) are in ascending item number, and so the first domain is before the "
        f"second: {ascending} of {int(tied.sum())} consecutive items of equal time. This is an artefact of how the "
        f"files were made: for {last} of {len(sequences.users)} users the last item has the time of the one before.",
        f"ABXI ranks a target among 999 items of its domain, drawn without replacement from those outside the user's "
        f"sequence, and gives the model the last {max_length - 3} items.",
    ]
