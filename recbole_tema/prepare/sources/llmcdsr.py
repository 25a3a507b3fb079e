"""Reader of LLMCDSR's splits, with the catalog as a table instead of the repository's pickles.

The format follows ``utils.py`` (``data_partition``, ``load_eval``), ``data.py`` and ``evaluation.py`` of
github.com/xhran2010/LLMCDSR.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    first_line,
    parse_integer,
    published_source,
    read_columns,
    read_lines,
)

_ITEMS = "items.csv"
# File, prefix of its users, role. User numbers restart in each file.
_SPLITS = (
    ("train_overlap.txt", "train-overlap", "train"),
    ("train_A.txt", "train-a", "train"),
    ("train_B.txt", "train-b", "train"),
    ("valid.txt", "valid", "valid"),
    ("test.txt", "test", "test"),
)
_MAX_LENGTH = 50


def read_llmcdsr(engine: Engine, options: SourceOptions) -> Source:
    """Read a folder of LLMCDSR; see :func:`parse_llmcdsr`."""
    return published_source(engine, options, parse_llmcdsr(options.path, options.domains))


def parse_llmcdsr(folder: Path, domains: Sequence[str] = ()) -> Published:
    """Parse the splits of LLMCDSR.

    Parameters
    ----------
    folder : Path
        Holds ``items.csv`` (``index``, ``item_id``, ``domain``, ``title``) and ``train_overlap.txt``, ``train_A.txt``,
        ``train_B.txt``, ``valid.txt``, ``test.txt``.
    domains : sequence of str
        Names of the domains A and B. The default is those of ``items.csv``.

    Returns
    -------
    Published
        With ASINs and titles; without times.

    Raises
    ------
    DataError
        If a file is missing or damaged, there are only the repository's pickles, a line cannot be parsed, or an item
        is out of range.
    """
    files = PublishedFolder(folder, (_ITEMS, *(name for name, _, _ in _SPLITS)))
    items = _read_catalog(files, domains)
    sequences = UserSequences()
    for name, prefix, role in _SPLITS:
        _read_sequences(files.find(name), prefix, role, len(items), sequences)
    return Published(
        interactions=sequences.interactions(items, with_time=False),
        items=items,
        user_split=sequences.user_split(),
        reference="llmcdsr: LLMCDSR (Xin et al., ACM TOIS 2025), github.com/xhran2010/LLMCDSR",
        notes=_notes(sequences),
        inputs=files.inputs,
    )


def _read_catalog(files: PublishedFolder, domains: Sequence[str]) -> pd.DataFrame:
    pickles = sorted(path.name for path in files.folder.glob("*.pkl*"))
    if pickles and not files.glob(_ITEMS):
        raise DataError(
            f"holds pickles ({', '.join(pickles)}) and no {_ITEMS}. Pickles can run any code and are not read.",
            path=files.folder,
            remedy=f"If you trust them, convert them to {_ITEMS} (.gz) with the columns index (as in the .txt "
            "files: domain A from 0, then domain B), item_id, domain, title.",
        )
    path = files.find(_ITEMS)
    table = read_columns(path, ("index", "item_id", "domain", "title"))
    rows = pd.Series(range(len(table))).astype(str)
    for bad, problem in (
        (table["index"] != rows, "the index is not the number of the row, counted from 0."),
        (table["item_id"] == "", "item_id is empty."),
        (table["item_id"].duplicated(), "item_id repeats that of an earlier row."),
    ):
        if (line := first_line(bad)) is not None:
            raise DataError(problem, path=path, line=line, remedy="Correct the row.")
    domain = table["domain"].str.replace(" ", "_")
    names = list(dict.fromkeys(domain))
    starts = domain != domain.shift()
    if len(names) != 2 or "" in names or int(starts.sum()) != 2:
        raise DataError(
            f"its domains are {', '.join(map(repr, names))}.",
            path=path,
            remedy="There must be two, with all items of the first before those of the second.",
        )
    domain = domain.map(dict(zip(names, domain_names(domains, (names[0], names[1])))))
    return pd.DataFrame({"item_id": table["item_id"], "domain": domain, "title": table["title"]})


def _read_sequences(path: Path, prefix: str, role: str, n_items: int, sequences: UserSequences) -> None:
    seen = set()
    for line, text in read_lines(path):
        cells = text.split("\t")
        if len(cells) != 2:
            raise DataError(
                f"has {len(cells)} cells.",
                path=path,
                line=line,
                remedy="It must be user, tab, items separated by commas.",
            )
        user = parse_integer(cells[0], "user", path, line)
        if user in seen:
            raise DataError(f"user {user} has an earlier line.", path=path, line=line, remedy="Remove one of them.")
        seen.add(user)
        numbers = [parse_integer(cell, "item", path, line) for cell in cells[1].split(",")]
        check_item_numbers(numbers, 0, n_items, path, line)
        if role != "train":
            check_length(len(numbers), 2, f"a {role} sequence", path, line)
        sequences.add(f"{prefix}-{user}", role, numbers)


def _notes(sequences: UserSequences) -> list[str]:
    longer = sum(length > _MAX_LENGTH for length in sequences.lengths)
    return [
        "User numbers restart in each file, so users are named by file and number.",
        "Items of a line are in order of time across both domains; the times themselves were not published.",
        f"LLMCDSR ranks a target among 999 other items of its domain, drawn without replacement and including the "
        f"user's own, and gives the model the last {_MAX_LENGTH} items; {longer} sequences are longer.",
    ]
