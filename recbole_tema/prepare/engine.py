"""Dataframe engines: one set of Ibis expressions, run by DuckDB in this process or by Spark on a cluster."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from recbole_tema.errors import BackendError, DataError, TEMAError, first_line_of
from recbole_tema.files.system_errors import is_of_machine
from recbole_tema.options import options_of
from recbole_tema.prepare.gzip_files import is_gzip
from recbole_tema.prepare.options import EngineOptions

# Rows of a record batch.
BATCH_ROWS = 500_000
# What Spark reports if an executor does not see a file that the driver sees.
NOT_SHARED = re.compile(r"FileNotFoundException|FILE_NOT_EXIST|PATH_NOT_FOUND|File does not exist")


class Engine:
    """Reads raw files as tables of text, and holds intermediate tables on disk.

    Use :func:`open_engine`. Everything else is Ibis, the same for every engine.

    Parameters
    ----------
    name : {"duckdb", "spark"}
    connection : ibis backend
        Runs the expressions.
    folder : Path
        Folder of intermediate files.

    Attributes
    ----------
    in_process : bool
        Whether the expressions run in this process; otherwise as little as possible is fetched into it.
    """

    in_process = True

    def __init__(self, name: str, connection: Any, folder: Path) -> None:
        self.name = name
        self.connection = connection
        self.folder = folder

    @property
    def preserves_row_order(self) -> bool:
        """Whether rows can be numbered in the order of their file. Spark reads files in parts and cannot."""
        return self.name == "duckdb"

    def path_text(self, path: Path) -> str:
        """A path as the engine reads it."""
        return str(path)

    def json_lines(self, path: Path, columns: Sequence[str]) -> Any:
        """Fields of JSON lines (also ``.gz``), as text; a line that is not a JSON object becomes a row of nulls.

        Parameters
        ----------
        path : Path
        columns : sequence of str
            Top-level fields; a missing one is null.
        """
        kinds = {column: "VARCHAR" for column in columns}
        return self.connection.read_json(
            self.path_text(path), columns=kinds, format="newline_delimited", ignore_errors=True
        )

    def delimited(
        self,
        path: Path,
        columns: Sequence[str],
        *,
        separator: str,
        header: bool,
        quoted: bool = True,
        escape: str = '"',
    ) -> Any:
        """Columns of a delimited UTF-8 file (also gzip), as text; an empty cell is null.

        Parameters
        ----------
        path : Path
        columns : sequence of str
            Its columns, in order.
        separator : str
        header : bool
            Whether its first line holds their names.
        quoted : bool
            Whether a quote at the start of a cell opens a quoted cell; otherwise it is a character like any other.
        escape : str
            What makes a quote part of a quoted cell: a quote, or a backslash.
        """
        quote = '"' if quoted else ""
        if self.name == "duckdb":
            return self.connection.read_csv(
                self.path_text(path),
                header=header,
                delim=separator,
                quote=quote,
                escape=escape if quoted else "",
                compression="gzip" if is_gzip(path) else "none",
                auto_detect=False,
                columns={column: "VARCHAR" for column in columns},
            )
        schema = ", ".join(f"`{column}` string" for column in columns)
        # A line with too many or too few cells is an error, as in DuckDB.
        return self.connection.read_csv(
            self.path_text(path),
            schema=schema,
            header=header,
            sep=separator,
            quote=quote,
            escape=escape,
            multiLine=quoted,
            mode="FAILFAST",
        )

    def parquet(self, path: Path) -> Any:
        """A Parquet file as a table."""
        return self.connection.read_parquet(self.path_text(path))

    def from_pandas(self, frame: pd.DataFrame) -> Any:
        """A data frame as a table, through a Parquet file, which every engine reads."""
        path = self.folder / f"frame_{uuid.uuid4().hex[:12]}.parquet"
        frame.to_parquet(path, index=False)
        return self.parquet(path)

    def materialize(self, table: Any, label: str, *, numbered: bool = False) -> Any:
        """Compute a table and store it until it is dropped.

        Parameters
        ----------
        table : ibis.Table
        label : str
            Part of its name.
        numbered : bool
            Add ``position``, the row's number from 0 in the order it was read; null if the engine does not preserve
            the order.
        """
        # DuckDB holds temporary tables in memory as long as they fit, and on the disk beyond.
        stored = self.connection.create_table(f"{label}_{uuid.uuid4().hex[:12]}", table, temp=True)
        return stored.mutate(position=stored.rowid()) if numbered else stored

    def append(self, stored: Any, table: Any) -> Any:
        """Compute a table and append its rows to a materialized one with the same columns, in place."""
        self.connection.insert(stored.op().name, table)
        return stored

    def rank(self, table: Any, by: str, label: str) -> Any:
        """Materialize a table with ``code``, the rank from 0 by a column without ties."""
        import ibis

        return self.materialize(table.mutate(code=ibis.row_number().over(order_by=table[by])), label)

    def batches(self, table: Any) -> Iterator[pa.RecordBatch]:
        """Record batches of a table, in its order."""
        yield from table.to_pyarrow_batches(chunk_size=BATCH_ROWS)

    def drop(self, *tables: Any) -> None:
        """Free the space of materialized tables."""
        for table in tables:
            self.connection.drop_table(table.op().name, force=True)

    def close(self) -> None:
        """Close the connection. DuckDB's file is deleted with its folder."""
        self.connection.disconnect()


def count_rows(table: Any) -> int:
    """Number of rows of a table, or of values of a column that are not null."""
    return int(table.count().to_pyarrow().as_py())


@contextmanager
def reading(path: Path, name: Path | None = None) -> Iterator[None]:
    """Turn an engine's error about a file into a :class:`DataError` that names the file.

    Parameters
    ----------
    path : Path
        The file that is read.
    name : Path, optional
        The path that the engine was given, if it is another one.

    Raises
    ------
    DataError
        If the block raises an error other than a :class:`TEMAError`, unless it is a problem of the machine, such as a
        full disk.
    BackendError
        If the executors of Spark do not see the file.
    """
    try:
        yield
    except (TEMAError, ImportError, MemoryError):  # caused by this machine, not by the file
        raise
    except Exception as error:  # DuckDB, Spark, Py4J and Arrow share no base class
        if is_of_machine(error):
            raise
        text, line = str(error), first_line_of(error)
        if name is not None:
            line = line.replace(str(name), str(path))
        if NOT_SHARED.search(text) and path.exists():
            raise BackendError(
                f"the executors of Spark do not find {path}, which is on the driver's disk ({line}).",
                remedy="Put it on a disk that all machines mount under the same path.",
            ) from error
        if "GZIP" in text or "EOFException" in text or "Unexpected end" in text:
            problem, remedy = "the gzip file is truncated or damaged.", "Download it again."
        elif "utf-8" in text.lower() or "unicode" in text.lower() or "MALFORMED_CHAR" in text:
            problem, remedy = f"is not UTF-8 text ({line}).", "Save it as UTF-8."
        else:
            problem, remedy = f"cannot be read ({line}).", "Correct the file."
        raise DataError(problem, path=path, remedy=remedy) from error


@contextmanager
def open_engine(name: str, folder: Path, *, memory: str = "2GB", ordered: bool = True) -> Iterator[Engine]:
    """Open an engine that stores its tables under ``folder``.

    Parameters
    ----------
    name : {"duckdb", "spark"}
        DuckDB runs in this process, out of core. Spark runs where ``SPARK_*`` settings or an open session say, else
        on this machine.
    folder : Path
        An existing folder for intermediate files.
    memory : str
        Memory limit of DuckDB's operators, beyond which they use the disk.
    ordered : bool
        Whether the order of rows in their files matters; otherwise reading is faster.

    Raises
    ------
    ConfigError
        If the engine is unknown.
    MissingExtraError
        If the engine is Spark and ``pyspark`` is not installed.
    BackendError
        If Spark cannot start.
    """
    options_of(EngineOptions)["engine"].check(name)
    engine = _duckdb(folder, memory, ordered) if name == "duckdb" else _spark(folder)
    try:
        yield engine
    finally:
        engine.close()


def _duckdb(folder: Path, memory: str, ordered: bool) -> Engine:
    import ibis

    settings: Mapping[str, Any] = {
        "memory_limit": memory,
        "temp_directory": str(folder / "overflow"),
        "threads": os.cpu_count() or 1,
        "preserve_insertion_order": ordered,
    }
    connection = ibis.duckdb.connect(folder / "work.duckdb", **settings)
    # DuckDB shows a progress bar of its own for long queries.
    connection.raw_sql("SET enable_progress_bar = false")
    connection.raw_sql("SET TimeZone = 'UTC'")
    return Engine("duckdb", connection, folder)


def _spark(folder: Path) -> Engine:
    from recbole_tema.prepare.spark_engine import open_spark

    return open_spark(folder)
