"""Targets supervised a second: TEMA's whole sequences against stock SASRec's padded rows, and against bare products.

Both have hidden size 64, window 50 and their optimiser's step included; TEMA has one intra and one inter layer and ids
only, SASRec its two layers. SASRec is timed over `--batches` of its own batches, as RecBole trains it (with the
anomaly detection that an import inside RecBole turns on for every model) and without that; TEMA over whole epochs.

"Bare products" is how long the matrix products of TEMA's steps take alone, forward and backward: their shapes are noted
while a few steps run, and products of those shapes are then timed on numbers of no meaning. `--dataset` measures that
share on a dataset of one's own, with its own settings, instead of the comparison with SASRec.
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

from recbole_tema.config import Config
from recbole_tema.model import get_model
from recbole_tema.data.preparation import prepare_data
from recbole_tema.files.storage import write_json
from recbole_tema.prepare.demo import ensure_demo
from recbole_tema.training.ddp import n_targets
from recbole_tema.training.trainer import TEMATrainer


class Products(TorchDispatchMode):
    """Notes the shapes of every matrix product."""

    NAMES = frozenset(["aten::mm", "aten::addmm", "aten::bmm", "aten::baddbmm"])

    def __init__(self) -> None:
        super().__init__()
        self.shapes: list[tuple[torch.Size, torch.Size]] = []

    def __torch_dispatch__(self, function: Any, types: Any, arguments: Any = (), named: Any = None) -> Any:
        """Do what was asked, and note it."""
        if function._schema.name in self.NAMES:
            left, right = arguments[-2:] if "add" not in function._schema.name else arguments[1:3]
            self.shapes.append((left.shape, right.shape))
        return function(*arguments, **(named or {}))

    def seconds(self) -> float:
        """Time of products of these shapes alone, each after one that is not timed."""
        taken = 0.0
        for left, right in self.shapes:
            a, b = torch.randn(left), torch.randn(right)
            torch.matmul(a, b)
            start = time.perf_counter()
            torch.matmul(a, b)
            taken += time.perf_counter() - start
        return taken


def prepared(name: str, folder: Path, **keys: Any) -> tuple[Any, Any, Any]:
    """Data, model and optimiser."""
    config = Config(
        name, folder.name, (), {"data_path": str(folder.parent), "checkpoint_dir": "runs/speed", **keys}
    )
    init_seed(config["seed"], True)
    data = prepare_data(config)
    model = get_model(name)(config, data.dataset).train()
    return data, model, TEMATrainer(config, model, Path("runs/speed")).optimizer


def step(model: Any, optimizer: Any, batch: Any) -> int:
    """Train on a batch; its targets."""
    optimizer.zero_grad()
    model.calculate_loss(batch).backward()
    optimizer.step()
    return n_targets(batch)


def trained_per_second(name: str, folder: Path, batches: int, anomaly: bool, **keys: Any) -> float:
    """Targets a second of forward, backward and optimiser step; the first batch warms up and does not count."""
    data, model, optimizer = prepared(name, folder, **keys)
    done, start = 0, 0.0
    with torch.autograd.set_detect_anomaly(anomaly):
        for index, batch in enumerate(data.train):
            if index == 1:
                start = time.perf_counter()
            trained = step(model, optimizer, batch)
            done += trained if index else 0
            if index == batches:
                break
    return done / (time.perf_counter() - start)


def share_of_products(folder: Path, steps: int, **keys: Any) -> dict[str, float]:
    """Seconds of some steps, and of their matrix products alone."""
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
        help="measure the share of products on this folder alone; RecBole keys may follow as --key=value",
    )
    parser.add_argument("--steps", type=int, default=20, help="steps whose products are timed")
    parser.add_argument("--batches", type=int, default=3, help="batches of 2,048 targets timed for SASRec")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results/train_speed.json"))
    arguments, rest = parser.parse_known_args()
    keys = dict(key.removeprefix("--").split("=", 1) for key in rest)
    machine = {"cpu": platform.processor() or platform.machine(), "threads": torch.get_num_threads()}
    record: dict[str, Any] = {"machine": machine, "torch": torch.__version__}
    if arguments.dataset is not None:
        record.update(dataset=arguments.dataset.name, keys=keys)
        record["products"] = share_of_products(arguments.dataset.resolve(), arguments.steps, **keys)
        show_products(arguments.dataset.name, record["products"])
        write_json(arguments.output, record)
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
    table = Table("training", "targets a second", "ratio", title="ml-100k-cross, hidden 64, L 50")
    for name, rate in rates.items():
        table.add_row(name, f"{rate:,.0f}", f"{rate / base:.1f}")
    Console().print(table)
    record["products"] = share_of_products(folder, arguments.steps, **ours)
    show_products(folder.name, record["products"])
    write_json(arguments.output, {**record, "targets_per_second": rates})


def show_products(name: str, row: dict[str, float]) -> None:
    """Print what part of the time the products would take alone."""
    table = Table("steps, s", "their products alone, s", "share", "targets a second", title=f"{name}, TEMA's settings")
    table.add_row(
        f"{row['steps']:.2f}", f"{row['products']:.2f}", f"{row['share']:.2f}", f"{row['targets_per_second']:,.0f}"
    )
    Console().print(table)


if __name__ == "__main__":
    main()
