"""One run: a model trained and evaluated with one seed, in a folder of its own."""

from __future__ import annotations

import logging
import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from recbole.utils import init_seed

from recbole_tema import distributed
from recbole_tema.config import Config, plain_settings
from recbole_tema.data.preparation import EvaluationSet, PreparedData, prepare_data
from recbole_tema.evaluation import write_ranks
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.evaluation.groups import summarise_groups
from recbole_tema.evaluation.results import RunResult, read_run_record
from recbole_tema.experiment.progress import SILENT, Display, RunView
from recbole_tema.model.failures import failures_of
from recbole_tema.training.checkpoint import RANKS, RESULT, check_weights, claim_folder, write_result
from recbole_tema.training.log import log_finished
from recbole_tema.training.progress import OnEpoch, Progress
from recbole_tema.training.special import trainer_of

OnBatches = Callable[[int, int], None]


def run_one(config: Config, folder: Path, on_epoch: OnEpoch, display: Display, label: str) -> dict[str, Any]:
    """One run: ``{"dataset": ..., "run": ...}`` as in ``results.json``, with ``ranks.parquet`` in its folder.

    Parameters
    ----------
    config : Config
    folder : Path
    on_epoch : callable
        Called with the progress after every epoch.
    display : Display
    label : str
        Name of the run in the display.

    Raises
    ------
    ConfigError
        If the folder holds a run with other settings or other data.
    """
    _claim(folder, config)
    if distributed.broadcast(is_finished(folder)):
        display.line(f"{label}: finished before, read from {folder}")
        finished = read_run_record(folder)
        check_weights(folder, finished)
        log_finished(config, folder, finished["run"]["losses"], finished["run"]["scores"])
        return finished
    display = display if config["show_progress"] else SILENT
    with display.of_run(_view(config, label)):
        trained = _train(config, folder, on_epoch, display)
        result = _evaluate(config, trained, folder, display)
        result["run"].update(config=plain_settings(config), processes=distributed.world_size())
        if distributed.is_main():
            write_result(folder, result)
        distributed.barrier()
        converged = RunResult.model_validate(result["run"]).converged
        display.finished(trained.progress.stopped, converged)
    return result


def is_finished(folder: Path) -> bool:
    """Whether a folder holds a finished run."""
    return (folder / RESULT).is_file() and (folder / RANKS).is_file()


def _view(config: Config, label: str) -> RunView:
    return RunView(
        label,
        metric=config["selection_metric"],
        epochs=config["epochs"],
        max_seconds=config["max_train_seconds"] or 0,
        networks=(config["teachers"] or 0) + 1,
    )


@dataclass(frozen=True)
class Trained:
    """A trained model with its best weights, and the data it was trained on."""

    data: PreparedData
    model: Any
    progress: Progress
    valid: Evaluator


def train_one(config: Config, folder: Path, on_epoch: OnEpoch, display: Display, label: str) -> Trained:
    """Train one model to its end without ranking any test target; parameters as of :func:`run_one`.

    Raises
    ------
    ConfigError
        If the folder holds a run with other settings or other data.
    """
    _claim(folder, config)
    display = display if config["show_progress"] else SILENT
    with display.of_run(_view(config, label)):
        trained = _train(config, folder, on_epoch, display)
        display.finished(trained.progress.stopped)
    return trained


def _claim(folder: Path, config: Config) -> None:
    # RecBole logs every dataset and model; an experiment shows progress and tables instead.
    logging.getLogger().setLevel(logging.ERROR)
    claim_folder(folder, config)


def _train(config: Config, folder: Path, on_epoch: OnEpoch, display: Display) -> Trained:
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
    valid = _evaluator(config, data, data.valid, display.evaluation("validation"))
    score = partial(valid.selection_score, metric=config["selection_metric"], protocol=config["selection_protocol"])

    def after_epoch(progress: Progress) -> None:
        display.epoch(progress)
        if progress is trainer.progress:  # not of a teacher
            on_epoch(progress)

    with failures_of(name, "it was trained", folder):
        progress = trainer.train(
            data.train, score, after_epoch, on_start=display.training_started, on_batch=display.batch
        )
    return Trained(data, model, progress, valid)


def _evaluator(config: Config, data: PreparedData, targets: EvaluationSet, on_batch: OnBatches) -> Evaluator:
    return Evaluator(targets, data.domains, config, data.fingerprint, data.split.n_train_interactions(), on_batch)


def _evaluate(config: Config, trained: Trained, folder: Path, display: Display) -> dict[str, Any]:
    start = time.perf_counter()
    data, model, progress = trained.data, trained.model, trained.progress
    metrics: dict[str, Any] = {}
    groups: dict[str, Any] = {}
    tables = []
    test = _evaluator(config, data, data.test, display.evaluation("test"))
    for split, evaluator in (("valid", trained.valid), ("test", test)):
        with failures_of(config["model"], "it was evaluated", folder):
            ranks, metrics[split] = evaluator.evaluate(model)
        chosen = data.split.groups(evaluator.data.targets)
        if chosen:
            groups[split] = summarise_groups(ranks, chosen, evaluator.rank_metrics)
        tables.append(rank_rows(config, data, evaluator, split, ranks))
    if distributed.is_main():
        write_ranks(folder / RANKS, pd.concat(tables, ignore_index=True))
    run = {
        "model": config["model"],
        "seed": config["seed"],
        "params": sum(parameter.numel() for parameter in model.parameters()),
        "epochs": progress.epoch,
        "best_epoch": progress.best_epoch,
        "stopped": progress.stopped,
        "train_seconds": round(progress.total_seconds, 2),
        "eval_seconds": round(progress.total_eval_seconds + time.perf_counter() - start, 2),
        "peak_rss_mb": _peak_rss_mb(),
        "losses": progress.losses,
        "scores": progress.scores,
        **metrics,
    }
    if groups:
        run["groups"] = groups
    return {"dataset": describe(data, config["dataset"]), "run": run}


def rank_rows(
    config: Config, data: PreparedData, evaluator: Evaluator, split: str, ranks: Mapping[str, np.ndarray]
) -> pd.DataFrame:
    """Ranks of the targets of a split by protocol, as ``ranks.parquet`` holds them."""
    targets = evaluator.data.targets
    groups = data.split.groups(targets)
    frame = pd.DataFrame(
        {
            "model": config["model"],
            "seed": config["seed"],
            "split": split,
            "user_id": data.split.interactions.user_tokens[targets.users],
            "item_id": data.split.interactions.item_tokens[targets.items],
            "domain": evaluator.target_domains,
            "history_length": (targets.history_offsets[1:] - targets.history_offsets[:-1]).astype("int32"),
        }
    )
    if groups:
        frame = frame.assign(new_user=groups["new_users"], new_item=groups["new_items"])
    parts = [frame.assign(protocol=protocol, rank=values.astype("float32")) for protocol, values in ranks.items()]
    return pd.concat(parts, ignore_index=True)


def describe(data: PreparedData, name: str) -> dict[str, Any]:
    """The ``dataset`` part of ``results.json``."""
    of_item, interactions = data.domains.of_item, data.split.source()
    of_row = of_item[torch.from_numpy(interactions.items)]
    split, cold = data.split.record(), data.split.cold_items()
    return {
        "name": name,
        "fingerprint": data.fingerprint,
        "users": len(interactions.users),
        "items": len(of_item) - 1,
        "interactions": len(interactions.items),
        "domains": {
            domain: {
                "items": int((of_item == d).sum()),
                "interactions": int((of_row == d).sum()),
                **({} if cold is None else {"cold_items": int((of_item.numpy()[cold] == d).sum())}),
            }
            for d, domain in enumerate(data.domains.names, start=1)
        },
        **({} if split is None else {"split": split}),
    }


def _peak_rss_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
