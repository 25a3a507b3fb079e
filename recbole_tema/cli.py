"""The command line: `recbole-tema prepare | encode | tag | run | ...`, and `run_tema.py`, which is `run`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, List, Optional  # noqa: UP035  typer evaluates annotations, on Python 3.9 too

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from recbole_tema.cli_encode import encode_command
from recbole_tema.cli_prepare import prepare_command
from recbole_tema.cli_recommend import recommend_command
from recbole_tema.cli_report import report_command
from recbole_tema.cli_search import search_command
from recbole_tema.cli_serve import serve_command
from recbole_tema.cli_tag import tag_command
from recbole_tema.errors import ConfigError, TEMAError
from recbole_tema.terminal import names, overrides_of, table_console

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Cross-domain sequential recommendation with LLM tags, text and images.",
)
app.command(name="prepare")(prepare_command)
app.command(name="tag")(tag_command)
app.command(name="encode")(encode_command)
app.command(name="report")(report_command)
app.command(name="recommend")(recommend_command)
app.command(name="serve")(serve_command)
# How long one process of a run waits for another before it gives up.
PATIENCE = timedelta(minutes=30)
_ANY_KEYS = {"allow_extra_args": True, "ignore_unknown_options": True}
app.command(name="search", context_settings=_ANY_KEYS)(search_command)


@app.command(context_settings=_ANY_KEYS)
def run(
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
    from recbole_tema.experiment import Experiment, run_experiment
    from recbole_tema.prepare.demo import ensure_demo
    from recbole_tema.prepare.movielens import NAME as DEMO_NAME
    from recbole_tema.processes import processes
    from recbole_tema.report import result_tables

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
    with processes(PATIENCE) as among:
        if dataset == DEMO_NAME:
            if among.first:
                ensure_demo(Path(overrides["data_path"]))
            among.wait()
        with _progress(console, shown=among.first) as bars:
            results = run_experiment(experiment, _watch(bars), among)
    if among.first:
        for table in result_tables(results):
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


# The parent of every complaint about arguments: click's class, or the copy of it that later Typers carry.
_UsageError: Any = next(parent for parent in typer.BadParameter.__mro__ if parent.__name__ == "ClickException")


def _guarded(command: Callable[[], Any]) -> None:
    try:
        if command() == 130:  # what later Typers make of Ctrl-C
            raise KeyboardInterrupt
    except TEMAError as error:
        Console(stderr=True, soft_wrap=True).print(f"Error: {error}", markup=False, highlight=False)
        raise SystemExit(2) from None
    except _UsageError as error:
        error.show()
        raise SystemExit(2) from None
    except (KeyboardInterrupt, typer.Abort):
        Console(stderr=True).print("Interrupted. The same command goes on where it stopped.")
        raise SystemExit(130) from None


def main(arguments: Optional[List[str]] = None) -> None:  # noqa: UP006
    """Entry point of `recbole-tema`; bad input ends with one message and exit code 2."""
    # RecBole imports pandas code that warns on every load; users can do nothing about it.
    if not sys.warnoptions:
        import warnings

        warnings.simplefilter("ignore")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    _guarded(lambda: app(args=arguments, standalone_mode=False))


def run_main() -> None:
    """Entry point of `run_tema.py`: `recbole-tema run` with the same flags."""
    main(["run", *sys.argv[1:]])
