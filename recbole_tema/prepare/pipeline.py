"""Prepare a dataset: read a source, apply rules, write atomic files, and collect images."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from recbole_tema.errors import ConfigError, DataError, first_line_of
from recbole_tema.prepare.options import Columns, EngineOptions, Rules, SourceOptions, from_mapping
from recbole_tema.prepare.sources import SOURCES, detected_format

if TYPE_CHECKING:
    import pandas as pd

AnyPath = str | Path


def prepare_dataset(
    source: AnyPath | Sequence[AnyPath] | Mapping[str, Any] | pd.DataFrame,
    name: str,
    *,
    folder: AnyPath = "atomic_data",
    format: str = "table",
    items: AnyPath | Sequence[AnyPath] | Mapping[str, Any] | pd.DataFrame | None = None,
    metadata: Sequence[AnyPath] = (),
    columns: Columns | Mapping[str, Any] | None = None,
    time_format: str | None = None,
    separator: str | None = None,
    encoding: str | None = None,
    quoted: Literal["yes", "no"] | None = None,
    names: Sequence[str] = (),
    domains: Sequence[str] = (),
    genres: Sequence[str] = (),
    rules: Rules | Mapping[str, Any] | None = None,
    images: AnyPath | None = None,
    download_images: bool = False,
    allow_private: bool = False,
    engine: Literal["duckdb", "spark"] = "duckdb",
    memory: str = "2GB",
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Turn raw data into the atomic files of a cross-domain dataset, in ``folder/name``.

    Parameters
    ----------
    source : path, sequence of paths, mapping or pandas.DataFrame
        What ``format`` requires: a table of interactions (a file or a data frame), or one per domain, as
        ``"DOMAIN=FILE"`` or as a mapping from domain to file or data frame; or a folder of published files. For
        "amazon" several review files, as ``"DOMAIN=FILE"`` or as a mapping from domain to file or files; for "recbole"
        a folder, or one per domain.
    name : str
        Dataset name.
    folder : path
        The folder of datasets, RecBole's ``data_path``.
    format : str
        Format of the source, a key of :data:`~recbole_tema.prepare.sources.SOURCES`. Folders and ``.inter`` files are
        "recbole" by default.
    items : path, sequence of paths, mapping or pandas.DataFrame, optional
        Table of items, with their titles and other columns, or one per domain ("table"), as for ``source``; for a
        published format, columns that are added by item id.
    metadata : sequence of paths
        Metadata files ("amazon", "goodreads").
    columns : Columns or mapping, optional
        Names of the columns of the tables, such as ``{"user": "reviewer"}``.
    time_format : str, optional
        How times are written ("table", "recbole"), if the column does not decide it: "seconds", "milliseconds",
        "microseconds", "nanoseconds", "iso", "day-first", "month-first", or a format of strftime such as "%d.%m.%y".
    separator, encoding : str, optional
        Separator of cells, and encoding ("table"). By default the content of the file decides.
    quoted : {"yes", "no"}, optional
        Whether quotes delimit cells ("table"). By default the content of the file decides.
    names : sequence of str
        Columns of a table of interactions that has no header, in order ("table").
    domains : sequence of str
        Names of the two domains (published formats that do not name them).
    genres : sequence of str
        ``"DOMAIN=GENRE,GENRE"`` for each domain (for "recbole" and "hm" with values of the domain column). The first
        domain with a genre of an item takes it; the last may list no genre and takes all other items.
    rules : Rules or mapping, optional
        Which interactions are kept and how they are ordered, such as ``{"user_core": 5, "item_core": 5}``. The format
        sets defaults for rules that a mapping does not name: published files keep the order of their rows, and equal
        timestamps of Amazon reviews are ordered by hash. :class:`Rules` are applied as they are.
    images : path, optional
        Folder with an image ``ITEM_ID.jpg`` per item, also in subfolders and with other suffixes of images.
    download_images : bool
        Download the ``image_url`` of each item to ``folder/name/images``.
    allow_private : bool
        Allow image addresses in private networks.
    engine : {"duckdb", "spark"}
        DuckDB runs in this process and out of core, Spark where its own settings say.
    memory : str
        Memory limit of DuckDB's operators, beyond which they use the disk.
    progress : callable, optional
        Called with the name of each step.

    Returns
    -------
    dict
        The record of the dataset, as in ``name.inter.json``: options, hashes of the inputs, counts after each step
        (``funnel``), rejected rows, and statistics (``counts``). If images were requested, ``images`` lists
        ``(status, reason, number of items)``.

    Raises
    ------
    DataError
        If a file is missing or bad, or no interaction remains. An existing dataset is left unchanged.
    ConfigError
        If an option is unknown or wrong, or the engine or the source does not support the rules.
    MissingExtraError
        If Spark or images are requested and the extra is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from recbole_tema import prepare_dataset
    >>> interactions = pd.DataFrame(
    ...     [
    ...         ("ann", "tea", "food", "2024-01-02"),
    ...         ("ann", "pan", "kitchen", "2024-01-01"),
    ...         ("bob", "tea", "food", "2024-01-05"),
    ...     ],
    ...     columns=["user_id", "item_id", "domain", "timestamp"],
    ... )
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "interactions.csv"
    ...     interactions.to_csv(path, index=False)
    ...     record = prepare_dataset(path, "my-shop", folder=folder, rules={"min_domains": 2})
    ...     print((Path(folder) / "my-shop" / "my-shop.inter").read_text().expandtabs(16))
    user_id:token   item_id:token   timestamp:float time:float
    ann             pan             0               1704067200
    ann             tea             1               1704153600
    <BLANKLINE>
    >>> record["counts"]["users"], record["counts"]["interactions"]
    (1, 2)
    """
    from recbole_tema.prepare.build import build_dataset

    with _as_files(source, items) as (source_path, item_path):
        sources = _as_texts(source_path)
        format = detected_format(format, sources)
        options = SourceOptions(
            sources,
            format=format,
            items=() if item_path is None else tuple(map(Path, _as_texts(item_path))),
            metadata=tuple(map(Path, metadata)),
            time_format=time_format,
            separator=separator,
            encoding=encoding,
            quoted=quoted,
            names=tuple(names),
            domains=tuple(domains),
            genres=tuple(genres),
            columns=columns if isinstance(columns, Columns) else from_mapping(Columns, columns or {}),
        )
        record = build_dataset(
            lambda opened: SOURCES[format].read(opened, options),
            name,
            Path(folder),
            _complete_rules(rules, format, len(sources)),
            EngineOptions(engine, memory),
            progress or (lambda step: None),
        )
    if images is not None or download_images:
        from recbole_tema.prepare.images.download import collect_images

        counts = collect_images(Path(folder) / name, images=images, allow_private=allow_private)
        record = {**record, "images": counts}
    return record


def _complete_rules(rules: Rules | Mapping[str, Any] | None, format: str, n_sources: int) -> Rules:
    if isinstance(rules, Rules):
        return rules
    settings = {**SOURCES[format].rules, **(rules or {})}
    if format in ("recbole", "table") and n_sources > 1:
        # The rows of two files have no common order.
        if settings.get("order") == "file":
            raise ConfigError(
                "order=file takes one source.", remedy="Use order=time, or one file with a domain column."
            )
        settings.setdefault("ties", "hash")
    if settings.get("shuffle_ties") is not None:
        # Ties exist in the order of time only.
        settings["order"] = "time"
    return from_mapping(Rules, settings)


def _as_texts(source: Any) -> tuple[str, ...]:
    if isinstance(source, (str, Path)):
        return (str(source),)
    if isinstance(source, Mapping):
        return tuple(f"{domain}={path}" for domain, paths in source.items() for path in _as_texts(paths))
    return tuple(map(str, source))


@contextmanager
def _as_files(*tables: Any) -> Iterator[tuple[Any, ...]]:
    """Data frames, also those in mappings, as Parquet files in a temporary folder; anything else as it is."""
    with TemporaryDirectory() as folder:
        yield tuple(_as_file(table, Path(folder), name) for table, name in zip(tables, ("interactions", "items")))


def _as_file(table: Any, folder: Path, name: str) -> Any:
    if isinstance(table, Mapping):
        return {key: _as_file(value, folder, f"{name}_{number}") for number, (key, value) in enumerate(table.items())}
    if not hasattr(table, "to_parquet"):
        return table
    path = folder / f"{name}.parquet"
    _write_parquet(table, path)
    return path


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    try:
        frame.to_parquet(path, index=False)
    except (TypeError, ValueError) as error:  # of pyarrow too
        raise DataError(
            f"the data frame of {path.stem} cannot be stored ({first_line_of(error)}).",
            remedy="Use one type per column.",
        ) from error
