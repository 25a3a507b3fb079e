"""Spark engine: executors write tables as Parquet files; the driver never holds more than one file of rows."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from recbole_tema.errors import BackendError, MissingExtraError, first_line_of
from recbole_tema.prepare.engine import BATCH_ROWS, NOT_SHARED, Engine

# Names in a path that Hadoop would read as a pattern.
_PATTERN = re.compile(r"([\\{}\[\]*?])")
_PART = re.compile(r"part-(\d+)-.*?(?:-c(\d+))?\.[a-z0-9.]*$")
# monotonically_increasing_id(): the partition, and 33 bits for the row within it.
_ROW_BITS = 33
# The escape of half of a character without the other half. Backslashes before it come in pairs.
_HALF_CHARACTER = (
    r"(?i)(?<!\\)(?:\\\\)*(?:\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2})"
)
_KINDS = {"int64": "bigint", "double": "double", "string": "string", "large_string": "string", "bool": "boolean"}
_SETTINGS = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


class SparkEngine(Engine):
    """Engine of a Spark session, on this machine or on a cluster.

    Parameters
    ----------
    session : pyspark.sql.SparkSession
    folder : Path
        Folder of intermediate files, unless the warehouse of the session is on a distributed file system.
    """

    in_process = False

    def __init__(self, session: Any, folder: Path) -> None:
        import ibis

        super().__init__("spark", ibis.pyspark.connect(session), folder)
        self._session = session
        self._base = _tables_folder(session.conf.get("spark.sql.warehouse.dir"), folder)
        self._sizes: dict[str, int] = {}

    def path_text(self, path: Path) -> str:
        """A path as Spark reads it: characters that would make it a pattern are escaped."""
        return _PATTERN.sub(r"\\\1", str(path))

    def json_lines(self, path: Path, columns: Sequence[str]) -> Any:
        """Fields of JSON lines as text, as DuckDB reads them.

        Spark's own reader also accepts lines that hold several objects, a list of objects, text after an object, or
        half of a character, of which one of the fields that are not read is enough for DuckDB.
        """
        from pyspark.sql import functions

        line = functions.col("value")
        # Only valid UTF-8 stays the same as text of Java.
        usable = functions.regexp_replace(line, "^", "") == line
        usable &= ~(functions.lower(line).contains("\\ud") & line.rlike(_HALF_CHARACTER))
        fields = ", ".join(f"`{column}`: string" for column in columns)
        listed = functions.when(usable, functions.concat(functions.lit("["), line, functions.lit("]")))
        objects = functions.from_json(listed, f"array<struct<{fields}>>", {"allowSingleQuotes": "false"})
        record = functions.when(functions.size(objects) == 1, objects[0])
        lines = self._session.read.text(self.path_text(path), lineSep="\n").filter(functions.trim(line) != "")
        name = f"lines_{uuid.uuid4().hex[:12]}"
        rows = lines.select(record.alias("record")).select("record.*")
        plain = (_plain_float(functions.col(f"`{column}`")).alias(column) for column in columns)
        rows.select(*plain).createOrReplaceTempView(name)
        return self.connection.table(name)

    def from_pandas(self, frame: pd.DataFrame) -> Any:
        """A data frame as a table."""
        table = pa.Table.from_pandas(frame, preserve_index=False)
        schema = ", ".join(f"`{field.name}` {_KINDS.get(str(field.type), 'string')}" for field in table.schema)
        # With Arrow, the values need no Python on the executors, and those that are missing become null.
        rows = self._session.createDataFrame(table.to_pandas(types_mapper=pd.ArrowDtype).astype(object), schema)
        return self._store(rows, f"frame_{uuid.uuid4().hex[:12]}")

    def materialize(self, table: Any, label: str, *, numbered: bool = False) -> Any:
        """Compute a table and store it until it is dropped; ``position`` is null."""
        import ibis

        stored = self._store(self._frame(table), f"{label}_{uuid.uuid4().hex[:12]}")
        return stored.mutate(position=ibis.null("int64")) if numbered else stored

    def append(self, stored: Any, table: Any) -> Any:
        """Compute a table and append its rows to a materialized one with the same columns, in place."""
        return self._store(self._frame(table).select(*stored.columns), stored.op().name, mode="append")

    def rank(self, table: Any, by: str, label: str) -> Any:
        """Materialize a table with ``code``, the rank from 0 by a column without ties.

        All executors sort; rows are numbered per partition, since one window over all rows would pass one executor.
        """
        import ibis
        from pyspark.sql import functions

        ordered = self._frame(table.order_by(by)).withColumn("place", functions.monotonically_increasing_id())
        placed = self._store(ordered, f"placed_{uuid.uuid4().hex[:12]}")
        part = placed.place // 2**_ROW_BITS
        sizes = placed.group_by(part=part.cast("int64")).aggregate(size=placed.count())
        before = ibis.cumulative_window(order_by=sizes.part)
        starts = sizes.mutate(start=sizes["size"].sum().over(before) - sizes["size"])
        ranked = placed.mutate(part=part.cast("int64")).inner_join(starts, "part")
        code = (ranked.start + ranked.place % 2**_ROW_BITS).cast("int64")
        stored = self.materialize(ranked.select(*(ranked[name] for name in table.columns), code=code), label)
        self.drop(placed)
        return stored

    def batches(self, table: Any) -> Iterator[pa.RecordBatch]:
        """Record batches of a table in its order: the executors sort it into files, which are fetched one by one."""
        name = f"batches_{uuid.uuid4().hex[:12]}"
        stored = self._store(self._frame(table), name)
        try:
            for file in self._files(name):
                content = self._read_files(name, file).select("content").first()
                yield from pq.ParquetFile(BytesIO(bytes(content["content"]))).iter_batches(BATCH_ROWS)
        finally:
            self.drop(stored)

    def drop(self, *tables: Any) -> None:
        """Free the space of materialized tables."""
        for table in tables:
            self._delete(table.op().name)

    def close(self) -> None:
        """Drop the remaining tables."""
        for name in list(self._sizes):
            self._delete(name)
        self._remove_folder(self._base)

    def _frame(self, table: Any) -> Any:
        return self._session.sql(self.connection.compile(table))

    def _store(self, frame: Any, name: str, *, mode: str = "error") -> Any:
        """Write a data frame, and read it as a table of that name.

        Raises
        ------
        BackendError
            If what was written cannot be read: the executors do not share the folder.
        """
        from pyspark.sql import Observation, functions

        path = f"{self._base}/{name}"
        written = Observation()
        observed = frame.observe(written, functions.count(functions.lit(1)).alias("rows"))
        try:
            observed.write.option("maxRecordsPerFile", BATCH_ROWS).mode(mode).parquet(path)
            self._sizes[name] = self._sizes.get(name, 0) + int(written.get["rows"])
            stored = self._session.read.schema(frame.schema).parquet(_PATTERN.sub(r"\\\1", path))
            size = stored.count()
        except Exception as error:
            if name in self._sizes and NOT_SHARED.search(str(error)):
                raise self._not_shared(path, first_line_of(error)) from error
            raise
        if size != self._sizes[name]:
            raise self._not_shared(path, f"{size:,} of {self._sizes[name]:,} written rows can be read")
        stored.createOrReplaceTempView(name)
        return self.connection.table(name)

    def _not_shared(self, path: str, problem: str) -> BackendError:
        return BackendError(
            f"the executors of Spark do not share the folder {path} with the driver ({problem}).",
            remedy="Use a folder on a disk that all machines mount under the same path, or set spark.sql.warehouse.dir "
            "to a distributed file system (hdfs://, s3a://).",
        )

    def _read_files(self, name: str, pattern: str) -> Any:
        reader = self._session.read.format("binaryFile").option("pathGlobFilter", pattern)
        return reader.load(_PATTERN.sub(r"\\\1", f"{self._base}/{name}"))

    def _files(self, name: str) -> list[str]:
        """Names of a table's files, in its order."""
        paths = [row["path"] for row in self._read_files(name, "part-*").select("path").collect()]
        names = [path.rpartition("/")[2] for path in paths]
        return sorted(names, key=_file_order)

    def _delete(self, name: str) -> None:
        self._session.catalog.dropTempView(name)
        self._remove_folder(f"{self._base}/{name}")
        del self._sizes[name]

    def _remove_folder(self, path: str) -> None:
        # Through Hadoop, since the folder may be on a distributed file system.
        hadoop = self._session._jvm.org.apache.hadoop.fs.Path(path)
        hadoop.getFileSystem(self._session._jsc.hadoopConfiguration()).delete(hadoop, True)


def _plain_float(text: Any) -> Any:
    """A number that Java has written as ``2.0140131E7`` as ``20140131.0``, as in the file."""
    from pyspark.sql import functions

    plain = text.cast("double").cast("decimal(38,10)").cast("string")
    plain = functions.regexp_replace(plain, r"(\.\d+?)0+$", "$1")
    return functions.when(text.rlike(r"^-?\d\.\d{1,17}E(?:[7-9]|1\d|20)$"), plain).otherwise(text)


def _file_order(name: str) -> tuple[int, int]:
    part = _PART.match(name)
    if part is None:
        raise BackendError(f"Spark has written a file of an unknown name ({name}).", remedy="Use engine=duckdb.")
    return int(part[1]), int(part[2] or 0)


def _tables_folder(warehouse: str, folder: Path) -> str:
    """Where tables are stored: in the warehouse if it is on a distributed file system, else beside the dataset."""
    scheme, colon, _ = warehouse.partition("://")
    if colon and scheme != "file":
        return f"{warehouse.rstrip('/')}/recbole_tema_{uuid.uuid4().hex[:12]}"
    return str(folder / "warehouse")


def open_spark(folder: Path) -> SparkEngine:
    """Open the engine of the open Spark session, or of a new one.

    Parameters
    ----------
    folder : Path
        Folder of intermediate files.

    Raises
    ------
    MissingExtraError
        If ``pyspark`` is not installed.
    BackendError
        If Spark cannot start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("pyspark", "spark") from None
    try:
        session = (
            SparkSession.builder.appName("recbole-tema prepare")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
    except Exception as error:  # PySpark has no common class for a missing Java or cluster
        raise BackendError(
            f"Spark could not start ({first_line_of(error)}).", remedy="Install Java 17, or use engine=duckdb."
        ) from error
    # As in DuckDB, a failed cast gives null, and times are UTC.
    for key, value in _SETTINGS.items():
        session.conf.set(key, value)
    # Spark's default of 200 partitions is too many for one machine; a value set by the user is kept.
    if session.sparkContext.master.startswith("local") and session.conf.get("spark.sql.shuffle.partitions") == "200":
        session.conf.set("spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)))
    session.sparkContext.setLogLevel("OFF")
    return SparkEngine(session, folder)
