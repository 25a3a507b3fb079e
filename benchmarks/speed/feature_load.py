"""Measure time and memory of loading a text feature: from the text file and from its binary cache, in one run.

    python -m benchmarks.speed.feature_load

Each load is a process of its own, on one thread, after a small load that warms it up; the files lie in the system's
cache. Memory is the peak above that of the process before, as multiples of the float32 matrix.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.data.features import read_vectors
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import TEXT
from recbole_tema.files.storage import sha256
from recbole_tema.files.vectors import build_cache, cache_paths

DIM = 512
FORMS = ("text", "float32")


def write_features(folder: Path, rows: int) -> None:
    """A text feature of unit vectors with five digits, as ``encode`` writes them, alone and with its cache."""
    vectors = np.random.default_rng(0).normal(size=(rows, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    frame = pd.DataFrame(dict(zip(TEXT.columns, ([f"i{row}" for row in range(rows)], list(vectors)))))
    first = folder / "text" / "d.txt"
    write_atomic(frame, first, TEXT.columns, digits=5)
    for form in FORMS[1:]:
        path = folder / form / "d.txt"
        path.parent.mkdir()
        os.link(first, path)
        build_cache(path, TEXT.columns)


def memory(key: str) -> int:
    """A line of ``/proc/self/status`` in bytes; ``ru_maxrss`` would begin at the peak of the parent."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key)) * 1024


def load(path: Path, rows: int) -> dict[str, Any]:
    """Load once in this process."""
    ids = {f"i{row}": row + 1 for row in range(rows)}
    catalogue = set(ids)
    before = memory("VmRSS")
    start = time.perf_counter()
    vectors = read_vectors(path, TEXT.columns, catalogue, ids, rows + 1)
    seconds = time.perf_counter() - start
    peak = memory("VmHWM") - before
    size = vectors.values.numel() * 4
    checksum = float(vectors.values.double().sum())
    return {"seconds": seconds, "peak_mb": peak / 1e6, "peak_per_matrix": peak / size, "checksum": checksum}


def measure(folder: Path, small: Path, rows: int, form: str, repeats: int) -> dict[str, Any]:
    """The median of several loads, each in a new process."""
    path = folder / form / "d.txt"
    command = [
        sys.executable,
        "-m",
        "benchmarks.speed.feature_load",
        "--load",
        str(small / form / "d.txt"),
        str(path),
        str(rows),
    ]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(repeats)]
    files = {"text": path, "npy": cache_paths(path)["npy"]}
    return {
        "rows": rows,
        "dim": DIM,
        "form": form,
        **{key: float(np.median([run[key] for run in runs])) for key in runs[0]},
        "slowest_seconds": max(run["seconds"] for run in runs),
        "file_mb": {name: file.stat().st_size / 1e6 for name, file in files.items() if file.exists()},
    }


def show(results: list[dict[str, Any]]) -> None:
    """Print the table."""
    table = Table("rows x dim", "form", "seconds", "times as fast", "peak per matrix", title="loading a feature")
    for result in results:
        text = next(one for one in results if one["rows"] == result["rows"] and one["form"] == "text")
        table.add_row(
            f"{result['rows']:,} x {DIM}",
            result["form"],
            f"{result['seconds']:.2f}",
            f"{text['seconds'] / result['seconds']:.0f}",
            f"{result['peak_per_matrix']:.2f}",
        )
    Console().print(table)


def main() -> None:
    """Write the files, load them, print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    parser.add_argument("--load", nargs=3, metavar=("SMALL", "PATH", "ROWS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.load:
        load(Path(arguments.load[0]), 10)
        print(json.dumps(load(Path(arguments.load[1]), int(arguments.load[2]))))
        return
    results = []
    with tempfile.TemporaryDirectory() as temporary:
        small = Path(temporary) / "small"
        write_features(small, 10)
        for rows in arguments.rows:
            folder = Path(temporary) / str(rows)
            write_features(folder, rows)
            results += [measure(folder, small, rows, form, arguments.repeats) for form in FORMS]
            start = time.perf_counter()
            sha256(folder / "text" / "d.txt")
            results[-2]["text_sha256_seconds"] = time.perf_counter() - start
    show(results)
    machine = {"cpu": platform.processor() or platform.machine(), "threads": 1, "python": platform.python_version()}
    record = {"machine": machine, "repeats": arguments.repeats, "loads": results}
    save_speed(arguments.output, "feature_load", "", record)


if __name__ == "__main__":
    main()
