"""`prepare` on a standalone Spark cluster of two workers, in processes of their own: the bytes of DuckDB."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from recbole_tema.prepare import prepare_dataset

pytestmark = pytest.mark.slow
START = 1_500_000_000
# In UTF-16 the last would come before the one before it.
USERS = ("u2", "u10", "U1", "ü", "u 1", "\uff5e", "\U0001d11e")
RULES = {"user_core": 3, "item_core": 2, "min_domains": 2, "window_days": 30, "last": 9}
# Runs in a process of its own: a Spark session of this process belongs to other tests.
PROGRAM = """
import json, sys
from pyspark.sql import SparkSession
from recbole_tema.prepare import prepare_dataset

master, folder, sources, rules = sys.argv[1:]
builder = SparkSession.builder.master(master).config("spark.driver.memory", "512m")
for key, value in {
    "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.executor.memory": "512m",
    "spark.executor.cores": "1", "spark.cores.max": "2", "spark.sql.shuffle.partitions": "3",
    "spark.ui.enabled": "false",
    "spark.sql.files.maxPartitionBytes": "65536", "spark.sql.files.openCostInBytes": "0",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0", "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
}.items():
    builder = builder.config(key, value)
session = builder.getOrCreate()
prepare_dataset(json.loads(sources), "d", format="amazon", folder=folder, rules=json.loads(rules), engine="spark")
executors = session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
print("EXECUTORS", len(executors) - 1)
session.stop()
"""


@contextmanager
def _daemon(role: str, jars: Path, log: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    java = ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{jars}/*"]
    home = {"SPARK_HOME": str(jars.parent), "SPARK_SCALA_VERSION": _scala_version(jars)}
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", **home}
    with log.open("wb") as output:
        # In a group of its own: a worker's executors are its children, and end with it.
        process = subprocess.Popen(
            [*java, f"org.apache.spark.deploy.{role}", *arguments],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _scala_version(jars: Path) -> str:
    """The version of the jars. Spark's scripts, which are not used here, find it out otherwise."""
    (library,) = jars.glob("scala-library-*.jar")
    return ".".join(library.stem.rpartition("-")[2].split(".")[:2])


def _wait_for(pattern: str, log: Path, process: subprocess.Popen[bytes]) -> re.Match[str]:
    for _ in range(300):
        if match := re.search(pattern, log.read_text(errors="replace")):
            return match
        assert process.poll() is None, log.read_text(errors="replace")[-2000:]
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace")[-2000:])


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """The address of a master with two workers of one core each."""
    pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
    jars = Path(pyspark.__file__).parent / "jars"
    with ExitStack() as stack:
        log = folder / "master.log"
        ports = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        master = stack.enter_context(_daemon("master.Master", jars, log, *ports))
        address = _wait_for(r"Starting Spark master at (spark://127\.0\.0\.1:\d+)", log, master)[1]
        for number in range(2):
            work, log = folder / f"worker{number}", folder / f"worker{number}.log"
            options = (*ports, "--cores", "1", "--memory", "600m", "--work-dir", str(work), address)
            worker = stack.enter_context(_daemon("worker.Worker", jars, log, *options))
            _wait_for("Successfully registered with master", log, worker)
        yield address


def _write_reviews(folder: Path) -> list[str]:
    """Two categories with many equal times, and lines that are rejected."""
    chance, sources = random.Random(7), []
    for name in ("Food", "Films"):
        lines = ["{}", "<html>"]
        for number in range(1500):
            usable = START + 86_400 * chance.randrange(90)
            record = {
                "reviewerID": f"{chance.choice(USERS)}{chance.randrange(20)}",
                "asin": f"{name[:2]}{chance.randrange(60)}" if number % 100 else "both",
                "overall": chance.choice([1, 2.5, 1e-7, 123456789.123, 1e22]),
                "unixReviewTime": usable if number % 90 else chance.choice([0, "x", 1e99]),
            }
            lines.append(json.dumps(record, ensure_ascii=number % 2 == 0))
        path = folder / f"{name}.json"
        path.write_text("\n".join(lines), encoding="utf-8")
        if name == "Films":
            path = path.with_suffix(".json.gz")
            path.write_bytes(gzip.compress("\n".join(lines).encode()))
        sources.append(f"{name.lower()}={path}")
    return sources


def test_a_cluster_writes_the_bytes_of_duckdb(tmp_path: Path) -> None:
    # A name that Hadoop would read as a pattern or an address.
    shared = tmp_path / "a b [1] é%20"
    shared.mkdir()
    sources = _write_reviews(shared)
    prepare_dataset(sources, "d", format="amazon", folder=shared / "duckdb", rules=RULES)
    with _cluster(tmp_path) as master:
        arguments = [master, str(shared / "spark"), json.dumps(sources), json.dumps(RULES)]
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, timeout=300, cwd=tmp_path
        )
        assert result.returncode == 0, result.stderr[-3000:]
        assert "EXECUTORS 2" in result.stdout
        works = [list((tmp_path / f"worker{number}").glob("app-*/*/stdout")) for number in range(2)]
        assert all(works), "an executor ran on each worker"
        port = int(master.rpartition(":")[2])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    assert [path.name for path in (shared / "spark").iterdir()] == ["d"]
    for suffix in ("inter", "item"):
        assert (shared / f"spark/d/d.{suffix}").read_bytes() == (shared / f"duckdb/d/d.{suffix}").read_bytes()
    records = [json.loads((shared / engine / "d/d.inter.json").read_text()) for engine in ("duckdb", "spark")]
    for record in records:
        del record["date"], record["engine"]
    assert records[0] == records[1] and records[0]["counts"]["interactions"] > 1000
