"""From a source and rules to a dataset in place: the path that every reader shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import SPLIT
from recbole_tema.files.storage import sha256, utc_now, write_provenance
from recbole_tema.prepare.card import write_card
from recbole_tema.prepare.encode_ids import Coded, encode
from recbole_tema.prepare.engine import Engine, count_rows, open_engine
from recbole_tema.prepare.interactions import Tally, write_interactions
from recbole_tema.prepare.rules import Funnel, Rules, Say, apply_rules, in_order
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.write import building, check_name, move_in

BATCH = 500_000
Reader = Callable[[Engine], Source]


def prepare_dataset(
    read: Reader,
    name: str,
    folder: Path,
    rules: Rules,
    *,
    engine: str = "duckdb",
    memory: str = "2GB",
    say: Say = lambda text: None,
) -> dict[str, Any]:
    """Build ``folder/name`` aside and put it in place.

    Parameters
    ----------
    read : callable
        Reads the raw files with the engine it is given.
    name : str
        Dataset name.
    folder : Path
        The folder of datasets.
    rules : Rules
    engine : {"duckdb", "spark"}
    memory : str
        Most memory of DuckDB's operators.
    say : callable
        Told what is being done.

    Returns
    -------
    dict
        What ``NAME.inter.json`` holds: options, hashes, funnel and counts.

    Raises
    ------
    DataError
        If the files are bad or nothing remains; a dataset that was there before is left as it is.
    ConfigError
        If the engine is unknown, or cannot do what the rules ask.
    """
    check_name(name)
    if engine == "spark" and rules.needs_file_order:
        raise ConfigError(
            "Spark reads files in pieces and knows no order of rows.",
            remedy="Use --ties hash, or --engine duckdb.",
        )
    # What is known of items is parsed and files are hashed aside, while DuckDB sorts and the disk is written.
    with building(folder, name) as built, ThreadPoolExecutor(1) as aside:
        work = built / "work"
        work.mkdir()
        with open_engine(engine, work, memory=memory, ordered=rules.needs_file_order) as opened:
            say("reading")
            source = read(opened)
            _check_own_split(source, rules)
            say("numbering users and items")
            coded = encode(opened, source, rules.shuffle_ties or 0)
            funnel = Funnel()
            if funnel.count("read", coded.rows) == 0:
                raise DataError("holds no interactions.", path=source.inputs[0], remedy="Check the file.")
            _check_file_order(coded.rows, rules)
            rows = apply_rules(opened, coded.rows, rules, funnel, say)
            columns = _columns(rows, source)
            say("writing interactions")
            known = aside.submit(_describe, source, _catalogue(rows, coded, source))
            inputs = aside.submit(_hashes, source.inputs)
            batches = in_order(rows, rules).to_pyarrow_batches(chunk_size=BATCH)
            windows = rules.window_days is not None
            tally = write_interactions(built / f"{name}.inter", batches, coded, columns, windows=windows)
        say("writing items")
        items = _write_items(built / f"{name}.item", tally, source, known)
        if source.roles is not None:
            roles = source.roles.set_axis(list(SPLIT.columns), axis=1)
            write_atomic(roles, SPLIT.path(built, name), SPLIT.columns)
        record = _record(source, rules, engine, funnel, tally, items, inputs.result())
        for suffix in ("inter", "item", *(["split"] if source.roles is not None else [])):
            file = built / f"{name}.{suffix}"
            write_provenance(file, record)
        write_card(built / "DATASET.md", name, record)
        move_in(built, Path(folder) / name)
    return record


def _check_own_split(source: Source, rules: Rules) -> None:
    if source.roles is not None and rules != Rules(order="file"):
        raise ConfigError(
            "this source has a split of its own, which rules would break.", remedy="Prepare it without rules."
        )


def _check_file_order(rows: Any, rules: Rules) -> None:
    if rules.needs_file_order and count_rows(rows.position) == 0:
        raise ConfigError("this source knows no order of rows.", remedy="Use --ties hash.")


def _columns(rows: Any, source: Source) -> tuple[str, ...]:
    """``time`` and ``rating``, where every row has one."""
    rated = rows.aggregate(all=(rows.count() == rows.rating.count())).to_pyarrow()["all"][0].as_py()
    return tuple(name for name, there in (("time", source.has_time), ("rating", rated)) if there)


def _catalogue(rows: Any, coded: Coded, source: Source) -> pd.DataFrame:
    """``item_id`` and ``domain`` of the items in rows, then of the rest of a published catalogue."""
    return _with_rest(coded.named(rows.select("item_id").distinct().to_pyarrow()["item_id"]), source)


def _with_rest(items: pd.DataFrame, source: Source) -> pd.DataFrame:
    if source.catalog is None:
        return items
    if source.keep_order:
        return source.catalog.copy()
    rest = source.catalog[~source.catalog["item_id"].isin(items["item_id"])]
    return pd.concat([items, rest[["item_id", "domain"]]], ignore_index=True)


def _describe(source: Source, items: pd.DataFrame) -> pd.DataFrame:
    return source.describe(items).set_axis(items["item_id"], axis=0)


def _write_items(path: Path, tally: Tally, source: Source, described: Future[pd.DataFrame]) -> pd.DataFrame:
    """``.item``: items in order of first appearance, then the rest of a published catalogue."""
    items = _with_rest(tally.items(), source)
    if items["domain"].nunique() < 2:
        raise DataError(
            f"every item is in the one domain {items['domain'].iloc[0]!r}.",
            path=source.inputs[0],
            remedy="Cross-domain data needs two or more: loosen the rules, or give another source.",
        )
    known = described.result().loc[items["item_id"]]
    kinds = {"item_id": "token", "domain": "token"}
    for column in map(str, known):
        values = known[column].to_numpy()
        if not (values != "").any():
            continue
        # A title is always read word by word; an id column must have no gaps, a sequence may.
        words = any(" " in value for value in values) or (column.endswith("_id") and (values == "").any())
        kinds[column] = "token_seq" if words or column in ("title", "description", "categories") else "token"
        items[column] = values
    write_atomic(items, path, kinds)
    return items


def _record(
    source: Source, rules: Rules, engine: str, funnel: Funnel, tally: Tally, items: pd.DataFrame, inputs: dict[str, str]
) -> dict[str, Any]:
    return {
        "made_by": source.made_by,
        "date": utc_now(),
        "engine": engine,
        "inputs": inputs,
        "options": {**source.options, **asdict(rules)},
        "faults": source.faults,
        "funnel": funnel.steps,
        "counts": describe_counts(tally, items),
        "notes": source.notes,
    }


def _hashes(paths: Sequence[Path]) -> dict[str, str]:
    """SHA-256 by file name, and by folder and name where names are alike."""
    often = Counter(path.name for path in paths)
    return {path.name if often[path.name] == 1 else f"{path.parent.name}/{path.name}": sha256(path) for path in paths}


def describe_counts(tally: Tally, items: pd.DataFrame) -> dict[str, Any]:
    """What the summary of a dataset tells.

    Parameters
    ----------
    tally : Tally
    items : pandas.DataFrame
        As written to ``.item``.

    Returns
    -------
    dict
        Counts in all and by domain, overlap, density, lengths, share of neighbours in different domains, time range
        (UTC days) and the share of items that have each kind of text or picture.
    """
    lengths = np.concatenate(tally.lengths)
    users, interactions = len(lengths), int(lengths.sum())
    steps = interactions - users
    names = tally.coded.domains.to_pylist()
    by_domain = {name: (tally.users_by_domain[d], tally.interactions_by_domain[d]) for d, name in enumerate(names)}
    own = items["domain"].value_counts()
    return {
        "users": users,
        "items": len(items),
        "interactions": interactions,
        "overlapping_users": tally.overlapping,
        "density": interactions / (users * len(items)),
        "length": {
            "mean": round(float(lengths.mean()), 2),
            "median": float(np.median(lengths)),
            "least": int(lengths.min()),
            "most": int(lengths.max()),
        },
        "domain_switch_rate": round(tally.switches / steps, 4) if steps else None,
        "days": [_day(tally.first), _day(tally.latest)],
        "share_of_items_with": {
            column: round(float((items[column] != "").mean()), 4) if column in items else 0.0
            for column in ("title", "description", "categories", "image_url")
        },
        "domains": {
            str(domain): {
                "users": int(by_domain.get(domain, (0, 0))[0]),
                "items": int(own[domain]),
                "interactions": int(by_domain.get(domain, (0, 0))[1]),
            }
            for domain in sorted(own.index)
        },
    }


def _day(seconds: float) -> Optional[str]:
    return str(pd.Timestamp(seconds, unit="s").date()) if np.isfinite(seconds) else None
