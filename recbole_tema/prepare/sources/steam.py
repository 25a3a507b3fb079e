"""Reviews and games of Steam (McAuley lab, version 2), with domains by genre."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.gzip_files import open_decompressed
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.cells import cell_text
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.checked_rows import Interactions, read_interactions
from recbole_tema.prepare.sources.item_table import Item, ItemTable
from recbole_tema.prepare.sources.records import (
    find_file,
    first_line_without,
    joined_names,
    names_of,
    read_records,
    year_of,
)
from recbole_tema.prepare.times import unix_seconds

_FIELDS = ("username", "product_id", "date")
_FREE = re.compile(r"\bfree\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Characters that the text of a Python literal never holds as such, for a backslash and quotes that follow one.
_ESCAPED = {"\\\\": "\x01", "\\'": "\x02", '\\"': "\x03"}
_STRING = r"""(?:u?'[^']*'|u?"[^"]*")"""
_VALUE = rf"""(?:{_STRING}|[^'",{{}}]+)"""


def read_steam(engine: Engine, options: SourceOptions) -> Source:
    """Read the folder of the Steam reviews.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        One folder with ``steam_reviews.json.gz`` and ``steam_games.json.gz``, whose lines are Python literals (or
        JSON), and ``genres``. Without it there is one domain.

    Returns
    -------
    Source
        A user is a ``username``, a time is the day of a review. The text of an item is ``title``, ``categories`` (its
        genres), ``tags``, ``developer``, ``price`` in dollars (0 for free games) and ``year``.

    Raises
    ------
    DataError
        If a file is missing, damaged, or another one.
    """
    reviews, games = (find_file(options.path, [f"steam_{name}.json"]) for name in ("reviews", "games"))
    rejected: dict[str, int] = {}
    items = ItemTable(games, _read_games(games, rejected), options.genres)
    is_json = _is_json(reviews)
    interactions = Interactions(
        [("", reviews)],
        read=lambda path: _read_reviews(engine, path, is_json),
        expected="a Python literal or a JSON object with username, product_id and date",
        first_bad_line=lambda path: first_line_without(path, _FIELDS),
        opened=2003,
    )
    table, problems = read_interactions(engine, interactions)
    rejected.update(problems)
    rows = table.filter(table.problem == "")
    rows = items.join(engine, rows if is_json else _decode_users(engine, rows), reviews, rejected)
    engine.drop(table)
    return Source(
        rows=rows,
        describe=items.describe,
        made_by="recbole_tema.prepare.sources.steam",
        inputs=[reviews, games],
        options={"format": "steam", "genres": list(options.genres)},
        rejected=rejected,
        notes=["Steam reviews (McAuley lab); users are user names, times are days."],
    )


def _is_json(path: Path) -> bool:
    with open_decompressed(path) as file:
        return file.readline().lstrip().startswith(b'{"')


def _read_reviews(engine: Engine, path: Path, is_json: bool) -> Any:
    import ibis

    table = engine.json_lines(path, _FIELDS) if is_json else _literals(engine, path)
    return table.select(
        user=table.username,
        item=table.product_id,
        when=table.date,
        time=unix_seconds(table.date, "iso"),
        rating=ibis.null("float64"),
    )


def _literals(engine: Engine, path: Path) -> Any:
    """Fields of lines that are mappings as Python literals; other lines become rows of nulls.

    The user name is decoded later, by :func:`_decode_users`.
    """
    # A Python literal holds no control characters, so that the whole line is one cell.
    table = engine.delimited(path, ["line"], separator="\x1f", header=False, quoted=False)
    line = table.line
    for escaped, character in _ESCAPED.items():
        line = line.replace(escaped, character)
    # Empty for other lines.
    line = line.re_extract(rf"^\{{{_STRING}: {_VALUE}(?:, {_STRING}: {_VALUE})*\}}$", 0)
    fields = {}
    for name in _FIELDS:
        # Keys before it, then its value: of the beginning of the line only, which is faster.
        value = line.re_extract(rf"""^\{{(?:{_STRING}: {_VALUE}, )*u?['"]{name}['"]: ({_VALUE})""", 1)
        value = value.re_replace(r"""^u?["']|["']$""", "")
        for escaped, character in _ESCAPED.items():
            value = value.replace(character, escaped)
        fields[name] = value
    # Stored, as engines compute such expressions once per use.
    stored = engine.materialize(table.select(**fields), "fields")
    return stored.select(**{name: stored[name].nullif("").nullif("None") for name in _FIELDS})


def _decode_users(engine: Engine, rows: Any) -> Any:
    """Rows with the escapes of user names decoded, one per user name and not one per row."""
    escaped = rows.filter(rows.user_id.contains("\\")).select("user_id").distinct().to_pyarrow().to_pandas()["user_id"]
    if not len(escaped):
        return rows
    names = engine.from_pandas(pd.DataFrame({"literal": escaped, "decoded": [_decoded(name) for name in escaped]}))
    joined = rows.left_join(names, rows.user_id == names.literal)
    return joined.mutate(user_id=joined.decoded.fill_null(joined.user_id)).drop("literal", "decoded")


def _decoded(text: str) -> str:
    text = ast.literal_eval("'" + re.sub(r"""(?<!\\)((?:\\\\)*)'""", r"\1\\'", text) + "'")
    # Python 2 writes a character beyond 16 bits as two.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_games(path: Path, rejected: dict[str, int]) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for record in read_records(path, ["id"], rejected):
        names = names_of(record.get("genres"))
        texts = {
            "title": cell_text(record.get("title") or record.get("app_name")),
            "categories": joined_names(names),
            "tags": joined_names(names_of(record.get("tags"))),
            "developer": cell_text(record.get("developer")),
            "price": _price(record.get("price")),
            "year": year_of(record.get("release_date")),
        }
        items.setdefault(cell_text(record["id"]), Item(texts, names))
    return items


def _price(value: Any) -> str:
    """A price as a number; ``0`` for "Free To Play" and the like, ``""`` if there is none."""
    text = cell_text(value).removeprefix("$")
    return text if _NUMBER.fullmatch(text) else "0" if _FREE.search(text) else ""
