"""One (model, dataset, seed) gives a result; many give a comparison. Everything goes under one output folder."""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Optional

import pandas as pd
import torch
from recbole.utils import init_seed

from recbole_tema import distributed
from recbole_tema.config import TEMAConfig, model_class
from recbole_tema.data.preparation import Prepared, input_hashes, prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import ExperimentResult, compare, read_ranks, write_ranks
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.evaluation.tables import write_markdown
from recbole_tema.files.storage import sha256, write_json
from recbole_tema.training.trainer import BEST, Progress, TEMATrainer

SCHEMA = 1
OnEpoch = Callable[[str, int, int, Progress], None]


@dataclass(frozen=True)
class Experiment:
    """What to run.

    Attributes
    ----------
    models : sequence of str
        The first is "ours" in the comparison.
    dataset : str
    seeds : sequence of int
    output_dir : Path
    config_files : sequence of Path
    overrides : mapping of str to Any
        Single keys, above every file.
    """

    models: Sequence[str]
    dataset: str
    seeds: Sequence[int]
    output_dir: Path
    config_files: Sequence[Path] = ()
    overrides: Optional[Mapping[str, Any]] = None

    def config(self, model: str, seed: int, settings: Optional[Mapping[str, Any]] = None) -> TEMAConfig:
        """The configuration of one run, with some settings of its own."""
        overrides = {
            **(self.overrides or {}),
            **(settings or {}),
            "seed": seed,
            "checkpoint_dir": str(self.output_dir / "recbole"),
        }
        return TEMAConfig(model, self.dataset, self.config_files, overrides)


def run_experiment(experiment: Experiment, on_epoch: OnEpoch = lambda *_: None) -> dict[str, Any]:
    """Train and evaluate every model with every seed, and compare the first with the others.

    Runs that are done already under the same settings are read, not repeated; one that was killed goes on.

    Parameters
    ----------
    experiment : Experiment
    on_epoch : callable, optional
        Called with model, seed, the most epochs and the progress, after every epoch.

    Returns
    -------
    dict
        What ``results.json`` holds; beside it are ``ranks.parquet`` and ``comparison.md``.
    """
    configs = {
        (model, seed): experiment.config(model, seed) for model in experiment.models for seed in experiment.seeds
    }
    runs, tables, described = [], [], None
    for (model, seed), config in configs.items():
        folder = experiment.output_dir / f"{model}-{seed}"
        notify = partial(on_epoch, model, seed, config["epochs"])
        result = run_one(config, folder, notify)
        described = described or result["dataset"]
        if result["dataset"]["fingerprint"] != described["fingerprint"]:
            raise ConfigError(
                "runs in this folder are of another dataset.", path=folder, remedy="Use a new output_dir."
            )
        runs.append(result["run"])
        tables.append(read_ranks(folder / "ranks.parquet"))
    ranks = pd.concat(tables, ignore_index=True)
    results: dict[str, Any] = {"schema": SCHEMA, "dataset": described, "runs": runs, "comparison": []}
    if len(set(experiment.models)) > 1:
        for protocol in configs[experiment.models[0], experiment.seeds[0]]["protocols"]:
            results["comparison"] += compare(ranks, experiment.models[0], protocol=protocol)
    if distributed.is_main():
        write_ranks(experiment.output_dir / "ranks.parquet", ranks)
        write_json(experiment.output_dir / "results.json", results)
        write_markdown(
            ExperimentResult.from_dict(results, experiment.output_dir), experiment.output_dir / "comparison.md"
        )
    distributed.barrier()
    return results


def run_one(config: TEMAConfig, folder: Path, on_epoch: Callable[[Progress], None]) -> dict[str, Any]:
    """One run: ``{"dataset": ..., "run": ...}`` as in ``results.json``, with ``ranks.parquet`` in its folder.

    Raises
    ------
    ConfigError
        If the folder holds a run of other settings or of other data.
    """
    done = folder / "result.json"
    _claim(config, folder)
    if distributed.broadcast(done.exists() and (folder / "ranks.parquet").exists()):
        finished: dict[str, Any] = json.loads(done.read_text(encoding="utf-8"))
        return finished
    trained = _train(config, folder, on_epoch)
    result = _evaluate(config, trained, folder)
    result["run"].update(config=_plain_settings(config), processes=distributed.world_size())
    if distributed.is_main():
        # So that whoever uses the model later knows that these are the weights that were evaluated.
        write_json(done, {**result, "weights": {"file": BEST, "sha256": sha256(folder / BEST)}})
    distributed.barrier()
    return result


@dataclass(frozen=True)
class Trained:
    """A trained model, with its best weights, and what it was trained on."""

    data: Prepared
    model: Any
    progress: Progress
    valid: Evaluator


def train_one(config: TEMAConfig, folder: Path, on_epoch: Callable[[Progress], None]) -> Trained:
    """Train one model to its end and rank no test target.

    Raises
    ------
    ConfigError
        If the folder holds a run of other settings or of other data.
    """
    _claim(config, folder)
    return _train(config, folder, on_epoch)


def _train(config: TEMAConfig, folder: Path, on_epoch: Callable[[Progress], None]) -> Trained:
    init_seed(config["seed"], config["reproducibility"])
    data = prepare_data(config)
    # Again, so that a model's first weights do not depend on what its data loading drew.
    init_seed(config["seed"], config["reproducibility"])
    model = model_class(config["model"])(config, data.dataset).to(config["device"])
    distributed.assert_same(data.fingerprint, "files of a dataset")
    trainer = TEMATrainer(config, model, folder)
    valid = Evaluator(data.valid, data.domains, config, data.fingerprint)
    return Trained(data, model, trainer.fit(data.train, valid, on_epoch), valid)


def _claim(config: TEMAConfig, folder: Path) -> None:
    """Write what this folder is for, or stop where it is for something else."""
    logging.getLogger().setLevel(logging.ERROR)
    if distributed.is_main():
        path, settings = folder / "config.json", {**_plain_settings(config), "inputs": input_hashes(config)}
        text = json.dumps(settings, sort_keys=True)
        if path.exists() and json.dumps(json.loads(path.read_text(encoding="utf-8")), sort_keys=True) != text:
            raise ConfigError(
                "this folder holds a run with other settings, or of files that have changed since.",
                path=folder,
                remedy="Choose another output_dir, or delete the folder to run anew.",
            )
        write_json(path, settings)
    distributed.barrier()


def _plain_settings(config: TEMAConfig) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(item) for item in value]
        return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)

    # Where a run lies does not change what it computes.
    left_out = {"checkpoint_dir", "data_path", "device", "eval_type", "show_progress", "state"}
    return {key: plain(value) for key, value in sorted(config.final_config_dict.items()) if key not in left_out}


def _evaluate(config: TEMAConfig, trained: Trained, folder: Path) -> dict[str, Any]:
    start = time.perf_counter()
    data, model, progress, valid = trained.data, trained.model, trained.progress, trained.valid
    metrics, tables = {}, []
    test = Evaluator(data.test, data.domains, config, data.fingerprint)
    for split, evaluator in (("valid", valid), ("test", test)):
        ranks = evaluator.ranks(model)
        metrics[split] = evaluator.summary(ranks)
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
    return {"dataset": describe(data, config["dataset"]), "run": run}


def rank_rows(
    config: TEMAConfig, data: Prepared, evaluator: Evaluator, split: str, protocol: str, ranks: Any
) -> pd.DataFrame:
    """Ranks of a split's targets under a protocol, as ``ranks.parquet`` holds them."""
    targets = evaluator.data.targets
    tokens = data.dataset.field2id_token
    return pd.DataFrame(
        {
            "model": config["model"],
            "seed": config["seed"],
            "split": split,
            "protocol": protocol,
            "user_id": tokens[data.dataset.uid_field][targets.users],
            "item_id": tokens[data.dataset.iid_field][targets.items],
            "domain": evaluator.target_domains,
            "history_length": (targets.history_offsets[1:] - targets.history_offsets[:-1]).astype("int32"),
            "rank": ranks.astype("float32"),
        }
    )


def describe(data: Prepared, name: str) -> dict[str, Any]:
    """The ``dataset`` part of ``results.json``."""
    of_item = data.domains.of_item
    of_row = of_item[torch.from_numpy(data.sequences.items)]
    return {
        "name": name,
        "fingerprint": data.fingerprint,
        "users": len(data.sequences.users),
        "items": len(of_item) - 1,
        "interactions": len(data.sequences.items),
        "domains": {
            domain: {"items": int((of_item == d).sum()), "interactions": int((of_row == d).sum())}
            for d, domain in enumerate(data.domains.names, start=1)
        },
    }


def _peak_rss_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
