"""Read any table of interactions, and optionally one of items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import ibis
import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.item_domains import ONE_DOMAIN
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.options import DEFAULT_COLUMNS, Columns, SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.roles import require_columns, resolve_roles
from recbole_tema.prepare.reading.tables import layout_notes, line_of_row, open_table, reading_rows
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.catalog import (
    UNIQUE_IDS_NOTE,
    DomainFile,
    describe_items,
    domain_files,
    item_ids,
    joined_rows,
    unique_ids,
)
from recbole_tema.prepare.sources.table_items import TableItems, matched, read_item_tables, unique_tables
from recbole_tema.prepare.sources.table_rows import as_tokens, check_rows, clean_fields, rating_notes, timed_rows


@dataclass(frozen=True)
class _Interactions:
    """A table of interactions: its domain and layout, its rows, notes, and why it has no times, if so."""

    domain: str
    layout: Layout
    rows: Any
    notes: list[str]
    without_time: DataError | None


def read_table(engine: Engine, options: SourceOptions) -> Source:
    """Read tables of interactions and of items. An error in a row stops.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        One source, or ``DOMAIN=FILE`` for each domain, and ``items`` likewise: files of any layout that
        :func:`~recbole_tema.prepare.reading.layout.detect_layout` knows, with the columns ``columns`` or well-known
        names. The domain column of a single source may be in either table; without a column ``domain``, all items form
        one domain. Of several sources a user is the same in all, an item is ``DOMAIN-ID`` unless its id is an ASIN of
        one domain only.

    Raises
    ------
    DataError
        Naming file, line (if the engine knows it) and remedy: a missing column, an empty id, an item in two domains
        or in none, an invalid time, an empty file, a table of items that describes none of the items.
    ConfigError
        If one of several files has no domain.
    """
    files = domain_files(options.sources, "source")
    item_files = domain_files(tuple(map(str, options.items)), "items")
    one = len(files) == 1
    items = read_item_tables(item_files, [file.domain for file in files], options)
    tables = [_read_interactions(engine, file, table, options) for file, table in zip(files, items)]
    without_time = next((table.without_time for table in tables if table.without_time is not None), None)
    if without_time is not None and any(table.without_time is None for table in tables):
        raise without_time
    notes = [note for of_items in unique_tables(items) for note in of_items.notes]
    notes += [note for table in tables for note in table.notes]
    catalogs = [_catalog(table, of_items) for table, of_items in zip(tables, items)]
    for table, of_items, catalog in zip(tables, items, catalogs):
        if of_items is not None:
            notes += matched(catalog["item_id"], of_items, table.layout.path)
    catalog = unique_ids(catalogs, rename=not one)
    rows, _ = joined_rows(engine, [table.rows for table in tables], catalog)
    texts = [None if table is None else table.texts for table in items]
    return Source(
        rows=rows,
        describe=lambda wanted: describe_items(wanted, catalog, texts, ("title",)),
        made_by="recbole_tema.prepare.sources.table",
        inputs=[file.path for file in (*files, *item_files)],
        options=_recorded(options, files),
        notes=notes if one else [*notes, UNIQUE_IDS_NOTE],
        has_time=without_time is None,
        without_time=without_time,
    )


def _recorded(options: SourceOptions, files: Sequence[DomainFile]) -> dict[str, Any]:
    """Options for the record: those of a layout only where they were given."""
    recorded: dict[str, Any] = {
        "format": "table",
        "columns": {**asdict(options.columns), "drop": list(options.columns.drop)},
        "time_format": options.time_format,
    }
    if files[0].domain:
        recorded["sources"] = {file.domain: file.path.name for file in files}
    for name in ("separator", "encoding", "quoted"):
        if getattr(options, name) is not None:
            recorded[name] = getattr(options, name)
    return {**recorded, "names": list(options.names)} if options.names else recorded


def _read_interactions(
    engine: Engine, file: DomainFile, items: TableItems | None, options: SourceOptions
) -> _Interactions:
    """Checked rows of one table."""
    layout = detect_layout(
        file.path,
        separator=options.separator,
        names=options.names or None,
        encoding=options.encoding,
        quoted=None if options.quoted is None else options.quoted == "yes",
    )
    columns, notes, without_time = _columns(layout, options.columns)
    if file.domain:
        columns = replace(columns, domain="")
    elif (items is None or items.domains is None) and _is_domain_chosen(columns, layout.columns):
        require_columns([columns.domain], layout.columns, file.path)
    needed = (columns.user, columns.item, columns.time, columns.domain, columns.rating)
    present = [name for name in needed if name and name in layout.columns]
    with reading_rows(layout):
        table = clean_fields(open_table(engine, layout, present), present, columns)
        raw = engine.materialize(table, "table", numbered=True)
    check_rows(raw, file.path, columns, layout)
    notes = [*layout_notes(layout), *notes, *rating_notes(raw, layout)]
    if without_time is None:
        rows = timed_rows(engine, raw, layout, options.time_format)
    else:
        rows = raw.mutate(time=ibis.null("float64"))
    return _Interactions(file.domain, layout, rows, notes, without_time)


def _columns(layout: Layout, columns: Columns) -> tuple[Columns, list[str], DataError | None]:
    """Columns by role, notes on them, and the reason if there is no column of times."""
    columns, notes = resolve_roles(columns, layout.columns, layout.path, ("user", "item"), ("rating",))
    try:
        columns, more_notes = resolve_roles(columns, layout.columns, layout.path, ("time",))
    except DataError as error:
        if columns.time != DEFAULT_COLUMNS.time or columns.time in layout.columns:
            raise
        remedy = f"{error.remedy} Or keep the order of the rows by order=file."
        return columns, notes, DataError(error.problem, path=layout.path, line=error.line, remedy=remedy)
    return columns, notes + more_notes, None


def _is_domain_chosen(columns: Columns, present: Sequence[str]) -> bool:
    """Whether a domain column must exist: another name than the default was chosen, or a column has a similar one."""
    return columns.domain != DEFAULT_COLUMNS.domain or bool(get_close_matches("domain", present, n=1, cutoff=0.82))


def _catalog(table: _Interactions, items: TableItems | None) -> pd.DataFrame:
    """``item_id`` and ``domain`` of the items with interactions, by first appearance."""
    if "domain" in table.rows.columns:
        return _domains_of_interactions(table, items)
    ids = item_ids(table.rows)
    if table.domain or items is None or items.domains is None:
        return ids.assign(domain=table.domain or ONE_DOMAIN)
    return ids.assign(domain=_domains_of_items(ids["item_id"], items, table.layout.path))


def _domains_of_interactions(table: _Interactions, items: TableItems | None) -> pd.DataFrame:
    """Items with their domains by the interactions, which the table of items must not contradict."""
    pairs = table.rows.group_by(["item_id", "domain"]).aggregate(position=table.rows.position.min())
    frame = pairs.to_pyarrow().to_pandas().sort_values(["position", "item_id", "domain"])
    repeated = frame["item_id"].duplicated()
    if repeated.any():
        row = frame[repeated].iloc[0]
        raise DataError(
            f"item {row['item_id']!r} is in two domains.",
            path=table.layout.path,
            line=None if pd.isna(row["position"]) else line_of_row(table.layout, int(row["position"])),
            remedy="An item has one domain: correct it.",
        )
    domains = frame.set_index("item_id")["domain"]
    if items is not None and items.domains is not None:
        other = items.domains.reindex(domains.index)
        differs = other.notna() & (other != "") & (other != domains)
        if differs.any():
            raise DataError(
                f"the domain of item {domains.index[differs.to_numpy()][0]!r} differs from that in "
                f"{table.layout.path.name}.",
                path=items.path,
                remedy="Correct one of the files.",
            )
    return as_tokens(domains).rename("domain").rename_axis("item_id").reset_index()


def _domains_of_items(ids: pd.Series, items: TableItems, path: Path) -> list[str]:
    assert items.domains is not None
    domains = items.domains.reindex(ids)
    missing = domains.isna() | (domains == "")
    if missing.all():
        matched(ids, items, path)
    if missing.any():
        raise DataError(
            f"item {domains.index[missing.to_numpy()][0]!r} has no domain ({int(missing.sum())} such items).",
            path=items.path,
            remedy="Give each item with interactions a row and a domain.",
        )
    return list(as_tokens(domains))
