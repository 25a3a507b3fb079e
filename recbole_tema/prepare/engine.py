"""Dataframe engines: one set of Ibis expressions, run by DuckDB in this process or by Spark on a cluster."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import BackendError, DataError, MissingExtraError, TEMAError, first_line_of
from recbole_tema.files.system_errors import is_of_machine
from recbole_tema.options import options_of
from recbole_tema.prepare.gzip_files import is_gzip
from recbole_tema.prepare.options import EngineOptions


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
    """

    def __init__(self, name: str, connection: Any, folder: Path) -> None:
        self.name = name
        self.connection = connection
        self.folder = folder
        self._tables: list[str] = []

    @property
    def preserves_row_order(self) -> bool:
        """Whether rows can be numbered in the order of their file. Spark reads files in parts and cannot."""
        return self.name == "duckdb"

    def json_lines(self, path: Path, columns: Sequence[str]) -> Any:
        """Fields of JSON lines (also ``.gz``), as text; a line that is not a JSON object becomes a row of nulls.

        Parameters
        ----------
        path : Path
        columns : sequence of str
            Top-level fields; a missing one is null.
        """
        if self.name == "duckdb":
            kinds = {column: "VARCHAR" for column in columns}
            return self.connection.read_json(str(path), columns=kinds, format="newline_delimited", ignore_errors=True)
        schema = ", ".join(f"`{column}` string" for column in columns)
        # By default Spark accepts single quotes in JSON.
        return self.connection.read_json(str(path), schema=schema, allowSingleQuotes=False)

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
                str(path),
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
            str(path),
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
        return self.connection.read_parquet(str(path))

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
        import ibis

        name = f"{label}_{uuid.uuid4().hex[:12]}"
        # DuckDB holds temporary tables in memory as long as they fit, and on the disk beyond.
        stored = self.connection.create_table(name, table, temp=self.name == "duckdb")
        self._tables.append(name)
        if not numbered:
            return stored
        position = stored.rowid() if self.preserves_row_order else ibis.null("int64")
        return stored.mutate(position=position)

    def append(self, stored: Any, table: Any) -> Any:
        """Compute a table and append its rows to a materialized one with the same columns, in place."""
        self.connection.insert(stored.op().name, table)
        return stored

    def drop(self, *tables: Any) -> None:
        """Free the space of materialized tables."""
        for table in tables:
            name = table.op().name
            self.connection.drop_table(name, force=True)
            self._tables.remove(name)

    def close(self) -> None:
        """Drop the remaining tables. DuckDB's file is deleted with its folder."""
        if self.name == "spark":
            for name in list(self._tables):
                self.connection.drop_table(name, force=True)
        else:
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
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("pyspark", "spark") from None
    try:
        session = (
            SparkSession.builder.appName("recbole-tema prepare")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
    except Exception as error:  # PySpark has no common class for a missing Java or cluster
        raise BackendError(
            f"Spark could not start ({first_line_of(error)}).", remedy="Install Java 17, or use engine=duckdb."
        ) from error
    # As in DuckDB, a failed cast gives null, and times are UTC.
    for key, value in (("spark.sql.ansi.enabled", "false"), ("spark.sql.session.timeZone", "UTC")):
        session.conf.set(key, value)
    # Spark's default of 200 partitions is too many for one machine; a value set by the user is kept.
    if session.sparkContext.master.startswith("local") and session.conf.get("spark.sql.shuffle.partitions") == "200":
        session.conf.set("spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)))
    session.sparkContext.setLogLevel("OFF")
    return Engine("spark", ibis.pyspark.connect(session), folder)
