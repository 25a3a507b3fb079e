"""Measure time and memory of loading a dataset and starting an epoch: ours against RecBole's ``SequentialDataset``.

    python -m benchmarks.speed.load_speed
    python -m benchmarks.speed.load_speed --sizes= --ours=30 --step

Each load is a process of its own. Datasets are generated: 12 interactions per user, popular items more often, sorted by
user as `prepare` writes them. "first" reads the text and keeps the arrays; "later" memory-maps them. Memory is the peak
above that of the process after its imports; RecBole pads rows to 50. With `--step`, ours also trains one step.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed

NAME, USER_LENGTH, ITEM_SHARE, WINDOW = "d", 12, 40, 50
CHUNK = 1_000_000


def generate(folder: Path, rows: int) -> None:
    """Write a dataset with ``rows`` interactions."""
    folder.mkdir(parents=True)
    random = np.random.default_rng(0)
    n_items = max(rows // ITEM_SHARE, 1000)
    with (folder / f"{NAME}.inter").open("wb") as file:
        file.write(b"user_id:token\titem_id:token\ttimestamp:float\ttime:float\n")
        for start in range(0, rows, CHUNK):
            at = np.arange(start, min(start + CHUNK, rows))
            item = (n_items * random.random(len(at)) ** 3).astype(int)
            columns = {
                "user": np.char.add("u", (at // USER_LENGTH).astype(str)),
                "item": np.char.add("i", item.astype(str)),
                "order": at % USER_LENGTH,
                "time": 1_000_000_000 + 86_400 * (at % USER_LENGTH) + at // USER_LENGTH,
            }
            options = pacsv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
            pacsv.write_csv(pa.table(columns), file, options)
    items = (f"i{item}\t{'ab'[item % 2]}\tx\n" for item in range(n_items))
    with (folder / f"{NAME}.item").open("w", encoding="utf-8") as file:
        file.write("item_id:token\tdomain:token\ttitle:token_seq\n")
        file.writelines(items)


def memory(key: str) -> float:
    """A line of ``/proc/self/status`` in MB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024


def load_ours(folder: Path, step: bool) -> None:
    """Load as TEMA does and take a batch, or train a step."""
    import torch

    from recbole_tema.config import Config
    from recbole_tema.data.preparation import prepare_data
    from recbole_tema.model import get_model

    keys = {"modalities": ["id"], "hidden_size": 64, "loss_negatives": 2000, "MAX_ITEM_LIST_LENGTH": WINDOW}
    config = Config("TEMA", NAME, (), {"data_path": str(folder.parent), "checkpoint_dir": "runs/speed", **keys})
    data = prepare_data(config)
    batch = next(iter(data.train))
    if step:
        model = get_model("TEMA")(config, data.dataset)
        optimizer = torch.optim.AdamW(model.parameters())
        model.calculate_loss(batch).backward()
        optimizer.step()


def load_recbole(folder: Path, step: bool) -> None:
    """Load as RecBole does for SASRec, and take a batch."""
    from recbole.config import Config
    from recbole.data import create_dataset, data_preparation

    sys.argv = ["recbole"]
    split = {"split": {"LS": "valid_and_test"}, "order": "TO", "group_by": "user", "mode": "full"}
    keys = {"data_path": str(folder.parent), "MAX_ITEM_LIST_LENGTH": WINDOW, "train_neg_sample_args": None}
    load = {"load_col": {"inter": ["user_id", "item_id", "timestamp"]}, "eval_args": split, "state": "ERROR"}
    config = Config("SASRec", NAME, config_dict={**keys, **load, "checkpoint_dir": "runs/speed"})
    train, _, _ = data_preparation(config, create_dataset(config))
    next(iter(train))


def measure(loader: str, folder: Path, step: bool) -> dict[str, float]:
    """Load in this process."""
    # Imports RecBole too, which both loads need, before the clock starts.
    import_module("recbole_tema.data.preparation")
    before = memory("VmRSS")
    start = time.perf_counter()
    {"ours": load_ours, "recbole": load_recbole}[loader](folder, step)
    return {"seconds": time.perf_counter() - start, "peak_mb": memory("VmHWM") - before, "whole_mb": memory("VmHWM")}


def measure_in_child(loader: str, folder: Path, step: bool) -> dict[str, float]:
    """Measure in a new process."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.speed.load_speed",
        "--child",
        loader,
        "--folder",
        str(folder),
    ]
    done = subprocess.run([*command, *(["--step"] if step else [])], capture_output=True, text=True, check=True)
    measurement: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measurement


def main() -> None:
    """Print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="0.1,1,3", help="millions of interactions, for ours and RecBole")
    parser.add_argument("--ours", default="10,30", help="millions of interactions, for ours only")
    parser.add_argument("--step", action="store_true", help="train one step as well, with ours")
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(measure(arguments.child, arguments.folder, arguments.step)))
        return
    both, alone = ([float(size) for size in text.split(",") if size] for text in (arguments.sizes, arguments.ours))
    rows: list[dict[str, Any]] = []
    table = Table("interactions", "load", "seconds", "peak above imports, MB", "of the process, MB")
    for size in [*both, *alone]:
        work = Path(tempfile.mkdtemp(dir=os.environ.get("TMPDIR")))
        try:
            generate(work / NAME, round(size * 1e6))
            loads = [
                ("TEMA, first", "ours"),
                ("TEMA, later", "ours"),
                *([("RecBole", "recbole")] if size in both else []),
            ]
            for name, loader in loads:
                row = measure_in_child(loader, work / NAME, arguments.step and loader == "ours")
                rows.append({"millions": size, "way": name, **row})
                cells = (f"{row['seconds']:.1f}", f"{row['peak_mb']:,.0f}", f"{row['whole_mb']:,.0f}")
                table.add_row(f"{size:g} M", name, *cells)
        finally:
            shutil.rmtree(work)
    Console().print(table)
    machine = {"cpu": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    name = "load and one step" if arguments.step else "load"
    save_speed(arguments.output, "load_speed", name, {"machine": machine, "step": arguments.step, "loads": rows})


if __name__ == "__main__":
    main()
