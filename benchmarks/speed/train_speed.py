"""Measure training: supervised targets per second of TEMA's whole sequences against RecBole's SASRec.

    python -m benchmarks.speed.train_speed
    python -m benchmarks.speed.train_speed --dataset atomic_data/food-kitchen --hidden_size=128

Both models have hidden size 64 and window 50; the optimizer step is included. TEMA has one intra and one inter layer
and ids only, SASRec its two layers. SASRec is timed over `--batches` of its batches, as RecBole trains it (with the
anomaly detection that an import inside RecBole turns on for every model) and without it; TEMA is timed over whole
epochs.

The share of matrix products is the time of the products of TEMA's steps alone, forward and backward: their shapes are
recorded during a few steps, and products of those shapes are timed on random numbers. `--dataset` measures only that
share, on a dataset with its settings given as `--key=value`.
"""

from __future__ import annotations

import argparse
import platform
import time
from pathlib import Path
from typing import Any

import torch
from recbole.utils import init_seed
from rich.console import Console
from rich.table import Table
from torch.utils._python_dispatch import TorchDispatchMode

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.config import Config
from recbole_tema.data.preparation import prepare_data
from recbole_tema.model import get_model
from recbole_tema.prepare.demo import ensure_demo
from recbole_tema.training.ddp import n_targets
from recbole_tema.training.trainer import TEMATrainer


class Products(TorchDispatchMode):
    """Records the shapes of every matrix product."""

    NAMES = frozenset(["aten::mm", "aten::addmm", "aten::bmm", "aten::baddbmm"])

    def __init__(self) -> None:
        super().__init__()
        self.shapes: list[tuple[torch.Size, torch.Size]] = []

    def __torch_dispatch__(self, function: Any, types: Any, arguments: Any = (), named: Any = None) -> Any:
        """Call the function and record its shapes."""
        if function._schema.name in self.NAMES:
            left, right = arguments[-2:] if "add" not in function._schema.name else arguments[1:3]
            self.shapes.append((left.shape, right.shape))
        return function(*arguments, **(named or {}))

    def seconds(self) -> float:
        """Time of products of these shapes alone, each after an untimed one."""
        total = 0.0
        for left, right in self.shapes:
            a, b = torch.randn(left), torch.randn(right)
            torch.matmul(a, b)
            start = time.perf_counter()
            torch.matmul(a, b)
            total += time.perf_counter() - start
        return total


def prepared(name: str, folder: Path, **keys: Any) -> tuple[Any, Any, Any]:
    """Data, model and optimizer."""
    config = Config(name, folder.name, (), {"data_path": str(folder.parent), "checkpoint_dir": "runs/speed", **keys})
    init_seed(config["seed"], True)
    data = prepare_data(config)
    model = get_model(name)(config, data.dataset).train()
    return data, model, TEMATrainer(config, model, Path("runs/speed")).optimizer


def step(model: Any, optimizer: Any, batch: Any) -> int:
    """Train on a batch and return its number of targets."""
    optimizer.zero_grad()
    model.calculate_loss(batch).backward()
    optimizer.step()
    return n_targets(batch)


def trained_per_second(name: str, folder: Path, batches: int, anomaly: bool, **keys: Any) -> float:
    """Targets per second of forward, backward and optimizer step, after a warm-up batch."""
    data, model, optimizer = prepared(name, folder, **keys)
    n_trained, start = 0, 0.0
    with torch.autograd.set_detect_anomaly(anomaly):
        for index, batch in enumerate(data.train):
            if index == 1:
                start = time.perf_counter()
            n_batch = step(model, optimizer, batch)
            n_trained += n_batch if index else 0
            if index == batches:
                break
    return n_trained / (time.perf_counter() - start)


def share_of_products(folder: Path, steps: int, **keys: Any) -> dict[str, float]:
    """Seconds of a few steps, and of their matrix products alone."""
    data, model, optimizer = prepared("TEMA", folder, **keys)
    torch.autograd.set_detect_anomaly(False)
    batches = [batch for _, batch in zip(range(steps + 2), data.train)]
    for batch in batches[:2]:
        step(model, optimizer, batch)
    products = Products()
    with products:
        for batch in batches[2:]:
            step(model, optimizer, batch)
    start = time.perf_counter()
    targets = sum(step(model, optimizer, batch) for batch in batches[2:])
    whole = time.perf_counter() - start
    alone = products.seconds()
    return {"steps": whole, "products": alone, "share": alone / whole, "targets_per_second": targets / whole}


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument(
        "--dataset",
        type=Path,
        help="measure only the share of products, on this folder; RecBole keys may follow as --key=value",
    )
    parser.add_argument("--steps", type=int, default=20, help="steps whose products are timed")
    parser.add_argument("--batches", type=int, default=3, help="batches of 2,048 targets timed for SASRec")
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    arguments, rest = parser.parse_known_args()
    keys = dict(key.removeprefix("--").split("=", 1) for key in rest)
    machine = {"cpu": platform.processor() or platform.machine(), "threads": torch.get_num_threads()}
    record: dict[str, Any] = {"machine": machine, "torch": torch.__version__}
    if arguments.dataset is not None:
        record.update(dataset=arguments.dataset.name, keys=keys)
        record["products"] = share_of_products(arguments.dataset.resolve(), arguments.steps, **keys)
        show_products(arguments.dataset.name, record["products"])
        save_speed(arguments.output, "train_speed", arguments.dataset.name, record)
        return
    folder = ensure_demo(arguments.data_path)
    equal = {"hidden_size": 64, "MAX_ITEM_LIST_LENGTH": 50}
    ours = {**equal, "modalities": ["id"], "n_intra_layers": 1, "n_inter_layers": 1}
    rates = {
        "SASRec, as RecBole trains it": trained_per_second("SASRec", folder, arguments.batches, True, **equal),
        "SASRec, anomaly detection off": trained_per_second("SASRec", folder, arguments.batches, False, **equal),
        "TEMA, whole sequences": trained_per_second("TEMA", folder, 10**9, False, **ours),
    }
    base = rates["SASRec, as RecBole trains it"]
    table = Table("training", "targets per second", "ratio", title="ml-100k-cross, hidden 64, L 50")
    for name, rate in rates.items():
        table.add_row(name, f"{rate:,.0f}", f"{rate / base:.1f}")
    Console().print(table)
    record["products"] = share_of_products(folder, arguments.steps, **ours)
    show_products(folder.name, record["products"])
    save_speed(arguments.output, "train_speed", folder.name, {**record, "targets_per_second": rates})


def show_products(name: str, row: dict[str, float]) -> None:
    """Print the share of time that the products take alone."""
    table = Table(
        "steps, s", "their products alone, s", "share", "targets per second", title=f"{name}, settings of TEMA"
    )
    table.add_row(
        f"{row['steps']:.2f}", f"{row['products']:.2f}", f"{row['share']:.2f}", f"{row['targets_per_second']:,.0f}"
    )
    Console().print(table)


if __name__ == "__main__":
    main()
