"""`recbole-tema run`, and `run_tema.py`: train, evaluate and compare models."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import typer

from recbole_tema.cli._options import names, overrides_of
from recbole_tema.cli._output import loading, print_tables
from recbole_tema.errors import ConfigError

DEFAULT_MODELS = "TEMA,BPR,Pop"
# Longest wait of one process of a run for another.
TIMEOUT = timedelta(minutes=30)


def run_command(
    context: typer.Context,
    models: str | None = typer.Option(
        None,
        help="Models, separated by commas: names, or module:Class of your own. The first is compared with the others."
        f" Default: {DEFAULT_MODELS}.",
    ),
    model: str | None = typer.Option(None, help="The same as --models, as RecBole names it."),
    dataset: str | None = typer.Option(
        None, help="A folder under data_path; without it the demo ml-100k-cross runs, with its tuned settings."
    ),
    config_files: str = typer.Option("", "--config_files", help="RecBole config files, separated by spaces."),
    seeds: str | None = typer.Option(None, help="Seeds, separated by commas. Default: 2024, or the key seed."),
    tuned: bool = typer.Option(False, "--tuned", help="Use the settings of properties/tuned/DATASET."),
    output_dir: Path | None = typer.Option(
        None, "--output_dir", help="Folder of all results; runs/DATASET by default."
    ),
) -> None:
    """Train, evaluate and compare models. Any RecBole key can be given as --key=value.

    Processes started by torchrun share every training and evaluation.
    """
    from recbole_tema.model.names import check_name

    given = _models(models, model)
    for name in given or ():
        check_name(name)  # before the imports below, which take seconds
    with loading("torch and RecBole"):
        from recbole_tema import distributed
        from recbole_tema.evaluation.ranks import COLD
        from recbole_tema.experiment.run import run_experiment
        from recbole_tema.experiment.settings import user_settings
        from recbole_tema.prepare.demo import DEMO_NAME

    overrides = overrides_of(context.args)
    settings = user_settings(config_files.split(), overrides)
    given = given or names(str(settings.get("model") or DEFAULT_MODELS), "model")
    if dataset is None and settings.get("dataset") is not None:
        dataset = str(settings["dataset"])
    output = output_dir or Path("runs") / (dataset or DEMO_NAME)
    with distributed.process_group(TIMEOUT):
        is_main = distributed.is_main()
        results = run_experiment(
            given,
            dataset or DEMO_NAME,
            seeds=None if seeds is None else _seeds(seeds),
            output_dir=output,
            config_file_list=config_files.split(),
            config_dict=overrides,
            tuned=tuned or dataset is None,
        )
    if is_main:
        print_tables(results.tables())
        if COLD in results.protocols:
            others = ", ".join(name for name in results.protocols if name != COLD)
            typer.echo(f"Candidates above are the cold items of the target's domain; comparison.md has {others} too.")
        typer.echo(f"Written to {output}: results.json, ranks.parquet, comparison.md")


def _models(models: str | None, model: str | None) -> list[str] | None:
    if models is None or model is None:
        text = models if model is None else model
        return None if text is None else names(text, "--models" if model is None else "--model")
    if names(models, "--models") != names(model, "--model"):
        raise ConfigError(f"--models ({models}) and --model ({model}) differ.", remedy="Give one of them.")
    return names(models, "--models")


def _seeds(text: str) -> list[int]:
    try:
        return [int(seed) for seed in names(text, "--seeds")]
    except ValueError:
        raise ConfigError(f"--seeds ({text!r}) must be whole numbers.", remedy="Separate them by commas.") from None
