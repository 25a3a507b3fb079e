"""Reader of ABXI's preprocessed files.

Facts about the form: ``data/prepare_amazon.py`` (how the files are written), ``models/data/dataloader.py`` (what trains
and what is a target) and ``main.py`` (lengths, number of negatives) of github.com/DiMarzioBian/ABXI.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Optional

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
    read_lines,
    read_text,
    whole_number,
)

_NEEDS = ("<data>_<length>_preprocessed.txt", "map_item_<length>.txt", "map_user_<length>.txt")
_FILE = re.compile(r"(?P<data>.+)_(?P<length>\d+)_preprocessed\.txt")
# The files say 0 and 1; the name of the data set says which Amazon categories these are.
_DOMAINS = {"afk": ("food", "kitchen"), "abe": ("beauty", "electronics"), "amb": ("movie", "book")}


def read_abxi(folder: Path, *, domains: Optional[tuple[str, str]] = None) -> Published:
    """Read the files of ABXI, whose split is plain leave-one-out.

    Parameters
    ----------
    folder : Path
        Holds ``<data>_<length>_preprocessed.txt``, ``map_item_<length>.txt`` and ``map_user_<length>.txt``.
    domains : tuple of (str, str), optional
        Names of the domains 0 and 1; otherwise those of ABXI's own data sets, else ``a`` and ``b``.

    Returns
    -------
    Published
        Real reviewer ids, ASINs and times; no titles.

    Raises
    ------
    DataError
        If a file is missing or damaged, a line does not parse, or an item or user is not in its map.
    """
    source = Source(folder, _NEEDS)
    match = _sequence_file(source)
    data, length = match["data"], int(match["length"])
    path = source.find(match[0])
    names = domain_names(domains, _DOMAINS.get(data, ("a", "b")))
    items = _catalogue(source.find(f"map_item_{length}.txt"), names)
    users = _users(source.find(f"map_user_{length}.txt"))
    gathered = _gather(path, users, len(items), length)
    return Published(
        interactions=gathered.interactions(items, with_time=True),
        items=items,
        roles=None,
        source=f"abxi: ABXI (Bian et al., WWW 2025), github.com/DiMarzioBian/ABXI, data set {data}",
        notes=_notes(gathered, length),
        inputs=source.inputs,
    )


def _sequence_file(source: Source) -> re.Match[str]:
    found = [match for name in source.glob("*_preprocessed.txt") if (match := _FILE.fullmatch(name))]
    if len(found) != 1:
        raise DataError(
            f"holds {len(found)} files of sequences ({', '.join(match[0] for match in found) or 'none'}).",
            path=source.folder,
            remedy=f"The folder must hold one {', '.join(_NEEDS)}, plain or .gz.",
        )
    return found[0]


def _mapping(path: Path) -> dict[str, Any]:
    try:
        mapping = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DataError(
            f"is no JSON ({error.msg}).", path=path, line=error.lineno, remedy="Fetch the file again."
        ) from error
    if not isinstance(mapping, dict) or not mapping:
        raise DataError("is no JSON object with entries.", path=path, remedy="Fetch the file again.")
    return mapping


def _catalogue(path: Path, names: tuple[str, str]) -> pd.DataFrame:
    rows = []
    for item, place in _mapping(path).items():
        if not (isinstance(place, list) and len(place) == 2 and isinstance(place[0], int) and place[1] in (0, 1)):
            raise DataError(f"item {item!r} is not mapped to [number, 0 or 1].", path=path, remedy="Correct the entry.")
        rows.append((place[0], item, place[1]))
    rows.sort()
    second = [row[2] for row in rows]
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)) or second != sorted(second):
        raise DataError(
            f"its {len(rows)} items are not numbered 1 to {len(rows)}, domain 0 before domain 1.",
            path=path,
            remedy="Fetch the file again.",
        )
    return pd.DataFrame(
        {"item_id": [row[1] for row in rows], "domain": [names[row[2]] for row in rows], "title": [""] * len(rows)}
    )


def _users(path: Path) -> dict[int, str]:
    mapping = _mapping(path)
    users = {number: user for user, number in mapping.items() if isinstance(number, int)}
    if len(users) != len(mapping):
        raise DataError("does not map each user to a number of its own.", path=path, remedy="Fetch the file again.")
    return users


def _gather(path: Path, users: dict[int, str], count: int, length: int) -> Sequences:
    waiting = dict(users)
    gathered = Sequences()
    for line, text in read_lines(path):
        user, pairs = _sequence(text, path, line, length)
        if user not in waiting:
            raise DataError(
                f"user {user} is not in the map of users, or has a line already.",
                path=path,
                line=line,
                remedy="Check that the files belong together.",
            )
        check_items([number for number, _ in pairs], 1, count, path, line)
        gathered.add(waiting.pop(user), "", [number - 1 for number, _ in pairs], [time for _, time in pairs])
    if waiting:
        raise DataError(
            f"{len(waiting)} users of the map have no line, {next(iter(waiting.values()))!r} for one.",
            path=path,
            remedy="Fetch the file again: it is not whole.",
        )
    return gathered


def _sequence(text: str, path: Path, line: int, longest: int) -> tuple[int, list[tuple[int, int]]]:
    words = text.split()
    user = whole_number(words[0], "user", path, line)
    pairs = [item_and_time(word, path, line) for word in words[1:]]
    check_length(len(pairs), 3, "leave-one-out (train, valid, test)", path, line)
    if len(pairs) > longest:
        raise DataError(
            f"the user has {len(pairs)} items; the file's name says at most {longest}.",
            path=path,
            line=line,
            remedy="Name the file after its longest sequence: ABXI would drop the first items.",
        )
    return user, pairs


def _notes(gathered: Sequences, length: int) -> list[str]:
    user = pd.Series(range(len(gathered.users))).repeat(gathered.lengths).reset_index(drop=True)
    place, time = pd.Series(gathered.places), pd.Series(gathered.times)
    tied = (user == user.shift()) & (time == time.shift())
    ascending = int((tied & (place > place.shift())).sum())
    last = int((tied & (user != user.shift(-1))).sum())
    return [
        f"Inside a moment (times are days) items stand in ascending item number, and so the first domain before the "
        f"second: {ascending} of {int(tied.sum())} neighbours of equal time. It is an artefact of how the files were "
        f"made: for {last} of {len(gathered.users)} users the last item shares its time with the one before.",
        f"ABXI ranks a target among 999 items of its domain, drawn without replacement from those outside the user's "
        f"sequence, and gives the model the last {length - 3} items.",
    ]
