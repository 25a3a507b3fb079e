"""Experiments: models trained and evaluated with several seeds on one split, and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from recbole_tema import distributed
from recbole_tema.config import Config, PathLike
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import ExperimentResult
from recbole_tema.evaluation.significance import TESTED_METRICS
from recbole_tema.experiment.keys import check_settings
from recbole_tema.experiment.output_folder import check_output, recorded_runs, run_folder, write_results
from recbole_tema.experiment.progress import Display, create_display
from recbole_tema.experiment.settings import metric_keys, seeds_of, setting_or, tested_metrics, user_settings
from recbole_tema.experiment.single_run import run_one
from recbole_tema.files.locks import locked
from recbole_tema.model.registry import get_model
from recbole_tema.prepare.demo import DEMO_NAME, ensure_demo
from recbole_tema.settings_files import check_keys, known_keys, read_settings, tuned_settings
from recbole_tema.training.progress import Progress

OnEpoch = Callable[[str, int, int, Progress], None]
Model = str | type


@dataclass(frozen=True)
class Experiment:
    """Models, dataset, seeds and settings of an experiment; parameters as of :func:`run_experiment`."""

    models: Sequence[Model]
    dataset: str
    seeds: Sequence[int]
    output_dir: Path
    config_file_list: Sequence[PathLike] = ()
    config_dict: Mapping[str, Any] | None = None
    tuned: bool = False

    def __post_init__(self) -> None:
        classes = [get_model(model) for model in self.models]
        names = [model.__name__ for model in classes]
        if len(set(names)) != len(names) or not names:
            raise ConfigError(f"The models are {', '.join(names) or 'none'}.", remedy="Give each model once.")
        settings = self.settings
        sources = [(str(file), read_settings(Path(file))) for file in self.config_file_list]
        for model in classes:
            check_keys([*sources, ("the given settings", self.config_dict or {})], known_keys(model, classes))
        if "model" in settings:
            setting_or(", ".join(names), {"model": get_model(settings["model"]).__name__}, "model", None)
        setting_or(self.dataset, settings, "dataset", None)
        seeds_of(self.seeds, settings)
        check_settings(settings, classes)
        if self.tuned and not any(tuned_settings(model, self.dataset) for model in classes):
            raise ConfigError(
                f"There are no tuned settings of {', '.join(names)} on {self.dataset}.",
                remedy="Leave out `tuned`, or search for settings with recbole-tema search.",
            )

    @cached_property
    def settings(self) -> dict[str, Any]:
        """Settings of the user, without tuned ones."""
        return user_settings(self.config_file_list, self.config_dict)

    def config(self, model: Model, seed: int, settings: Mapping[str, Any] | None = None) -> Config:
        """Configuration of one run, with additional settings."""
        tuned = tuned_settings(get_model(model), self.dataset) if self.tuned else None
        files = [*([] if tuned is None else [tuned]), *self.config_file_list]
        of_metrics = metric_keys({**self.settings, **(settings or {})})
        asked = of_metrics.pop("evaluation_metrics", None)
        keys: dict[str, Any] = {
            **(self.config_dict or {}),
            **{key: self.settings[key] for key in ("metrics", "topk") if key in self.settings},
            **(settings or {}),
            **of_metrics,
            "seed": seed,
            "checkpoint_dir": str(self.output_dir / "recbole"),
        }
        config = Config(model, self.dataset, files, keys, other_models=map(get_model, self.models))
        if asked:
            config["evaluation_metrics"] = list(dict.fromkeys([*asked, config["selection_metric"]]))
        return config


def run_experiment(
    models: Model | Sequence[Model],
    dataset: str,
    *,
    seeds: Sequence[int] | None = None,
    output_dir: PathLike | None = None,
    config_file_list: Sequence[PathLike] = (),
    config_dict: Mapping[str, Any] | None = None,
    tuned: bool = False,
    progress: bool = True,
    on_epoch: OnEpoch = lambda *_: None,
) -> ExperimentResult:
    """Train and evaluate every model with every seed, and test the first model against the others.

    Finished runs with the same settings are read, not repeated; a run that was killed continues. Runs of earlier calls
    with the same ``output_dir`` stay in the comparison, before those of this call, until their folders are deleted.
    Processes started by ``torchrun`` share every training and evaluation.

    Parameters
    ----------
    models : str, type, or sequence of them
        Names of models of this package or of RecBole, ``module:Class``, or classes. The first is compared with the
        others.
    dataset : str
        A folder under ``data_path``.
    seeds : sequence of int, optional
        The key ``seed`` of the settings by default, or 2024.
    output_dir : str or Path, optional
        ``runs/DATASET`` by default. Receives ``results.json``, ``ranks.parquet``, ``comparison.md`` and one folder per
        run.
    config_file_list : sequence of str or Path
        RecBole config files, for all models.
    config_dict : mapping of str to Any, optional
        Single keys, above every file.
    tuned : bool
        Use the settings in ``properties/tuned/DATASET``, for models that have them, below the files and keys.
    progress : bool
        Show the progress of every run on the standard error stream: a live bar in a terminal or notebook, plain lines
        elsewhere. RecBole's key ``show_progress`` turns it off too.
    on_epoch : callable, optional
        Called with model name, seed, maximum number of epochs and progress, after every epoch.

    Returns
    -------
    ExperimentResult
        Metrics, comparison and per-user ranks as data frames.

    Raises
    ------
    ConfigError
        For wrong settings, or an output folder that holds runs with other settings or data, or runs that were evaluated
        in another way.
    FolderInUseError
        If another command is writing to the output folder.
    DataError
        For malformed files.

    Examples
    --------
    >>> result = run_experiment(["TEMA", "SASRec"], "my-shop", seeds=[1, 2, 3])  # doctest: +SKIP
    >>> result.to_frame()  # doctest: +SKIP
    """
    chosen = [models] if isinstance(models, (str, type)) else list(models)
    output = Path("runs") / dataset if output_dir is None else Path(output_dir)
    seeds = seeds_of(seeds, user_settings(config_file_list, config_dict))
    experiment = Experiment(chosen, dataset, seeds, output, config_file_list, config_dict, tuned)
    configs = {(get_model(model).__name__, seed): experiment.config(model, seed) for model in chosen for seed in seeds}
    lock = locked(output, "run") if distributed.is_main() else nullcontext()
    with lock, create_display(progress) as display:
        prepare_demo(experiment, display)
        recorded = distributed.broadcast(recorded_runs(output) if distributed.is_main() else None)
        if distributed.is_main():
            check_output(output, recorded, configs)
        distributed.barrier()
        finished = {}
        for number, ((name, seed), config) in enumerate(configs.items(), start=1):
            label = f"{name} seed {seed}" + (f" ({number}/{len(configs)})" if len(configs) > 1 else "")
            report = partial(on_epoch, name, seed, config["epochs"])
            finished[name, seed] = run_one(config, run_folder(output, (name, seed)), report, display, label)
        metrics = tested_metrics(next(iter(configs.values())), TESTED_METRICS)
        return write_results(output, recorded, finished, metrics)


def prepare_demo(experiment: Experiment, display: Display) -> None:
    """Prepare the embedded dataset on first use, if the experiment is on it."""
    if experiment.dataset == DEMO_NAME:
        config = experiment.config(experiment.models[0], experiment.seeds[0])
        if distributed.is_main():
            with display.of_step(f"{DEMO_NAME}: preparing the dataset"):
                ensure_demo(Path(config["data_path"]).parent)
        distributed.barrier()
