"""Experiments: models trained and evaluated with several seeds on one split, and compared."""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd
import torch
from recbole.utils import init_seed

from recbole_tema import distributed
from recbole_tema.config import Config, PathLike, check_keys, known_keys, plain_settings, read_settings, tuned_settings
from recbole_tema.data.preparation import EvaluationSet, PreparedData, prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import ExperimentResult, compare, read_ranks, write_ranks
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.evaluation.groups import summarise_groups
from recbole_tema.evaluation.significance import TESTED_METRICS
from recbole_tema.evaluation.tables import write_markdown
from recbole_tema.experiment.keys import check_settings
from recbole_tema.experiment.settings import metric_keys, seeds_of, setting_or, tested_metrics, user_settings
from recbole_tema.files.storage import write_json
from recbole_tema.model.failures import failures_of
from recbole_tema.model.registry import get_model
from recbole_tema.prepare.demo import DEMO_NAME, ensure_demo
from recbole_tema.training.checkpoint import RESULT, claim_folder, write_result
from recbole_tema.training.log import log_finished
from recbole_tema.training.special import trainer_of
from recbole_tema.training.trainer import Progress

SCHEMA = 1
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
        names = [get_model(model).__name__ for model in self.models]
        if len(set(names)) != len(names) or not names:
            raise ConfigError(f"The models are {', '.join(names) or 'none'}.", remedy="Give each model once.")
        settings, classes = self.settings, [get_model(model) for model in self.models]
        sources = [(str(file), read_settings(Path(file))) for file in self.config_file_list]
        for model in classes:
            check_keys([*sources, ("the given settings", self.config_dict or {})], known_keys(model, classes))
        if "model" in settings:
            setting_or(", ".join(names), {"model": get_model(settings["model"]).__name__}, "model", None)
        setting_or(self.dataset, settings, "dataset", None)
        seeds_of(self.seeds, settings)
        check_settings(settings, classes)
        if self.tuned and not any(tuned_settings(get_model(model), self.dataset) for model in self.models):
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
    on_epoch: OnEpoch = lambda *_: None,
) -> ExperimentResult:
    """Train and evaluate every model with every seed, and test the first model against the others.

    Finished runs with the same settings are read, not repeated; a run that was killed continues. Processes started by
    ``torchrun`` share every training and evaluation.

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
    on_epoch : callable, optional
        Called with model name, seed, maximum number of epochs and progress, after every epoch.

    Returns
    -------
    ExperimentResult
        Metrics, comparison and per-user ranks as data frames.

    Raises
    ------
    ConfigError
        For wrong settings, or an output folder that holds runs with other settings or data.
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
    prepare_demo(experiment)
    configs = {(get_model(model).__name__, seed): experiment.config(model, seed) for model in chosen for seed in seeds}
    runs, tables, dataset_info = [], [], None
    for (name, seed), config in configs.items():
        folder = output / f"{name}-{seed}"
        result = run_one(config, folder, partial(on_epoch, name, seed, config["epochs"]))
        dataset_info = dataset_info or result["dataset"]
        if result["dataset"]["fingerprint"] != dataset_info["fingerprint"]:
            raise ConfigError(
                "The runs in this folder are of another dataset.", path=folder, remedy="Use a new output_dir."
            )
        runs.append(result["run"])
        tables.append(read_ranks(folder / "ranks.parquet"))
    ranks = pd.concat(tables, ignore_index=True)
    record: dict[str, Any] = {"schema": SCHEMA, "dataset": dataset_info, "runs": runs, "comparison": []}
    (first, _), config = next(iter(configs.items()))
    if len(chosen) > 1:
        for protocol in config["protocols"]:
            record["comparison"] += compare(
                ranks, first, protocol=protocol, metrics=tested_metrics(config, TESTED_METRICS)
            )
    results = ExperimentResult.from_dict(record, output)
    if distributed.is_main():
        write_ranks(output / "ranks.parquet", ranks)
        write_json(output / "results.json", record)
        write_markdown(results, output / "comparison.md")
    distributed.barrier()
    return results


def prepare_demo(experiment: Experiment) -> None:
    """Prepare the embedded dataset on first use, if the experiment is on it."""
    if experiment.dataset == DEMO_NAME:
        config = experiment.config(experiment.models[0], experiment.seeds[0])
        if distributed.is_main():
            ensure_demo(Path(config["data_path"]).parent)
        distributed.barrier()


def run_one(config: Config, folder: Path, on_epoch: Callable[[Progress], None]) -> dict[str, Any]:
    """One run: ``{"dataset": ..., "run": ...}`` as in ``results.json``, with ``ranks.parquet`` in its folder.

    Raises
    ------
    ConfigError
        If the folder holds a run with other settings or other data.
    """
    _claim(folder, config)
    if distributed.broadcast((folder / RESULT).exists() and (folder / "ranks.parquet").exists()):
        finished: dict[str, Any] = json.loads((folder / RESULT).read_text(encoding="utf-8"))
        log_finished(config, folder, finished["run"]["losses"], finished["run"]["scores"])
        return finished
    trained = _train(config, folder, on_epoch)
    result = _evaluate(config, trained, folder)
    result["run"].update(config=plain_settings(config), processes=distributed.world_size())
    if distributed.is_main():
        write_result(folder, result)
    distributed.barrier()
    return result


@dataclass(frozen=True)
class Trained:
    """A trained model with its best weights, and the data it was trained on."""

    data: PreparedData
    model: Any
    progress: Progress
    valid: Evaluator


def train_one(config: Config, folder: Path, on_epoch: Callable[[Progress], None]) -> Trained:
    """Train one model to its end without ranking any test target.

    Raises
    ------
    ConfigError
        If the folder holds a run with other settings or other data.
    """
    _claim(folder, config)
    return _train(config, folder, on_epoch)


def _claim(folder: Path, config: Config) -> None:
    # RecBole logs every dataset and model; an experiment shows progress and tables instead.
    logging.getLogger().setLevel(logging.ERROR)
    claim_folder(folder, config)


def _train(config: Config, folder: Path, on_epoch: Callable[[Progress], None]) -> Trained:
    init_seed(config["seed"], config["reproducibility"])
    name = config["model"]
    with failures_of(name, "its data were loaded", folder):
        data = prepare_data(config)
    # Again, so that initial weights do not depend on random draws while loading.
    init_seed(config["seed"], config["reproducibility"])
    with failures_of(name, "it was built", folder):
        model = config.model_class(config, data.dataset).to(config["device"])
    distributed.assert_same(data.fingerprint, "dataset files")
    if config["train_neg_sample_args"]["dynamic"]:
        data.train.get_model(model)  # which scores the candidates of a negative
    trainer = trainer_of(config)(config, model, folder)
    valid = _evaluator(config, data, data.valid)
    score = partial(valid.selection_score, metric=config["selection_metric"], protocol=config["selection_protocol"])
    with failures_of(name, "it was trained", folder):
        progress = trainer.train(data.train, score, on_epoch)
    return Trained(data, model, progress, valid)


def _evaluator(config: Config, data: PreparedData, targets: EvaluationSet) -> Evaluator:
    return Evaluator(targets, data.domains, config, data.fingerprint, data.split.n_train_interactions())


def _evaluate(config: Config, trained: Trained, folder: Path) -> dict[str, Any]:
    start = time.perf_counter()
    data, model, progress = trained.data, trained.model, trained.progress
    metrics: dict[str, Any] = {}
    groups: dict[str, Any] = {}
    tables = []
    for split, evaluator in (("valid", trained.valid), ("test", _evaluator(config, data, data.test))):
        with failures_of(config["model"], "it was evaluated", folder):
            ranks, metrics[split] = evaluator.evaluate(model)
        groups[split] = summarise_groups(ranks, data.split.groups(evaluator.data.targets), evaluator.rank_metrics)
        tables += [rank_rows(config, data, evaluator, split, protocol, values) for protocol, values in ranks.items()]
    if distributed.is_main():
        write_ranks(folder / "ranks.parquet", pd.concat(tables, ignore_index=True))
    run = {
        "model": config["model"],
        "seed": config["seed"],
        "params": sum(parameter.numel() for parameter in model.parameters()),
        "epochs": progress.epoch,
        "best_epoch": progress.best_epoch,
        "stopped": progress.stopped,
        "train_seconds": round(progress.seconds, 2),
        "eval_seconds": round(progress.eval_seconds + time.perf_counter() - start, 2),
        "peak_rss_mb": _peak_rss_mb(),
        "losses": progress.losses,
        "scores": progress.scores,
        **metrics,
    }
    if data.split.record() is not None:
        run["groups"] = groups
    return {"dataset": describe(data, config["dataset"]), "run": run}


def rank_rows(
    config: Config, data: PreparedData, evaluator: Evaluator, split: str, protocol: str, ranks: Any
) -> pd.DataFrame:
    """Ranks of the targets of a split under a protocol, as ``ranks.parquet`` holds them."""
    targets = evaluator.data.targets
    groups = data.split.groups(targets)
    frame = pd.DataFrame(
        {
            "model": config["model"],
            "seed": config["seed"],
            "split": split,
            "protocol": protocol,
            "user_id": data.split.interactions.user_tokens[targets.users],
            "item_id": data.split.interactions.item_tokens[targets.items],
            "domain": evaluator.target_domains,
            "history_length": (targets.history_offsets[1:] - targets.history_offsets[:-1]).astype("int32"),
            "rank": ranks.astype("float32"),
        }
    )
    return frame.assign(new_user=groups["new_users"], new_item=groups["new_items"]) if groups else frame


def describe(data: PreparedData, name: str) -> dict[str, Any]:
    """The ``dataset`` part of ``results.json``."""
    of_item, interactions = data.domains.of_item, data.split.interactions
    of_row = of_item[torch.from_numpy(interactions.items)]
    split = data.split.record()
    return {
        "name": name,
        "fingerprint": data.fingerprint,
        "users": len(interactions.users),
        "items": len(of_item) - 1,
        "interactions": len(interactions.items),
        "domains": {
            domain: {"items": int((of_item == d).sum()), "interactions": int((of_row == d).sum())}
            for d, domain in enumerate(data.domains.names, start=1)
        },
        **({} if split is None else {"split": split}),
    }


def _peak_rss_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
