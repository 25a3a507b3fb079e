"""Rank table: the rank of every target of a run, as Parquet, so that tests can be repeated without training."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from recbole_tema.errors import DataError
from recbole_tema.files.storage import replacing

# Values of the column "protocol": the candidates of a ranking (recbole_tema.evaluation.protocols).
# COLD is that of test targets under a split by cold items, the others are those of every split.
COLD = "cold"
DEFAULT_PROTOCOLS = ("domain", "catalog", "sampled")
PROTOCOLS = (COLD, *DEFAULT_PROTOCOLS)
_SCHEMA = pa.schema(
    [
        ("model", pa.string()),
        ("seed", pa.int64()),
        ("split", pa.string()),
        ("protocol", pa.string()),
        ("user_id", pa.string()),
        ("item_id", pa.string()),
        ("domain", pa.string()),
        ("history_length", pa.int32()),
        ("rank", pa.float32()),
    ]
)
RANK_COLUMNS: tuple[str, ...] = tuple(_SCHEMA.names)
# Only under a temporal split: whether the user and the target item have no training interaction.
OPTIONAL_COLUMNS = ("new_user", "new_item")


def _schema(names: list[str]) -> pa.Schema:
    """Schema of a table with these columns, the optional ones included if the table has them."""
    return pa.schema([*_SCHEMA, *((name, pa.bool_()) for name in OPTIONAL_COLUMNS if name in names)])


def _require_columns(names: list[str], path: Path) -> None:
    missing = [name for name in RANK_COLUMNS if name not in names]
    if missing:
        raise DataError(
            f"the rank table lacks the columns {', '.join(missing)}.",
            path=path,
            remedy=f"Required columns: {', '.join(RANK_COLUMNS)}.",
        )


def write_ranks(path: Path, frame: pd.DataFrame) -> None:
    """Write a rank table, atomically.

    Parameters
    ----------
    path : Path
        The Parquet file.
    frame : DataFrame
        ``model``, ``split`` ("valid" or "test"), ``protocol``, ``user_id``, ``item_id`` (tokens) and ``domain`` as str,
        ``seed`` as int, ``history_length`` as int32 (items before the target), ``rank`` as float32. The columns
        :data:`OPTIONAL_COLUMNS`, as bool, are written if the frame has them, other columns are not.

    Raises
    ------
    DataError
        If a column is missing, has missing values, or has another type.
    """
    _require_columns(list(frame.columns), path)
    schema = _schema(list(frame.columns))
    columns = frame[schema.names]
    empty = [name for name in schema.names if columns[name].isna().any()]
    if empty:
        raise DataError(f"the column {empty[0]} has missing values.", path=path, remedy="Fill every cell.")
    try:
        table = pa.Table.from_pandas(columns, schema=schema, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise DataError(f"a column has the wrong type: {error}.", path=path, remedy="See write_ranks.") from error
    with replacing(path, "wb") as file:
        pq.write_table(table, file, compression="zstd", write_page_checksum=True)


def read_ranks(path: Path) -> pd.DataFrame:
    """Read a rank table.

    Parameters
    ----------
    path : Path
        File written by :func:`write_ranks`.

    Returns
    -------
    DataFrame
        With the columns :data:`RANK_COLUMNS`, and those of :data:`OPTIONAL_COLUMNS` that the file has.

    Raises
    ------
    DataError
        If the file is missing or not Parquet, or a column is missing or has another type.
    """
    try:
        table = pq.read_table(path, page_checksum_verification=True)
    except FileNotFoundError:
        raise DataError("no such file.", path=path, remedy="Check the output folder of the run.") from None
    except pa.ArrowInvalid as error:
        raise DataError("is not a readable Parquet file.", path=path, remedy="Run the evaluation again.") from error
    _require_columns(list(table.column_names), path)
    schema = _schema(list(table.column_names))
    try:
        table = table.select(schema.names).cast(schema)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise DataError(f"a column has the wrong type: {error}.", path=path, remedy="See write_ranks.") from error
    frame: pd.DataFrame = table.to_pandas()
    return frame
