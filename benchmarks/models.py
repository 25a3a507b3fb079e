"""Measure every general and sequential model of RecBole, and ours: whether it runs, and its time per epoch.

    python -m benchmarks.models                        # measure the models that results/models.json lacks
    python -m benchmarks.models --models SASRec,NeuMF  # measure these
    python -m benchmarks.tables --write                # write the table into docs/models.md

The dataset is the demo with every model's default settings. Times are seconds of the processor on one thread, which
depend little on what else the machine does. An epoch is timed for at most --seconds per pass over the data and
extrapolated to its number of batches. Ranking is timed on --targets test targets and extrapolated to all.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from recbole.utils import ModelType, init_seed

from benchmarks.records import RESULTS, read_record, write_record
from recbole_tema.config import Config
from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.evaluation.scores import scores_all_items
from recbole_tema.model.names import COMPARED_FAMILIES, WHOLE_SEQUENCE_MODELS, recbole_models
from recbole_tema.prepare.demo import DEMO_NAME, ensure_demo
from recbole_tema.training.special import trainer_of

FILE = RESULTS / "models.json"
COMMAND = "python -m benchmarks.models"


class TimedPasses:
    """Training batches, stopped after a time limit; keeps the time that complete passes would take.

    Parameters
    ----------
    train : iterable of Interaction
    limit : float
        Seconds per pass.
    """

    def __init__(self, train: Any, limit: float) -> None:
        self.train, self.limit = train, limit
        self.spent = self.extrapolated = 0.0

    @property
    def is_complete(self) -> bool:
        """Whether no pass was stopped."""
        return self.spent == self.extrapolated

    def __len__(self) -> int:
        return len(self.train)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.train, name)

    def __iter__(self) -> Iterator[Any]:
        start, count = time.process_time(), 0
        for count, batch in enumerate(self.train, 1):  # noqa: B007
            yield batch
            if time.process_time() - start > self.limit:
                break
        seconds = time.process_time() - start
        self.spent += seconds
        self.extrapolated += seconds * len(self.train) / max(count, 1) if count < len(self.train) else seconds


def measure(name: str, data_path: Path, limit: float, n_targets: int) -> dict[str, Any]:
    """Time of an epoch and of ranking all test targets, or the reason why the model does not run."""
    family = recbole_models().get(name, "ours")
    try:
        settings = {"data_path": str(data_path), "checkpoint_dir": tempfile.gettempdir()}
        config = Config(name, DEMO_NAME, config_dict=settings)
    except ConfigError as error:
        return {"family": family, "reason": str(error)}
    init_seed(config["seed"], config["reproducibility"])
    data = prepare_data(config)
    start = time.process_time()
    model = config.model_class(config, data.dataset).to(config["device"])
    built = time.process_time() - start
    passes = TimedPasses(data.train, limit)
    with tempfile.TemporaryDirectory() as folder:
        trainer = trainer_of(config)(config, model, Path(folder))
        start = time.process_time()
        trainer._train_epoch(passes, 0)
        seconds = time.process_time() - start - passes.spent + passes.extrapolated
    chosen = np.random.default_rng(0).choice(len(data.test.targets), n_targets, replace=False)
    chosen.sort()
    test = replace(data.test, targets=data.test.targets.subset(chosen), rows=data.test.rows[chosen])
    start = time.process_time()
    ranks = Evaluator(test, data.domains, config, data.fingerprint).ranks(model)
    ranking = (time.process_time() - start) * len(data.test.targets) / n_targets
    if not all(np.isfinite(values).all() for values in ranks.values()):
        raise ValueError(f"{name} has ranks that are not finite.")
    # Traditional models compute everything when they are built.
    fitted = config["MODEL_TYPE"] == ModelType.TRADITIONAL
    return {
        "family": family,
        "seconds": round(seconds + built * fitted, 2),
        "extrapolated": not passes.is_complete,
        "ranking_seconds": round(ranking, 2),
        "by_predict": not scores_all_items(model),
    }


def main() -> None:
    """Measure models and add them to the file, one by one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", default="", help="names, separated by commas; those that the file lacks by default")
    parser.add_argument("--seconds", type=float, default=6, help="time limit of a pass over the training data")
    parser.add_argument("--targets", type=int, default=16, help="number of test targets that are ranked")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    ensure_demo(arguments.data_path)
    results = read_record(FILE).get("stock models", {}).get("models", {})
    stock = [name for name, family in recbole_models().items() if family in COMPARED_FAMILIES]
    names = arguments.models.split(",") if arguments.models else [*WHOLE_SEQUENCE_MODELS, *stock]
    for name in names:
        if name in results and not arguments.models:
            continue
        results[name] = measure(name, arguments.data_path, arguments.seconds, arguments.targets)
        print(name, results[name], flush=True)
        models = dict(sorted(results.items(), key=lambda item: item[0].lower()))
        write_record(FILE, {"stock models": {"command": COMMAND, "models": models}})


if __name__ == "__main__":
    main()
