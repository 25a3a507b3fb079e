"""The dataframe engine under `prepare`: one set of Ibis expressions, run by DuckDB here or by Spark elsewhere."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional

import pandas as pd

from recbole_tema.errors import BackendError, ConfigError, DataError, MissingExtraError, TEMAError

ENGINES = ("duckdb", "spark")


class Engine:
    """Reads raw files as tables of text, and keeps intermediate tables on disk.

    Use :func:`open_engine`. Everything else is Ibis, the same for every engine.

    Parameters
    ----------
    name : str
        One of :data:`ENGINES`.
    connection : ibis backend
        Where expressions run.
    folder : Path
        For intermediate files.
    """

    def __init__(self, name: str, connection: Any, folder: Path) -> None:
        self.name = name
        self.connection = connection
        self.folder = folder
        self._kept: list[str] = []

    @property
    def knows_file_order(self) -> bool:
        """Whether rows can be numbered as they stand in their file. Spark reads files in pieces and cannot."""
        return self.name == "duckdb"

    def json_lines(self, path: Path, columns: Sequence[str]) -> Any:
        """Fields of JSON lines (also ``.gz``), as text; a line that is no JSON object is a row of nothing.

        Parameters
        ----------
        path : Path
        columns : sequence of str
            Top-level fields; one that a line lacks is null.
        """
        if self.name == "duckdb":
            kinds = {column: "VARCHAR" for column in columns}
            return self.connection.read_json(str(path), columns=kinds, format="newline_delimited", ignore_errors=True)
        schema = ", ".join(f"`{column}` string" for column in columns)
        # Spark takes 'single quotes' for JSON, unless told not to.
        return self.connection.read_json(str(path), schema=schema, allowSingleQuotes=False)

    def delimited(self, path: Path, columns: Sequence[str], *, separator: str, header: bool) -> Any:
        """Columns of a CSV or TSV file (also ``.gz``), as text; an empty cell is null.

        Parameters
        ----------
        path : Path
        columns : sequence of str
            Its columns, in order.
        separator : str
        header : bool
            Whether its first line names them.
        """
        if self.name == "duckdb":
            return self.connection.read_csv(
                str(path),
                header=header,
                delim=separator,
                quote='"',
                escape='"',
                auto_detect=False,
                columns={column: "VARCHAR" for column in columns},
            )
        schema = ", ".join(f"`{column}` string" for column in columns)
        # A line with too many or too few cells is an error, as it is to DuckDB.
        return self.connection.read_csv(
            str(path),
            schema=schema,
            header=header,
            sep=separator,
            quote='"',
            escape='"',
            multiLine=True,
            mode="FAILFAST",
        )

    def parquet(self, path: Path) -> Any:
        """A Parquet file, as it is."""
        return self.connection.read_parquet(str(path))

    def frame(self, frame: pd.DataFrame) -> Any:
        """A table that this process holds, through a Parquet file, which every engine reads."""
        path = self.folder / f"frame_{uuid.uuid4().hex[:12]}.parquet"
        frame.to_parquet(path, index=False)
        return self.parquet(path)

    def keep(self, table: Any, label: str, *, numbered: bool = False) -> Any:
        """Compute a table and keep it.

        Parameters
        ----------
        table : ibis.Table
        label : str
            Part of its name.
        numbered : bool
            Add ``position``, the row's number from 0 in the order it was read; null where the engine knows none.
        """
        import ibis

        name = f"{label}_{uuid.uuid4().hex[:12]}"
        # DuckDB keeps temporary tables in memory as long as they fit, and on the disk beyond.
        kept = self.connection.create_table(name, table, temp=self.name == "duckdb")
        self._kept.append(name)
        if not numbered:
            return kept
        if self.knows_file_order:
            return kept.mutate(position=kept.rowid())
        return kept.mutate(position=ibis.null("int64"))

    def add(self, kept: Any, more: Any) -> Any:
        """Compute a table and add its rows to a kept one of the same columns, in place."""
        self.connection.insert(kept.op().name, more)
        return kept

    def drop(self, *tables: Any) -> None:
        """Free the space of kept tables."""
        for table in tables:
            name = table.op().name
            self.connection.drop_table(name, force=True)
            self._kept.remove(name)

    def close(self) -> None:
        """Drop what is left; DuckDB's file goes with its folder."""
        if self.name == "spark":
            for name in list(self._kept):
                self.connection.drop_table(name, force=True)
        else:
            self.connection.disconnect()


def count_rows(table: Any) -> int:
    """Rows of a table, or values of a column that are not null."""
    return int(table.count().to_pyarrow().as_py())


@contextmanager
def reading(path: Path, name: Optional[Path] = None) -> Iterator[None]:
    """Turn an engine's complaint about a file into a :class:`DataError` that names it.

    Parameters
    ----------
    path : Path
        The file that is read.
    name : Path, optional
        What the engine calls it, if it is given another name.

    Raises
    ------
    DataError
        If the block raises anything that is no :class:`TEMAError`.
    """
    try:
        yield
    except (TEMAError, ImportError, MemoryError):  # of this machine, not of the file
        raise
    except Exception as error:  # DuckDB, Spark, Py4J and Arrow share no base class
        text = str(error) if name is None else str(error).replace(str(name), str(path))
        if "GZIP" in text or "EOFException" in text or "Unexpected end" in text:
            problem, remedy = "the gzip file is cut short or damaged.", "Download it again."
        elif "utf-8" in text.lower() or "unicode" in text.lower() or "MALFORMED_CHAR" in text:
            problem, remedy = f"is not UTF-8 text ({_first_line(text)}).", "Save it as UTF-8."
        else:
            problem, remedy = f"cannot be read ({_first_line(text)}).", "Correct the file."
        raise DataError(problem, path=path, remedy=remedy) from error


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:200] if lines else "no reason given"


@contextmanager
def open_engine(name: str, folder: Path, *, memory: str = "2GB", ordered: bool = True) -> Iterator[Engine]:
    """Open an engine whose tables and overflow live under ``folder``.

    Parameters
    ----------
    name : {"duckdb", "spark"}
        DuckDB runs in this process, out of core. Spark runs where ``SPARK_*`` settings or an open session say, else
        on this machine.
    folder : Path
        An existing folder for intermediate files.
    memory : str
        Most memory that DuckDB's operators take before they use the disk.
    ordered : bool
        Whether the order of rows in their files matters; reading is faster where it does not.

    Raises
    ------
    ConfigError
        If there is no such engine.
    MissingExtraError
        If Spark is asked for and ``pyspark`` is not installed.
    BackendError
        If Spark cannot start.
    """
    if name not in ENGINES:
        raise ConfigError(f"engine {name!r} is unknown.", remedy=f"Choose {' or '.join(ENGINES)}.")
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
    # DuckDB draws a bar of its own on long queries.
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
    except Exception as error:  # no Java, no cluster: PySpark has many ways to say so
        raise BackendError(
            f"Spark could not start ({_first_line(str(error))}).", remedy="It needs Java 17; or use --engine duckdb."
        ) from error
    # A cast that fails must give null, and times are UTC, as in DuckDB.
    for key, value in (("spark.sql.ansi.enabled", "false"), ("spark.sql.session.timeZone", "UTC")):
        session.conf.set(key, value)
    # Spark's own 200 pieces are many for one machine; what anyone chose stays.
    if session.sparkContext.master.startswith("local") and session.conf.get("spark.sql.shuffle.partitions") == "200":
        session.conf.set("spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)))
    session.sparkContext.setLogLevel("OFF")
    return Engine("spark", ibis.pyspark.connect(session), folder)
