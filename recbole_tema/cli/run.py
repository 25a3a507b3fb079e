"""`recbole-tema run`, and `run_tema.py`: train, evaluate and compare models."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from recbole_tema.cli._options import names, overrides_of, table_console
from recbole_tema.errors import ConfigError

# How long one process of a run waits for another before it gives up.
TIMEOUT = timedelta(minutes=30)


def run_command(
    context: typer.Context,
    models: str = typer.Option("TEMA,BPR,Pop", help="Models, ours first; the first is compared with the others."),
    dataset: str = typer.Option("ml-100k-cross", help="A folder under data_path."),
    config_files: str = typer.Option("", "--config_files", help="RecBole config files, separated by blanks."),
    seeds: str = typer.Option("2024", help="Seeds, separated by commas."),
    output_dir: Optional[Path] = typer.Option(
        None, "--output_dir", help="Where everything is written; runs/DATASET by default."
    ),
) -> None:
    """Train, evaluate and compare models. Any RecBole key can be given as --key=value.

    Started by torchrun, the processes share every training and evaluation.
    """
    from recbole_tema import distributed
    from recbole_tema.evaluation import ExperimentResult
    from recbole_tema.experiment.run import Experiment, run_experiment
    from recbole_tema.prepare.demo import DEMO_NAME, ensure_demo

    overrides = overrides_of(context.args)
    if dataset == DEMO_NAME:
        overrides.setdefault("data_path", "atomic_data")
    output = output_dir or Path("runs") / dataset
    experiment = Experiment(
        models=names(models, "--models"),
        dataset=dataset,
        seeds=_seeds(seeds),
        output_dir=output,
        config_files=[Path(file) for file in config_files.split()],
        overrides=overrides,
    )
    console = table_console()
    with distributed.process_group(TIMEOUT):
        if dataset == DEMO_NAME:
            if distributed.is_main():
                ensure_demo(Path(overrides["data_path"]))
            distributed.barrier()
        is_main = distributed.is_main()
        with _progress(console, shown=is_main) as bars:
            results = run_experiment(experiment, _watch(bars))
    if is_main:
        for table in ExperimentResult.from_dict(results, output).tables():
            console.print(table)
        console.print(f"Written to {output}: results.json, ranks.parquet, comparison.md")


def _progress(console: Console, shown: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        console=console,
        disable=not shown,
    )


def _watch(bars: Progress) -> Callable[[str, int, int, Any], None]:
    tasks: dict[tuple[str, int], TaskID] = {}

    def on_epoch(model: str, seed: int, epochs: int, progress: Any) -> None:
        key = (model, seed)
        if key not in tasks:
            tasks[key] = bars.add_task(f"{model} seed {seed}", total=epochs, note="")
        note = f"epoch {progress.epoch}, best {progress.best_score:.4f} at {progress.best_epoch}"
        bars.update(tasks[key], completed=progress.epoch, note=note)

    return on_epoch


def _seeds(text: str) -> list[int]:
    try:
        return [int(seed) for seed in names(text, "--seeds")]
    except ValueError:
        raise ConfigError(f"--seeds is {text!r}.", remedy="Give whole numbers separated by commas.") from None
