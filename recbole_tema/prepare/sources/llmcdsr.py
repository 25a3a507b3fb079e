"""Reader of LLMCDSR's splits, with the catalogue as a table instead of the repository's pickles.

Facts about the form: ``utils.py`` (``data_partition``, ``load_eval``), ``data.py`` and ``evaluation.py`` of
github.com/xhran2010/LLMCDSR.
"""

from __future__ import annotations

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
    read_columns,
    read_lines,
    whole_number,
)
from recbole_tema.prepare.sources.tables import first_line

_ITEMS = "items.csv"
# File, prefix of its users, role. User numbers restart in each file.
_SPLITS = (
    ("train_overlap.txt", "train-overlap", "train"),
    ("train_A.txt", "train-a", "train"),
    ("train_B.txt", "train-b", "train"),
    ("valid.txt", "valid", "valid"),
    ("test.txt", "test", "test"),
)
_LONGEST = 50


def read_llmcdsr(folder: Path, *, domains: Optional[tuple[str, str]] = None) -> Published:
    """Read the splits of LLMCDSR.

    Parameters
    ----------
    folder : Path
        Holds ``items.csv`` (``index``, ``item_id``, ``domain``, ``title``) and ``train_overlap.txt``, ``train_A.txt``,
        ``train_B.txt``, ``valid.txt``, ``test.txt``.
    domains : tuple of (str, str), optional
        Names of the domains A and B; otherwise those of ``items.csv``.

    Returns
    -------
    Published
        Real ASINs and titles; no times.

    Raises
    ------
    DataError
        If a file is missing or damaged, only the repository's pickles are there, a line does not parse, or an item
        is out of range.
    """
    source = Source(folder, (_ITEMS, *(name for name, _, _ in _SPLITS)))
    items = _catalogue(source, domains)
    gathered = Sequences()
    for name, prefix, role in _SPLITS:
        _split(source.find(name), prefix, role, len(items), gathered)
    return Published(
        interactions=gathered.interactions(items, with_time=False),
        items=items,
        roles=gathered.role_table(),
        source="llmcdsr: LLMCDSR (Xin et al., ACM TOIS 2025), github.com/xhran2010/LLMCDSR",
        notes=_notes(gathered),
        inputs=source.inputs,
    )


def _catalogue(source: Source, domains: Optional[tuple[str, str]]) -> pd.DataFrame:
    pickles = sorted(path.name for path in source.folder.glob("*.pkl*"))
    if pickles and not source.glob(_ITEMS):
        raise DataError(
            f"holds pickles ({', '.join(pickles)}) and no {_ITEMS}. A pickle can run any code, so none is read.",
            path=source.folder,
            remedy=f"Convert them, where you trust them, to {_ITEMS} (.gz) with the columns index (as in the .txt "
            "files: domain A from 0, then domain B), item_id, domain, title.",
        )
    path = source.find(_ITEMS)
    table = read_columns(path, ("index", "item_id", "domain", "title"))
    rows = pd.Series(range(len(table))).astype(str)
    for bad, problem in (
        (table["index"] != rows, "the index is not the number of the row, counted from 0."),
        (table["item_id"] == "", "item_id is empty."),
        (table["item_id"].duplicated(), "item_id stands in an earlier row too."),
    ):
        if (line := first_line(bad)) is not None:
            raise DataError(problem, path=path, line=line, remedy="Correct the row.")
    domain = table["domain"].str.replace(" ", "_")
    found = list(dict.fromkeys(domain))
    starts = domain != domain.shift()
    if len(found) != 2 or "" in found or int(starts.sum()) != 2:
        raise DataError(
            f"its domains are {', '.join(map(repr, found))}.",
            path=path,
            remedy="Two are needed, all items of the first before those of the second.",
        )
    names = domain_names(domains, (found[0], found[1]))
    domain = domain.map(dict(zip(found, names)))
    return pd.DataFrame({"item_id": table["item_id"], "domain": domain, "title": table["title"]})


def _split(path: Path, prefix: str, role: str, count: int, gathered: Sequences) -> None:
    seen = set()
    for line, text in read_lines(path):
        cells = text.split("\t")
        if len(cells) != 2:
            raise DataError(
                f"has {len(cells)} cells.", path=path, line=line, remedy="It must be user, tab, items with commas."
            )
        user = whole_number(cells[0], "user", path, line)
        if user in seen:
            raise DataError(f"user {user} has a line already.", path=path, line=line, remedy="Remove one of them.")
        seen.add(user)
        numbers = [whole_number(cell, "item", path, line) for cell in cells[1].split(",")]
        check_items(numbers, 0, count, path, line)
        if role != "train":
            check_length(len(numbers), 2, f"a {role} sequence", path, line)
        gathered.add(f"{prefix}-{user}", role, numbers)


def _notes(gathered: Sequences) -> list[str]:
    longer = sum(length > _LONGEST for length in gathered.lengths)
    return [
        "User numbers restart in each file and are nobody's in another: users are named file and number, as published.",
        "Items of a line are in order of time across both domains; the times themselves were not published.",
        f"LLMCDSR ranks a target among 999 other items of its domain, drawn without replacement, the user's own "
        f"included, and gives the model the last {_LONGEST} items; {longer} sequences are longer.",
    ]
