"""Read any table of interactions, and optionally one of items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.item_domains import ONE_DOMAIN
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.options import DEFAULT_COLUMNS, Columns, SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout, empty_table
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.base import Source, is_unusable_id
from recbole_tema.prepare.sources.table_files import first_line, require_columns
from recbole_tema.prepare.times import with_times

# The characters that clean_text collapses, listed: the \s of an engine covers ASCII only.
_WHITESPACE = r"[\x00-\x20\x7f\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"


def read_table(engine: Engine, options: SourceOptions) -> Source:
    """Read a table of interactions and one of items. An error in a row stops.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        One source and ``items``: CSV, TSV or JSON lines (also ``.gz``), or Parquet, with the columns ``columns``. The
        domain column may be in either table; without a column ``domain``, all items form one domain.

    Raises
    ------
    DataError
        Naming file, line (if the engine knows it) and remedy: a missing column, an empty id, an item in two domains
        or in none, an invalid time, an empty file.
    """
    path, items, columns = options.path, options.items, options.columns
    layout = detect_layout(path)
    present = layout.columns
    require_columns((columns.user, columns.item, columns.time), present, path)
    item_table = None if items is None else _read_items(items, columns)
    in_item_table = item_table is not None and columns.domain in item_table.columns
    if not in_item_table and _is_domain_chosen(columns, present):
        require_columns([columns.domain], present, path)
    with reading(path):
        raw = engine.materialize(_select_columns(engine, layout, columns), "table", numbered=True)
    check_rows(raw, path, columns)
    rows = with_times(raw, path, options.time_format)
    if "domain" in raw.columns:
        domains = _domains_of_interactions(raw, path, columns, item_table, items)
    elif in_item_table:
        domains = _domains_of_items(raw, item_table, Path(str(items)), columns)
    else:
        ids = raw.select("item_id").distinct().to_pyarrow().to_pandas()["item_id"]
        domains = pd.Series(ONE_DOMAIN, index=pd.Index(ids), dtype=object)
    lookup = engine.from_pandas(pd.DataFrame({"known_id": domains.index, "domain": domains.to_numpy()}))
    rows = rows.drop("domain") if "domain" in rows.columns else rows
    rows = rows.inner_join(lookup, rows.item_id == lookup.known_id)
    return Source(
        rows=rows.select("user_id", "item_id", "domain", "time", "rating", "position"),
        describe=lambda wanted: _describe(wanted, item_table, columns),
        made_by="recbole_tema.prepare.sources.table",
        inputs=[path] if items is None else [path, Path(items)],
        options={
            "format": "table",
            "columns": {**asdict(columns), "drop": list(columns.drop)},
            "time_format": options.time_format,
        },
    )


def _is_domain_chosen(columns: Columns, present: Sequence[str]) -> bool:
    """Whether a domain column must exist: another name than the default was chosen, or a column has a similar one."""
    return columns.domain != DEFAULT_COLUMNS.domain or bool(get_close_matches("domain", present, n=1, cutoff=0.82))


def _select_columns(engine: Engine, layout: Layout, columns: Columns) -> Any:
    """The needed columns under our names: ids and domain as clean text, ``when`` as text, rating as a number."""
    needed = (columns.user, columns.item, columns.time, columns.domain, columns.rating)
    present = [name for name in needed if name in layout.columns]
    return clean_fields(open_table(engine, layout, present), present, columns)


def clean_fields(table: Any, present: Sequence[str], columns: Columns) -> Any:
    """The needed columns of a table under our names, as :func:`read_table` checks them.

    Parameters
    ----------
    table : ibis.Table
    present : sequence of str
        Its columns.
    columns : Columns
    """
    import ibis

    names = {"user_id": columns.user, "item_id": columns.item, "when": columns.time, "domain": columns.domain}
    names = {ours: theirs for ours, theirs in names.items() if theirs in present}
    rated = columns.rating in present
    fields = {ours: _as_text(table[theirs]) for ours, theirs in names.items()}
    for ours in fields.keys() - {"when"}:
        fields[ours] = fields[ours].re_replace(_WHITESPACE, " ").strip()
    rating = _as_text(table[columns.rating]).try_cast("float64") if rated else ibis.null("float64")
    return table.select(**fields, rating=rating)


def _as_text(column: Any) -> Any:
    import ibis

    kind = column.type()
    if kind.is_floating():
        # In many files a column of whole numbers with missing cells is one of floats: 12, not 12.0.
        return ibis.ifelse(column == column.floor(), column.cast("int64").cast("string"), column.cast("string"))
    return column.fill_null("") if kind.is_string() else column.cast("string").fill_null("")


def _first_bad_row(raw: Any, bad: Any, column: str) -> tuple[int | None, str, int] | None:
    """Line (if known) and value of the first bad row, and the number of bad rows; None if there are none."""
    bad_rows = raw.filter(bad)
    count = count_rows(bad_rows)
    if count == 0:
        return None
    row = bad_rows.order_by("position").select(column, "position").limit(1).to_pyarrow().to_pylist()[0]
    return None if row["position"] is None else row["position"] + 2, row[column], count


def check_rows(raw: Any, path: Path, columns: Columns) -> None:
    """Raise for the first row with an empty or unusable id, or an empty domain."""
    if count_rows(raw) == 0:
        raise empty_table(path)
    for ours, theirs in (("user_id", columns.user), ("item_id", columns.item), ("domain", columns.domain)):
        if ours in raw.columns and (row := _first_bad_row(raw, raw[ours] == "", ours)):
            raise DataError(f"{theirs} is empty.", path=path, line=row[0], remedy="Give one, or remove the row.")
    for ours, theirs in (("user_id", columns.user), ("item_id", columns.item)):
        if row := _first_bad_row(raw, is_unusable_id(raw[ours]), ours):
            raise DataError(
                f"{theirs} {row[1]!r} is read as missing, or holds a quote.",
                path=path,
                line=row[0],
                remedy="Use another id.",
            )


def _read_items(path: Path, columns: Columns) -> pd.DataFrame:
    layout = detect_layout(path)
    require_columns((columns.item, *columns.drop), layout.columns, path)
    table = read_frame(layout)
    if (line := first_line(table[columns.item].duplicated())) is not None:
        raise DataError(
            f"item {table[columns.item].iloc[line - 2]!r} has two rows.",
            path=path,
            line=line,
            remedy="Remove one of them.",
        )
    return table.drop(columns=list(columns.drop)).set_index(columns.item)


def _domains_of_interactions(
    raw: Any, path: Path, columns: Columns, item_table: pd.DataFrame | None, items: Path | None
) -> pd.Series:
    """Domain of each item by the interactions, which the table of items must not contradict."""
    pairs = raw.group_by(["item_id", "domain"]).aggregate(position=raw.position.min())
    frame = pairs.to_pyarrow().to_pandas().sort_values(["position", "item_id", "domain"])
    repeated = frame["item_id"].duplicated()
    if repeated.any():
        row = frame[repeated].iloc[0]
        raise DataError(
            f"item {row['item_id']!r} is in two domains.",
            path=path,
            line=None if pd.isna(row["position"]) else int(row["position"]) + 2,
            remedy="An item has one domain: correct it.",
        )
    domains = frame.set_index("item_id")["domain"]
    if item_table is not None and columns.domain in item_table.columns:
        other = item_table[columns.domain].reindex(domains.index)
        differs = other.notna() & (other != "") & (other != domains)
        if differs.any():
            raise DataError(
                f"the domain of item {domains.index[differs.to_numpy()][0]!r} differs from that in {path.name}.",
                path=items,
                remedy="Correct one of the files.",
            )
    return as_tokens(domains)


def as_tokens(domains: pd.Series) -> pd.Series:
    """Domain names without spaces, which would end a token."""
    return pd.Series([name.replace(" ", "_") for name in domains], index=domains.index)


def _domains_of_items(raw: Any, item_table: pd.DataFrame | None, items: Path, columns: Columns) -> pd.Series:
    assert item_table is not None  # read_table required the domain column in one of the tables
    ids = raw.group_by("item_id").aggregate(position=raw.position.min()).to_pyarrow().to_pandas()
    domains = item_table[columns.domain].reindex(ids.sort_values(["position", "item_id"])["item_id"])
    missing = domains.isna() | (domains == "")
    if missing.any():
        raise DataError(
            f"item {domains.index[missing.to_numpy()][0]!r} has no domain ({int(missing.sum())} such items).",
            path=items,
            remedy="Give each item with interactions a row and a domain.",
        )
    return as_tokens(domains)


def _describe(wanted: pd.DataFrame, item_table: pd.DataFrame | None, columns: Columns) -> pd.DataFrame:
    if item_table is None:
        return pd.DataFrame(index=wanted.index)
    cells: pd.DataFrame = item_table.drop(columns=[columns.domain], errors="ignore")
    cells = cells.reindex(wanted["item_id"]).fillna("")
    names = {c: "title" if c == columns.title else re.sub(r"\W+", "_", str(c)) for c in cells}
    first = [c for c in cells if c == columns.title]
    cells = cells[first + [c for c in cells if c != columns.title and names[c] not in ("item_id", "domain")]]
    return cells.rename(columns=names)
