"""One Spark session for all tests of a process."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.prepare.engine import open_engine

SPARK_SETTINGS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.sql.parquet.compression.codec": "uncompressed",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # On small data Spark spends half of its time in optimizing compilers.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The session that the engine opens on two local cores."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    folder = tmp_path_factory.mktemp("spark")
    given = {**SPARK_SETTINGS, "spark.sql.warehouse.dir": str(folder / "warehouse")}
    options = [word for key, value in given.items() for word in ("--conf", f"{key}={value}")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", shlex.join(["--master", "local[2]", *options, "pyspark-shell"]))
        try:
            with open_engine("spark", folder):
                session = sql.SparkSession.getActiveSession()
        except BackendError as error:
            pytest.skip(f"Spark cannot start, it needs Java 17: {error}")
    yield session
    session.stop()
