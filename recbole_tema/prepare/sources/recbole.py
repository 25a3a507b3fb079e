"""RecBole's atomic files, as RecBole ships them and RecSysDatasets publishes them: one folder, or one per domain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import check_readable, clean_text, read_header, read_texts, refuse_rows
from recbole_tema.files.item_domains import ONE_DOMAIN, sequence_values
from recbole_tema.prepare.engine import Engine, reading
from recbole_tema.prepare.options import DEFAULT_COLUMNS, Columns, SourceOptions
from recbole_tema.prepare.reading.roles import require_columns
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.catalog import (
    UNIQUE_IDS_NOTE,
    describe_items,
    domain_file,
    item_ids,
    joined_rows,
    unique_ids,
)
from recbole_tema.prepare.sources.genres import domains_of_options, genres_in_cells, parse_genre_rule
from recbole_tema.prepare.sources.table_rows import check_rows, clean_fields
from recbole_tema.prepare.times import with_times

_TITLE_ENDS = ("_title", "_name")
_CATEGORIES = ("category", "class", "genres", "genre")


@dataclass(frozen=True)
class _Folder:
    """Files of one source; ``domain`` is ``""`` for the only one without a name."""

    domain: str
    inter: Path
    item: Path | None


def read_recbole(engine: Engine, options: SourceOptions) -> Source:
    """Read atomic files.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        Sources as ``FOLDER`` or ``FILE.inter``, with ``.item`` beside it or as ``items``. With one source, the domain
        is the column ``columns.domain`` of either file, or ``genres`` of its values; without it, all items form one
        domain. Several sources are domains, ``DOMAIN=FOLDER``: a user is the same in all of them, an item is
        ``DOMAIN-ID`` unless its id is an ASIN of one domain only. Columns may be of any kind.

    Returns
    -------
    Source
        Interactions with items without a domain are counted in ``rejected``.

    Raises
    ------
    DataError
        Naming file, line and remedy: a wrong header, a row of another width, a missing column, an empty id, a repeated
        row or item, or an invalid time.
    """
    folders = _folders(options)
    one = len(folders) == 1
    if not one and (options.genres or options.columns.domain != DEFAULT_COLUMNS.domain):
        raise ConfigError("several folders are domains already.", remedy="Leave out domain and genres.")
    tables, items, rejected = [], [], dict[str, int]()
    for folder in folders:
        table, without_time = _read_interactions(engine, folder.inter, options)
        # The rows of several folders have no common order.
        if without_time is not None and not one:
            raise without_time
        tables.append(table)
        items.append(None if folder.item is None else _read_items(folder.item, options.columns))
    if one:
        pairs = [_domains(tables[0], items[0], folders[0], options)]
    else:
        pairs = [item_ids(table).assign(domain=folder.domain) for table, folder in zip(tables, folders)]
    catalog = unique_ids(pairs, rename=not one)
    rows, n_left_out = joined_rows(engine, tables, catalog)
    if n_left_out:
        rejected["interactions with items without a domain"] = n_left_out
    return Source(
        rows=rows,
        describe=lambda wanted: _describe(wanted, catalog, items, options.columns),
        made_by="recbole_tema.prepare.sources.recbole",
        inputs=[path for folder in folders for path in (folder.inter, folder.item) if path is not None],
        options={
            "format": "recbole",
            "sources": {folder.domain or ONE_DOMAIN: folder.inter.name for folder in folders},
            "columns": {**asdict(options.columns), "drop": list(options.columns.drop)},
            "time_format": options.time_format,
            "genres": list(options.genres),
        },
        rejected=rejected,
        notes=[] if one else [UNIQUE_IDS_NOTE],
        has_time=without_time is None,
        without_time=without_time,
    )


def _folders(options: SourceOptions) -> list[_Folder]:
    folders: list[_Folder] = []
    for source in options.sources:
        file = domain_file(source)
        inter = _inter_file(file.path)
        domain, item = file.domain, inter.with_suffix(".item")
        if not domain and len(options.sources) > 1:
            domain = re.sub(r"\s+", "_", inter.stem)
        if domain in {folder.domain for folder in folders}:
            raise ConfigError(f"two sources have the domain {domain!r}.", remedy="Name them as DOMAIN=FOLDER.")
        folders.append(_Folder(domain, inter, item if item.is_file() else None))
    if not options.items:
        return folders
    if len(folders) > 1:
        raise ConfigError(
            "items is for one source.", remedy="Put the .item file of each domain beside its .inter file."
        )
    return [_Folder(folders[0].domain, folders[0].inter, options.item_table)]


def _inter_file(path: Path) -> Path:
    if path.is_dir():
        named = path / f"{path.resolve().name}.inter"
        files = [named] if named.is_file() else sorted(path.glob("*.inter"))
        if len(files) == 1:
            return files[0]
        found = ", ".join(file.name for file in files) or "none"
        remedy = "Give the path of one of them." if files else "For a dataset as it is published, choose its format."
        raise DataError(f"must hold one .inter file, has {found}.", path=path, remedy=remedy)
    if not path.is_file():
        raise DataError("no such file or folder.", path=path, remedy="Check the path.")
    return path


def _read_interactions(engine: Engine, path: Path, options: SourceOptions) -> tuple[Any, DataError | None]:
    """Checked rows, with ``domain`` if the file has one, and the reason if they have no times."""
    import ibis

    present, columns = list(read_header(path)), options.columns
    require_columns((columns.user, columns.item), present, path)
    without_time = _without_time(present, columns, path)
    with _named_lines(path), reading(path):
        # RecSysDatasets writes cells as they are: a quote has no meaning.
        table = engine.delimited(path, present, separator="\t", header=True, quoted=False)
        raw = engine.materialize(clean_fields(table, present, columns), "recbole", numbered=True)
    check_rows(raw, path, columns)
    if without_time is not None:
        return raw.mutate(time=ibis.null("float64")), without_time
    return with_times(raw, path, options.time_format, engine=engine), None


def _without_time(present: Sequence[str], columns: Columns, path: Path) -> DataError | None:
    """The reason if there is no column of times, which only rules that need times raise; a chosen one must exist."""
    try:
        require_columns([columns.time], present, path)
    except DataError as error:
        if columns.time != DEFAULT_COLUMNS.time or get_close_matches(columns.time, present, n=1, cutoff=0.5):
            raise
        remedy = f"{error.remedy} Or keep the order of the rows by order=file."
        return DataError(error.problem, path=path, line=error.line, remedy=remedy)
    return None


@contextmanager
def _named_lines(path: Path) -> Iterator[None]:
    """Name the line of a malformed row, which engines do not."""
    try:
        yield
    except DataError:
        check_readable(path, ())
        raise


def _read_items(path: Path, columns: Columns) -> pd.DataFrame:
    """Columns of an ``.item`` file as text by item id, without ``drop``."""
    title = () if columns.title == DEFAULT_COLUMNS.title else (columns.title,)
    require_columns((columns.item, *title, *columns.drop), read_header(path), path)
    frame = read_texts(path)
    for column in frame:
        frame[column] = [clean_text(_unquoted(cell)) for cell in frame[column]]
    ids, repeated = frame[columns.item], frame.duplicated()
    refuse_rows(
        ids.duplicated() & ~repeated, ids, "Item", "has two rows that differ.", path=path, remedy="Remove one of them."
    )
    return frame[~repeated].drop(columns=list(columns.drop)).set_index(columns.item)


def _unquoted(cell: str) -> str:
    """A cell that pandas has quoted, because it holds quotes, as it was before."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', ""):
        return cell[1:-1].replace('""', '"')
    return cell


def _domains(table: Any, items: pd.DataFrame | None, folder: _Folder, options: SourceOptions) -> pd.DataFrame:
    """``item_id`` and ``domain`` of the items of the only source; ``""`` for items without a domain."""
    ids = item_ids(table)
    if folder.domain:
        return ids.assign(domain=folder.domain)
    values = _domain_values(table, items, ids["item_id"], folder, options)
    if values is None:
        return ids.assign(domain=ONE_DOMAIN)
    domains, _ = domains_of_options(values, options.genres)
    return ids.assign(domain=domains)


def _domain_values(
    table: Any, items: pd.DataFrame | None, ids: pd.Series, folder: _Folder, options: SourceOptions
) -> list[list[str]] | None:
    """Values of the domain column of each item; None if there is no such column and none was chosen."""
    column = options.columns.domain
    if items is not None and column in items:
        cells = items[column].reindex(ids).fillna("")
        is_sequence = folder.item is not None and read_header(folder.item)[column].endswith("_seq")
        if is_sequence:
            return [sequence_values(cell) for cell in cells]
        return _values_of_cells(cells, options, folder.item or folder.inter)
    if "domain" in table.columns:
        pairs = table.group_by(["item_id", "domain"]).aggregate(position=table.position.min()).to_pyarrow().to_pandas()
        first = pairs.sort_values(["position", "domain"]).groupby("item_id")["domain"].first()
        return _values_of_cells(first.reindex(ids), options, folder.inter)
    if options.genres or column != DEFAULT_COLUMNS.domain:
        require_columns([column], [] if items is None else list(items), folder.item or folder.inter)
    return None


def _values_of_cells(cells: pd.Series, options: SourceOptions, path: Path) -> list[list[str]]:
    """Values of a ``token`` column, which may hold several; a rule of genres decides it."""
    if options.genres:
        return genres_in_cells(list(cells), parse_genre_rule(options.genres), path)
    return [[cell][: bool(cell)] for cell in cells]


def _describe(
    wanted: pd.DataFrame, catalog: pd.DataFrame, items: Sequence[pd.DataFrame | None], columns: Columns
) -> pd.DataFrame:
    """Texts of items: ``title`` and ``categories`` first, then the other columns under their names."""
    tables = [
        table if table is None else table.rename(columns=_names(list(map(str, table)), columns)) for table in items
    ]
    return describe_items(wanted, catalog, tables, ("title", "categories"))


def _names(present: Sequence[str], columns: Columns) -> dict[str, str]:
    """Our names of the columns of ``.item``: a title and categories are recognized under other names."""
    names = {column: re.sub(r"\W+", "_", column) for column in present}
    titles = [c for c in (columns.title, "name") if c in present] + [c for c in present if c.endswith(_TITLE_ENDS)]
    categories = [c for c in ("categories", *_CATEGORIES) if c in present]
    return {**names, **dict.fromkeys(titles[:1], "title"), **dict.fromkeys(categories[:1], "categories")}
