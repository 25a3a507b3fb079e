"""Targets supervised a second: TEMA's whole sequences against stock SASRec's padded rows, in one run.

Both have hidden size 64, window 50 and the optimiser step included; TEMA has one intra and one inter layer and ids
only, SASRec its two layers. SASRec is timed over `--batches` of its own batches, as RecBole trains it (with the
anomaly detection that an import inside RecBole turns on for every model) and without that; TEMA over whole epochs.
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

from recbole_tema.atomic import write_json
from recbole_tema.config import TEMAConfig, model_class
from recbole_tema.loaders import prepare_data
from recbole_tema.prepare.demo import ensure_demo


def trained_per_second(name: str, data_path: Path, batches: int, anomaly: bool, **keys: Any) -> float:
    """Targets a second of forward, backward and optimiser step; the first batch warms up and does not count."""
    overrides = {"data_path": str(data_path), "hidden_size": 64, "MAX_ITEM_LIST_LENGTH": 50, **keys}
    config = TEMAConfig(name, "ml-100k-cross", (), {**overrides, "checkpoint_dir": "runs/speed"})
    init_seed(config["seed"], True)
    data = prepare_data(config)
    model = model_class(name)(config, data.dataset)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model.train()
    done, start = 0, 0.0
    with torch.autograd.set_detect_anomaly(anomaly):
        for index, batch in enumerate(data.train):
            if index == 1:
                start = time.perf_counter()
            optimizer.zero_grad()
            model.calculate_loss(batch).backward()
            optimizer.step()
            if index >= 1:
                done += int((batch["target_list"] > 0).sum()) if name == "TEMA" else len(batch)
            if index == batches:
                break
    return done / (time.perf_counter() - start)


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--batches", type=int, default=3, help="batches of 2,048 targets timed for SASRec")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results/train_speed.json"))
    arguments = parser.parse_args()
    folder = ensure_demo(arguments.data_path).parent
    ours = {"modalities": ["id"], "n_intra_layers": 1, "n_inter_layers": 1}
    rates = {
        "SASRec, as RecBole trains it": trained_per_second("SASRec", folder, arguments.batches, True),
        "SASRec, anomaly detection off": trained_per_second("SASRec", folder, arguments.batches, False),
        "TEMA, whole sequences": trained_per_second("TEMA", folder, 10**9, False, **ours),
    }
    base = rates["SASRec, as RecBole trains it"]
    table = Table("training", "targets a second", "ratio", title="ml-100k-cross, hidden 64, L 50")
    for name, rate in rates.items():
        table.add_row(name, f"{rate:,.0f}", f"{rate / base:.1f}")
    Console().print(table)
    machine = {"cpu": platform.processor() or platform.machine(), "threads": torch.get_num_threads()}
    write_json(arguments.output, {"machine": machine, "torch": torch.__version__, "targets_per_second": rates})


if __name__ == "__main__":
    main()
