"""Build a dataset from a source and rules in a temporary folder, and move it to its place complete or not at all."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import INTER, ITEM, SPLIT
from recbole_tema.files.locks import locked
from recbole_tema.files.storage import sha256, utc_now, write_provenance
from recbole_tema.files.temporary import temporary_folder
from recbole_tema.prepare.card import describe_counts, write_card
from recbole_tema.prepare.checks import check_needs_of_times, drop_exact_duplicates, implausible_times
from recbole_tema.prepare.decode_ids import Names, name_users, remaining_names
from recbole_tema.prepare.encode_ids import encode_ids
from recbole_tema.prepare.engine import Engine, count_rows, open_engine
from recbole_tema.prepare.options import DEFAULT_ENGINE, EngineOptions, Rules
from recbole_tema.prepare.rules import Funnel, Progress, apply_rules, no_progress, sort_rows
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.tag_scores import write_tag_scores
from recbole_tema.prepare.write import InteractionCounts, write_interactions, write_items

# Files that `prepare` writes; all others in a dataset's folder belong to other commands.
OWN_FILES = ("{name}.inter.json", "{name}.item", "{name}.item.json", "{name}.split", "{name}.split.json", "DATASET.md")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def build_dataset(
    read: Callable[[Engine], Source],
    name: str,
    folder: Path,
    rules: Rules,
    options: EngineOptions = DEFAULT_ENGINE,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Build ``folder/name``.

    Parameters
    ----------
    read : callable
        Reads the raw files with an engine.
    name : str
        Dataset name.
    folder : Path
        The folder of datasets.
    rules : Rules
    options : EngineOptions
    progress : callable
        Called with the name of each step.

    Returns
    -------
    dict
        The record, as in ``NAME.inter.json``: options, hashes, funnel and counts.

    Raises
    ------
    DataError
        If the files are bad or no interaction remains. An existing dataset is left unchanged.
    ConfigError
        If the engine or the source does not support the rules.
    FolderInUseError
        If another process writes to the dataset.
    """
    check_name(name)
    if options.engine == "spark" and rules.needs_file_order:
        raise ConfigError(
            "Spark does not preserve the order of rows in a file.", remedy="Use ties=hash, or engine=duckdb."
        )
    # Tags and features of the old items must not be written beside the new ones.
    target = Path(folder) / name
    with locked(target, "prepare", also=("tag", "encode")), temporary_folder(target) as built:
        record = _build(read, target, built, rules, options, progress)
        write_card(built / "DATASET.md", name, record)
        move_into_place(built, target)
    return record


def _build(
    read: Callable[[Engine], Source],
    target: Path,
    built: Path,
    rules: Rules,
    options: EngineOptions,
    progress: Progress,
) -> dict[str, Any]:
    name, scratch = target.name, built / "work"
    scratch.mkdir()
    funnel = Funnel()
    # Item metadata are parsed and files hashed in a thread, while DuckDB sorts and the disk is written.
    with ThreadPoolExecutor(1) as thread:
        with open_engine(options.engine, scratch, memory=options.memory, ordered=rules.needs_file_order) as engine:
            progress("reading")
            source = read(engine)
            _check_user_split(source, rules)
            check_needs_of_times(source, rules)
            progress("encoding ids")
            encoded = encode_ids(engine, source, rules.shuffle_ties or 0)
            if count_rows(encoded.rows) == 0:
                raise DataError("holds no interactions.", path=source.inputs[0], remedy="Check the file.")
            _check_row_order(encoded.rows, rules)
            rows = _check_rows(engine, encoded.rows, source, rules)
            funnel.count("read", rows)
            rows = apply_rules(engine, rows, rules, funnel, progress)
            columns = _optional_columns(rows, source)
            progress("writing interactions")
            windows = rules.window_days is not None
            names = remaining_names(engine, encoded, rows, windows=windows)
            description = thread.submit(_describe, source, _all_items(names.remaining_items(), source))
            inputs = thread.submit(_hashes, source.inputs)
            if names.users is None:
                rows = name_users(rows, encoded, windows=windows)
            batches = engine.batches(sort_rows(rows, rules))
            counts = write_interactions(INTER.path(built, name), batches, names, columns, windows=windows)
        progress("writing items")
        items = _all_items(counts.items(), source)
        _check_domains(items, names, source)
        items = write_items(ITEM.path(built, name), items, description.result())
    suffixes = ["inter", "item"]
    if source.user_split is not None:
        user_split = source.user_split.set_axis(list(SPLIT.columns), axis=1)
        write_atomic(user_split, SPLIT.path(built, name), SPLIT.columns)
        suffixes.append("split")
    record = _record(source, rules, options.engine, funnel, counts, items, inputs.result())
    if source.tags is not None:
        record["tags"] = write_tag_scores(built, target, source.tags, items, record)
    for suffix in suffixes:
        write_provenance(built / f"{name}.{suffix}", record)
    return record


def _check_user_split(source: Source, rules: Rules) -> None:
    if source.user_split is not None and rules != Rules(order="file"):
        raise ConfigError(
            "this source has a split of its own, which rules would break.", remedy="Prepare it without rules."
        )


def _check_row_order(rows: Any, rules: Rules) -> None:
    if rules.needs_file_order and count_rows(rows.position) == 0:
        raise ConfigError("this source does not preserve the order of rows.", remedy="Use ties=hash.")


def _check_rows(engine: Engine, rows: Any, source: Source, rules: Rules) -> Any:
    """Rows without exact duplicates, which are counted; implausible times are reported."""
    # Without times, a repeated row may be another interaction. A published split is kept as it is.
    if source.has_time and source.user_split is None:
        rows, n_repeated = drop_exact_duplicates(engine, rows, rules)
        if n_repeated:
            source.rejected["repeated rows"] = n_repeated
    if source.has_time:
        source.warnings += implausible_times(rows)
    return rows


def _optional_columns(rows: Any, source: Source) -> tuple[str, ...]:
    """``time`` and ``rating``, if every row has one."""
    rated = rows.aggregate(all=(rows.count() == rows.rating.count())).to_pyarrow()["all"][0].as_py()
    return tuple(name for name, complete in (("time", source.has_time), ("rating", rated)) if complete)


def _all_items(items: pd.DataFrame, source: Source) -> pd.DataFrame:
    """``item_id`` and ``domain`` of the items with interactions, and of the rest of the source's catalog."""
    if source.catalog is None:
        return items
    if source.keep_order:
        return source.catalog.copy()
    rest = source.catalog[~source.catalog["item_id"].isin(items["item_id"])]
    return pd.concat([items, rest[["item_id", "domain"]]], ignore_index=True)


def _describe(source: Source, items: pd.DataFrame) -> pd.DataFrame:
    return source.describe(items).set_axis(items["item_id"], axis=0)


def _check_domains(items: pd.DataFrame, names: Names, source: Source) -> None:
    """Raise if rules have left one of several domains."""
    if items["domain"].nunique() < 2 <= len(names.domains):
        raise DataError(
            f"every item is in the one domain {items['domain'].iloc[0]!r}.",
            path=source.inputs[0],
            remedy="The rules have removed the other domains: loosen them.",
        )


def _record(
    source: Source,
    rules: Rules,
    engine: str,
    funnel: Funnel,
    counts: InteractionCounts,
    items: pd.DataFrame,
    inputs: dict[str, str],
) -> dict[str, Any]:
    return {
        "made_by": source.made_by,
        "date": utc_now(),
        "engine": engine,
        "inputs": inputs,
        "options": {**source.options, **asdict(rules)},
        "rejected": source.rejected,
        "funnel": funnel.steps,
        "counts": describe_counts(counts, items),
        "notes": source.notes,
        "warnings": source.warnings,
    }


def _hashes(paths: Sequence[Path]) -> dict[str, str]:
    """SHA-256 by file name, or by folder and name if several files have the same name."""
    n_files = Counter(path.name for path in paths)
    return {path.name if n_files[path.name] == 1 else f"{path.parent.name}/{path.name}": sha256(path) for path in paths}


def check_name(name: str) -> None:
    """Raise if a folder and files cannot be named after a dataset.

    Raises
    ------
    ConfigError
        If the name holds other characters than letters, digits, ``.``, ``_`` and ``-``.
    """
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} cannot name a dataset.", remedy="Use letters, digits, '.', '_' and '-' only.")


def move_into_place(built: Path, target: Path) -> None:
    """Move a built dataset to its folder.

    ``.inter`` is removed first and moved last, so its presence means that the dataset is complete. Files of other
    commands (tags, features, images) stay.

    Parameters
    ----------
    built : Path
        Holds ``NAME.inter`` and the other files of the dataset.
    target : Path
        The dataset's folder ``.../NAME``.
    """
    target.mkdir(parents=True, exist_ok=True)
    inter = target / f"{target.name}.inter"
    inter.unlink(missing_ok=True)
    for pattern in OWN_FILES:
        path = target / pattern.format(name=target.name)
        if not (built / path.name).exists():
            path.unlink(missing_ok=True)
    for file in sorted(built.iterdir(), key=lambda path: path.name == inter.name):
        if file.is_file():
            os.replace(file, target / file.name)
