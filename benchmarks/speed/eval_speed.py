"""Measure full-ranking evaluation of one model: ours against RecBole's Trainer, and each protocol alone, in one run.

    python -m benchmarks.speed.eval_speed
    python -m benchmarks.speed.eval_speed --dataset atomic_data/food-kitchen

The same untrained model and targets are used, with RecBole's default ``eval_batch_size`` for its Trainer and ours for
ours. Each evaluation runs twice, in both orders, so that none is favoured.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from recbole.data.dataloader import FullSortEvalDataLoader
from recbole.trainer import Trainer
from recbole.utils import init_seed
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.config import Config
from recbole_tema.data.dataset import TEMADataset
from recbole_tema.data.preparation import prepare_data
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.model import get_model
from recbole_tema.prepare.demo import ensure_demo

RECBOLE_BATCH = 4096  # RecBole's default
METRICS = {"metrics": ["Hit", "NDCG", "MRR"], "topk": [5, 10]}


def seconds(*calls: Callable[[], Any]) -> list[float]:
    """Seconds of each call, run once to warm up and then twice, in both orders."""
    for call in calls:
        call()
    totals = [0.0] * len(calls)
    for place in [*range(len(calls)), *reversed(range(len(calls)))]:
        start = time.perf_counter()
        calls[place]()
        totals[place] += time.perf_counter() - start
    return [total / 2 for total in totals]


def evaluations(name: str, folder: Path, width: int) -> dict[str, float]:
    """Seconds of RecBole's evaluation of the test targets, and of ours by protocol."""
    keys = {"data_path": str(folder.parent), "hidden_size": width, "checkpoint_dir": "runs/speed", **METRICS}
    config = Config(name, folder.name, (), {**keys, "modalities": ["id"], "eval_batch_size": 1024})
    recbole_config = Config(name, folder.name, (), {**keys, "modalities": ["id"], "eval_batch_size": RECBOLE_BATCH})
    init_seed(1, True)
    data = prepare_data(config)
    model = get_model(name)(config, data.dataset).eval()
    ours = data.dataset
    test = ours.build()[2] if isinstance(ours, TEMADataset) else data.test.dataset
    loader = FullSortEvalDataLoader(recbole_config, test, None, shuffle=False)
    trainer = Trainer(recbole_config, model)
    evaluator = Evaluator(data.test, data.domains, config, data.fingerprint)

    def ranks(protocols: list[str]) -> Callable[[], Any]:
        return lambda: evaluator.summary(evaluator.ranks(model, protocols))

    protocols = ["catalog", "domain", "sampled"]
    calls = [
        lambda: trainer.evaluate(loader, load_best_model=False),
        *(ranks([p]) for p in protocols),
        ranks(protocols),
    ]
    return dict(zip(["recbole", *protocols, "all three"], seconds(*calls)))


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", type=Path, help="folder of a dataset (default: ml-100k-cross)")
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    arguments = parser.parse_args()
    folder = (arguments.dataset or ensure_demo(Path("atomic_data"))).resolve()
    torch.autograd.set_detect_anomaly(False)
    timings = {name: evaluations(name, folder, arguments.width) for name in ("TEMA", "SASRec")}
    columns = ("model", "RecBole's Trainer", "ours: catalog", "domain", "sampled", "all three", "ratio")
    table = Table(*columns, title=f"{folder.name}: seconds for all test targets, width {arguments.width}")
    for name, row in timings.items():
        table.add_row(name, *(f"{value:.3f}" for value in row.values()), f"{row['recbole'] / row['catalog']:.1f}")
    Console().print(table)
    machine = {"cpu": platform.processor() or platform.machine(), "threads": torch.get_num_threads()}
    record = {"machine": machine, "torch": torch.__version__, "dataset": folder.name, "width": arguments.width}
    save_speed(arguments.output, "eval_speed", folder.name, {**record, "seconds": timings})


if __name__ == "__main__":
    main()
