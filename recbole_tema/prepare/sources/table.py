"""Any table of interactions to atomic files."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

import pandas as pd
import pyarrow.parquet as pq
from pydantic_core import from_json

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.build import prepare_dataset
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.gzip_files import whole
from recbole_tema.prepare.rules import KEEP_ALL, Rules
from recbole_tema.prepare.sources.base import EARLIEST, LATEST, MILLISECONDS_FROM, Source, seconds, unusable
from recbole_tema.prepare.sources.tables import first_line, need_column, read_table, suggest_column, table_form


@dataclass(frozen=True)
class Columns:
    """Names of the columns of a table.

    Attributes
    ----------
    user, item, time, domain, title, rating : str
        ``domain`` may stand in either table, ``title`` and ``rating`` may be missing. Times are Unix seconds,
        milliseconds or ISO dates.
    drop : tuple of str
        Columns of the items' table to leave out.
    """

    user: str = "user_id"
    item: str = "item_id"
    time: str = "timestamp"
    domain: str = "domain"
    title: str = "title"
    rating: str = "rating"
    drop: tuple[str, ...] = ()


PLAIN = Columns()
# What clean_text takes for blanks, spelt out: the \s of an engine knows ASCII alone.
_BLANKS = r"[\x00-\x20\x7f\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"


def prepare_table(
    interactions: Path,
    items: Optional[Path],
    name: str,
    folder: Path,
    *,
    columns: Columns = PLAIN,
    rules: Rules = KEEP_ALL,
    duplicates: str = "error",
    engine: str = "duckdb",
) -> Path:
    """Build ``folder/name`` from a table of interactions and, optionally, one of items.

    Parameters
    ----------
    interactions, items : Path
        CSV, TSV or JSON lines (also ``.gz``), or Parquet. The domain column may be in either.
    name : str
        Dataset name.
    folder : Path
        The folder of datasets.
    columns : Columns
        What the columns are called.
    rules : Rules
        What is kept, and in which order.
    duplicates : {"error", "drop"}
        What to do with rows of the same user, item and time: refuse them, or keep one and count the rest.
    engine : {"duckdb", "spark"}

    Returns
    -------
    Path
        The dataset's folder.

    Raises
    ------
    DataError
        Naming file, line (where the engine knows it) and remedy: a missing column, an empty id, an item in two domains
        or in none, fewer than two domains, a repeated row, an absurd time, an empty file.
    ConfigError
        If ``duplicates`` or the engine is unknown.
    """
    prepare_dataset(
        lambda opened: read_interactions(opened, Path(interactions), items, columns, duplicates),
        name,
        folder,
        rules,
        engine=engine,
    )
    return Path(folder) / name


def read_interactions(
    engine: Engine, path: Path, items: Optional[Path], columns: Columns = PLAIN, duplicates: str = "error"
) -> Source:
    """Read a table of interactions and one of items, and refuse what is wrong with them.

    Parameters
    ----------
    engine : Engine
    path, items, columns, duplicates
        As of :func:`prepare_table`.

    Raises
    ------
    DataError, ConfigError
        As of :func:`prepare_table`.
    """
    if duplicates not in ("error", "drop"):
        raise ConfigError(f"duplicates {duplicates!r} is unknown.", remedy="Choose error or drop.")
    with whole(path):
        present = column_names(path)
        for column in (columns.user, columns.item, columns.time):
            suggest_column(column, present, path)
        table = None if items is None else _items(read_table(Path(items)), Path(items), columns)
        in_table = table is not None and columns.domain in table.columns
        if not in_table or columns.domain in present:
            suggest_column(columns.domain, present, path)
        with reading(path):
            raw = engine.keep(_text(engine, path, present, columns), "table", numbered=True)
    _check_cells(raw, path, columns)
    rows, faults = _without_repeats(engine, raw, path, duplicates)
    if "domain" in raw.columns:
        domains = _one_domain_each(raw, path, columns, table, items)
    else:
        domains = _domains_of_items(raw, table, Path(str(items)), columns)
    if domains.nunique() < 2:
        raise DataError(
            f"every item is in the one domain {domains.iloc[0]!r}.",
            path=path,
            remedy="Cross-domain data needs two or more.",
        )
    lookup = engine.frame(pd.DataFrame({"known_id": domains.index, "domain": domains.to_numpy()}))
    rows = rows.drop("domain") if "domain" in rows.columns else rows
    rows = rows.inner_join(lookup, rows.item_id == lookup.known_id)
    return Source(
        rows=rows.select("user_id", "item_id", "domain", "time", "rating", "position"),
        describe=lambda kept: _described(kept, table, columns),
        made_by="recbole_tema.prepare.sources.table",
        inputs=[path] if items is None else [path, Path(items)],
        options={
            "format": "table",
            "columns": {**asdict(columns), "drop": list(columns.drop)},
            "duplicates": duplicates,
        },
        faults=faults,
    )


def column_names(path: Path) -> list[str]:
    """Columns of a table file, from its first line or its schema.

    Raises
    ------
    DataError
        If the file is missing, empty, of another form, or cannot be read.
    """
    form = table_form(path)
    with reading(path):
        if form == ".parquet":
            return list(pq.read_schema(path).names)
        opener: Any = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8-sig") as file:
            if form in (".csv", ".tsv"):
                names = next(csv.reader(file, delimiter="," if form == ".csv" else "\t"), [])
            else:
                names = list(from_json(next(file, "{}")))
    if not names:
        raise DataError("the file holds no rows.", path=path, remedy="Give a table with a header and rows.")
    return names


def _text(engine: Engine, path: Path, present: Sequence[str], columns: Columns) -> Any:
    """The needed columns under our names: ids and domain as clean text, ``when`` as text, rating as a number."""
    form = table_form(path)
    wanted = {"user_id": columns.user, "item_id": columns.item, "when": columns.time, "domain": columns.domain}
    wanted = {ours: theirs for ours, theirs in wanted.items() if theirs in present}
    rated = columns.rating in present
    names = [*wanted.values(), *([columns.rating] if rated else [])]
    if form == ".parquet":
        table = engine.parquet(path)
    elif form in (".csv", ".tsv"):
        table = engine.delimited(path, present, separator="," if form == ".csv" else "\t", header=True)
    else:
        table = engine.json_lines(path, names)
    import ibis

    fields = {ours: _as_text(table[theirs]) for ours, theirs in wanted.items()}
    for ours in fields.keys() - {"when"}:
        fields[ours] = fields[ours].re_replace(_BLANKS, " ").strip()
    rating = _as_text(table[columns.rating]).try_cast("float64") if rated else ibis.null("float64")
    return table.select(**fields, time=seconds(fields["when"]), rating=rating)


def _as_text(column: Any) -> Any:
    import ibis

    kind = column.type()
    if kind.is_floating():
        # A column of whole numbers with gaps is one of floats in many files: 12, not 12.0.
        return ibis.ifelse(column == column.floor(), column.cast("int64").cast("string"), column.cast("string"))
    return column.fill_null("") if kind.is_string() else column.cast("string").fill_null("")


def _first(raw: Any, bad: Any, column: str) -> Optional[tuple[Optional[int], str, int]]:
    """Line (where known), value and number of the rows at fault, or None."""
    wrong = raw.filter(bad)
    count = count_rows(wrong)
    if count == 0:
        return None
    row = wrong.order_by("position").select(column, "position").limit(1).to_pyarrow().to_pylist()[0]
    return None if row["position"] is None else row["position"] + 2, row[column], count


def _check_cells(raw: Any, path: Path, columns: Columns) -> None:
    if count_rows(raw) == 0:
        raise DataError("the file holds no rows.", path=path, remedy="Give a table with a header and rows.")
    for ours, theirs in (("user_id", columns.user), ("item_id", columns.item), ("domain", columns.domain)):
        if ours in raw.columns and (found := _first(raw, raw[ours] == "", ours)):
            raise DataError(f"{theirs} is empty.", path=path, line=found[0], remedy="Give one, or remove the row.")
    for ours, theirs in (("user_id", columns.user), ("item_id", columns.item)):
        if found := _first(raw, unusable(raw[ours]), ours):
            raise DataError(
                f"{theirs} {found[1]!r} is read as missing, or holds a quote.",
                path=path,
                line=found[0],
                remedy="Give another id.",
            )
    wrong = raw.time.isnull() | (raw.time < EARLIEST) | (raw.time >= LATEST)
    hint = "Give Unix seconds, milliseconds or ISO dates."
    found = _first(raw, wrong, "when")
    milliseconds = raw["when"].try_cast("float64") > MILLISECONDS_FROM
    if not found and 0 < count_rows(raw.filter(milliseconds)) < count_rows(raw):
        found = _first(raw, milliseconds, "when")
        hint = "It looks like milliseconds, other rows like seconds: choose one."
    if found:
        raise DataError(f"the time {found[1]!r} makes no sense.", path=path, line=found[0], remedy=hint)


def _without_repeats(engine: Engine, raw: Any, path: Path, duplicates: str) -> tuple[Any, dict[str, int]]:
    import ibis

    place = ibis.row_number().over(group_by=["user_id", "item_id", "time"], order_by="position")
    numbered = engine.keep(raw.mutate(place=place), "rows")
    found = _first(numbered, numbered.place > 0, "item_id")
    if found and duplicates == "error":
        raise DataError(
            f"repeats an earlier row of the same user, item and time ({found[2]} such rows).",
            path=path,
            line=found[0],
            remedy="Remove repeated rows, or choose duplicates=drop.",
        )
    return numbered.filter(numbered.place == 0), {"repeated rows": found[2]} if found else {}


def _items(table: pd.DataFrame, path: Path, columns: Columns) -> pd.DataFrame:
    need_column(table, columns.item, path)
    for column in columns.drop:
        need_column(table, column, path)
    if (line := first_line(table[columns.item].duplicated())) is not None:
        raise DataError(
            f"item {table[columns.item].iloc[line - 2]!r} has two rows.", path=path, line=line, remedy="Keep one."
        )
    return table.drop(columns=list(columns.drop)).set_index(columns.item)


def _one_domain_each(
    raw: Any, path: Path, columns: Columns, table: Optional[pd.DataFrame], items: Optional[Path]
) -> pd.Series:
    """Domain of each item by the interactions, which the table of items must not contradict."""
    pairs = raw.group_by(["item_id", "domain"]).aggregate(position=raw.position.min())
    frame = pairs.to_pyarrow().to_pandas().sort_values(["position", "item_id", "domain"])
    twice = frame["item_id"].duplicated()
    if twice.any():
        row = frame[twice].iloc[0]
        raise DataError(
            f"item {row['item_id']!r} is in two domains.",
            path=path,
            line=None if pd.isna(row["position"]) else int(row["position"]) + 2,
            remedy="An item has one domain: correct it.",
        )
    found = frame.set_index("item_id")["domain"]
    if table is not None and columns.domain in table.columns:
        other = table[columns.domain].reindex(found.index)
        differs = other.notna() & (other != "") & (other != found)
        if differs.any():
            raise DataError(
                f"item {found.index[differs.to_numpy()][0]!r} is in another domain there than in {path.name}.",
                path=items,
                remedy="Correct one of the files.",
            )
    return _as_names(found)


def _as_names(domains: pd.Series) -> pd.Series:
    """Domain names without blanks, which would end a token."""
    return pd.Series([name.replace(" ", "_") for name in domains], index=domains.index)


def _domains_of_items(raw: Any, table: Optional[pd.DataFrame], items: Path, columns: Columns) -> pd.Series:
    assert table is not None  # the caller looked for the column in both
    ids = raw.group_by("item_id").aggregate(position=raw.position.min()).to_pyarrow().to_pandas()
    found = table[columns.domain].reindex(ids.sort_values(["position", "item_id"])["item_id"])
    lost = found.isna() | (found == "")
    if lost.any():
        raise DataError(
            f"item {found.index[lost.to_numpy()][0]!r} has no domain ({int(lost.sum())} such items).",
            path=items,
            remedy="Give each item that occurs a row and a domain.",
        )
    return _as_names(found)


def _described(kept: pd.DataFrame, table: Optional[pd.DataFrame], columns: Columns) -> pd.DataFrame:
    if table is None:
        return pd.DataFrame(index=kept.index)
    cells: pd.DataFrame = table.drop(columns=[columns.domain], errors="ignore").reindex(kept["item_id"]).fillna("")
    names = {c: "title" if c == columns.title else re.sub(r"\W+", "_", str(c)) for c in cells}
    first = [c for c in cells if c == columns.title]
    cells = cells[first + [c for c in cells if c != columns.title and names[c] not in ("item_id", "domain")]]
    return cells.rename(columns=names)
