"""Training of any model, ours or stock: RecBole's epoch, our validation, checkpoints without pickles."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from recbole.trainer import Trainer
from recbole.trainer.trainer import AbstractTrainer
from recbole.utils import ModelType

from recbole_tema import distributed
from recbole_tema.config import OUR_MODELS
from recbole_tema.errors import TEMAError
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.training.averaging import WeightAverage
from recbole_tema.training.checkpoint import (
    load_model,
    load_optimizer,
    load_random_state,
    load_tensors,
    model_tensors,
    optimizer_tensors,
    random_state,
    save_tensors,
)
from recbole_tema.training.ddp import SharedLoss

OnEpoch = Callable[["Progress"], None]
# The file of the best weights in a run's folder.
BEST = "best.safetensors"


@dataclass
class Progress:
    """How far a training is.

    Attributes
    ----------
    epoch : int
        Epochs done.
    best_epoch : int
        Epoch of the best validation score, from 1.
    best_score : float
    seconds : float
        Training time without evaluation.
    eval_seconds : float
    losses, scores : list of float
        Training loss and validation score of each epoch.
    stopped : str
        Why training ended: "early stop", "epochs", "time limit"; empty while it goes on.
    """

    epoch: int = 0
    best_epoch: int = 0
    best_score: float = float("-inf")
    seconds: float = 0.0
    eval_seconds: float = 0.0
    losses: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    stopped: str = ""


class TEMATrainer(Trainer):
    """RecBole's optimiser and epoch loop with one rule of model selection and pickle-free checkpoints.

    Parameters
    ----------
    config : TEMAConfig
    model : recommender
    folder : Path
        Where ``best.safetensors`` and ``last.safetensors`` with their ``.json`` go; on a disk that all processes share.
    """

    def __init__(self, config: Any, model: Any, folder: Path) -> None:
        # RecBole's own constructor opens TensorBoard and checkpoint folders in the working directory.
        AbstractTrainer.__init__(self, config, model)
        self.folder = folder
        self.device = config["device"]
        self.learner, self.learning_rate = config["learner"], config["learning_rate"]
        self.weight_decay, self.clip_grad_norm = config["weight_decay"], config["clip_grad_norm"]
        self.enable_amp, self.gpu_available = config["enable_amp"], torch.cuda.is_available() and config["use_gpu"]
        self.enable_scaler = torch.cuda.is_available() and config["enable_scaler"]
        # Counting models (Pop) are done after one pass.
        counts = config["MODEL_TYPE"] == ModelType.TRADITIONAL
        self.epochs = 1 if counts else config["epochs"]
        self.loss = None if counts or distributed.world_size() == 1 else SharedLoss(model)
        self.stopping_step, self.max_seconds = config["stopping_step"], config["max_train_seconds"]
        self.optimizer = self._build_optimizer()
        # Stock models are trained as RecBole trains them.
        if config["model"] in OUR_MODELS and isinstance(self.optimizer, torch.optim.Adam):
            for group in self.optimizer.param_groups:
                group["fused"] = True  # one pass over the tables instead of ten
        decay = config["weight_average"]
        self.average = WeightAverage(model.named_parameters(), decay) if decay else None
        if self.average:
            self.average.follow(self.optimizer)
        self.progress = Progress()

    def fit(self, train: Any, evaluator: Evaluator, on_epoch: OnEpoch = lambda progress: None) -> Progress:
        """Train to early stop, epoch limit or time limit; leaves the best weights in the model.

        A training that was killed goes on from its last whole epoch with the numbers it would have had.

        Parameters
        ----------
        train : iterable of Interaction
            Training batches.
        evaluator : Evaluator
            Of the validation set.
        on_epoch : callable, optional
            Called with the progress after every epoch.
        """
        # RecBole's loaders shuffle by a generator of their own.
        self.shuffler = getattr(train, "generator", None)
        self._resume()
        progress = self.progress
        # An import inside RecBole turns anomaly detection on for every model (cost: benchmarks/speed/train_speed.py).
        with torch.autograd.set_detect_anomaly(False):
            while not self._finished():
                if hasattr(train, "set_epoch"):
                    train.set_epoch(progress.epoch)
                start = time.perf_counter()
                progress.losses.append(self._epoch_loss(train, progress.epoch))
                progress.seconds += time.perf_counter() - start
                progress.epoch += 1
                with self.average.applied() if self.average else nullcontext():
                    self._validate(evaluator)
                self._save_last()
                on_epoch(progress)
        load_model(self.model, load_tensors(self.folder / BEST)[0])
        return progress

    def _epoch_loss(self, train: Any, epoch: int) -> float:
        """Train an epoch; its mean loss a batch."""
        if self.loss is not None:
            # What is drawn, such as dropout, must differ from process to process, and be the same after a restart.
            torch.manual_seed((self.config["seed"] * 100_003 + epoch) * 1_009 + distributed.rank())
        total = self._train_epoch(train, epoch, loss_func=self.loss)
        mine = float(sum(total) if isinstance(total, tuple) else total) / max(len(train), 1)
        whole = distributed.all_gather(mine) if self.loss is not None else [mine]
        return sum(whole) / len(whole)

    def _check_nan(self, loss: torch.Tensor) -> None:
        if torch.isnan(loss):
            raise TEMAError("the training loss is NaN.", remedy="Lower learning_rate or raise weight_decay.")

    def _finished(self) -> bool:
        progress = self.progress
        if progress.epoch >= self.epochs:
            progress.stopped = "epochs"
        elif progress.epoch - progress.best_epoch >= self.stopping_step:
            progress.stopped = "early stop"
        elif distributed.broadcast(0 < self.max_seconds <= progress.seconds + progress.eval_seconds):
            progress.stopped = "time limit"
        return bool(progress.stopped)

    def _validate(self, evaluator: Evaluator) -> None:
        progress, start = self.progress, time.perf_counter()
        score = evaluator.selection_score(
            self.model, self.config["selection_metric"], self.config["selection_protocol"]
        )
        progress.eval_seconds += time.perf_counter() - start
        progress.scores.append(score)
        if score > progress.best_score:
            progress.best_score, progress.best_epoch = score, progress.epoch
            if distributed.is_main():
                record = {"epoch": progress.epoch, "score": score}
                save_tensors(self.folder / BEST, model_tensors(self.model), record)

    def _save_last(self) -> None:
        if distributed.is_main():
            self._write_last()
        distributed.barrier()  # nobody reads before it is written

    def _write_last(self) -> None:
        tensors = {**model_tensors(self.model), **optimizer_tensors(self.optimizer)}
        if self.average:
            tensors.update(self.average.tensors())
        generators, generator_record = random_state()
        if isinstance(self.shuffler, torch.Generator):
            generators["random.shuffler"] = self.shuffler.get_state()
        save_tensors(
            self.folder / "last.safetensors",
            {**tensors, **generators},
            {"progress": asdict(self.progress), "random": generator_record},
        )

    def _resume(self) -> None:
        path = self.folder / "last.safetensors"
        distributed.assert_same(str(path.exists()), "a checkpoint (is output_dir on a disk that all share?), or none,")
        if not path.exists():
            return
        tensors, record = load_tensors(path)
        load_model(self.model, tensors)
        load_optimizer(self.optimizer, tensors)
        if self.average:
            self.average.load(tensors)
        load_random_state(tensors, record["random"])
        if isinstance(self.shuffler, torch.Generator):
            self.shuffler.set_state(tensors["random.shuffler"].to(torch.uint8))
        # A best checkpoint one epoch ahead is harmless: the epoch that wrote it is repeated with the same numbers.
        self.progress = Progress(**record["progress"])
