"""Training steps a second with memory that stays with the process, against glibc's own ways (`recbole_tema.allocator`).

Each is a process of its own, in turn; seconds are of the processor, so that what else runs counts little.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import torch
from rich.console import Console
from rich.table import Table
from train_speed import prepared, step

from recbole_tema.allocator import keep_freed_memory
from recbole_tema.atomic import write_json

WARM = 2


def seconds_a_step(folder: Path, keep: bool, steps: int, ensemble: int) -> float:
    """Processor seconds of a step of TEMA on ids and titles, in this process."""
    if keep:
        keep_freed_memory()
    data, model, optimizer = prepared("TEMA", folder, ensemble=ensemble, modalities=["id", "text"])
    torch.autograd.set_detect_anomaly(False)
    batches = [batch for _, batch in zip(range(steps + WARM), data.train)]
    for batch in batches[:WARM]:
        step(model, optimizer, batch)
    start = time.process_time()
    for batch in batches[WARM:]:
        step(model, optimizer, batch)
    return (time.process_time() - start) / len(batches[WARM:])


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="a dataset's folder with titles encoded")
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--ensemble", type=int, default=6)
    parser.add_argument("--one", choices=["keep", "give back"], help="measure one way, in this process")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results/allocator_speed.json"))
    arguments = parser.parse_args()
    if arguments.one:
        folder = arguments.dataset.resolve()
        print(json.dumps(seconds_a_step(folder, arguments.one == "keep", arguments.steps, arguments.ensemble)))
        return
    taken: dict[str, list[float]] = {"keep": [], "give back": []}
    for _ in range(arguments.repeats):
        for way, seconds in taken.items():
            command = [sys.executable, "-W", "ignore", *sys.argv, "--one", way]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            seconds.append(float(answer.split()[-1]))
    ratio = median(taken["give back"]) / median(taken["keep"])
    table = Table("freed memory", "seconds a step (median)", "least", "most")
    for way, seconds in taken.items():
        table.add_row(way, *(f"{value:.3f}" for value in (median(seconds), min(seconds), max(seconds))))
    console = Console()
    console.print(table)
    console.print(f"kept: {ratio:.2f} times the steps a second")
    record = {"dataset": arguments.dataset.name, "ensemble": arguments.ensemble, "threads": torch.get_num_threads()}
    write_json(arguments.output, {**record, "steps": arguments.steps, "seconds": taken, "ratio": ratio})


if __name__ == "__main__":
    main()
