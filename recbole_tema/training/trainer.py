"""Training of any model: RecBole's epoch, one rule of model selection, checkpoints without pickles."""

from __future__ import annotations

import logging
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from math import isfinite
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import recbole.evaluator
import torch
from recbole.evaluator import Collector
from recbole.trainer import Trainer
from recbole.trainer.trainer import AbstractTrainer
from recbole.utils import ModelType, WandbLogger, calculate_valid_score, dict2str, get_local_time

from recbole_tema import distributed
from recbole_tema.errors import CheckpointError, TEMAError
from recbole_tema.training.averaging import WeightAverage
from recbole_tema.training.checkpoint import (
    BEST,
    LAST,
    check_finite,
    claim_folder,
    load_best,
    load_model,
    load_optimizer,
    load_random_state,
    load_tensors,
    model_tensors,
    optimizer_tensors,
    random_state,
    save_tensors,
    write_result,
)
from recbole_tema.training.ddp import SharedLoss
from recbole_tema.training.log import TrainingLog
from recbole_tema.training.progress import CountedBatches, OnBatch, OnEpoch, OnStart, Progress
from recbole_tema.training.schedule import set_learning_rate
from recbole_tema.training.start import start_ids
from recbole_tema.training.teachers import remove_teachers, train_teachers

_DIVERGED = "Lower learning_rate or raise weight_decay."


class TEMATrainer(Trainer):  # type: ignore[misc]
    """RecBole's optimizer and epoch loop with one rule of model selection and pickle-free checkpoints.

    Parameters
    ----------
    config : Config
    model : recommender
    folder : Path, optional
        Where ``best.safetensors`` and ``last.safetensors`` are written, on a disk that all processes share; by default
        a new folder under ``checkpoint_dir``.
    """

    model: Any

    def __init__(self, config: Any, model: Any, folder: Path | None = None) -> None:
        # RecBole's own constructor opens TensorBoard and checkpoint folders in the working directory.
        AbstractTrainer.__init__(self, config, model)
        self.folder = _new_folder(config) if folder is None else Path(folder)
        self.logger = logging.getLogger()
        self.device = config["device"]
        self.learner, self.learning_rate = config["learner"], config["learning_rate"]
        self.weight_decay, self.clip_grad_norm = config["weight_decay"], config["clip_grad_norm"]
        self.enable_amp, self.gpu_available = config["enable_amp"], torch.cuda.is_available() and config["use_gpu"]
        self.enable_scaler = torch.cuda.is_available() and config["enable_scaler"]
        # Counting models (Pop) are done after one pass.
        counts = config["MODEL_TYPE"] == ModelType.TRADITIONAL
        self.epochs = 1 if counts else config["epochs"]
        self.loss = None if counts or distributed.world_size() == 1 else SharedLoss(model)
        self.stopping_step, self.max_seconds = config["stopping_step"], config["max_train_seconds"] or 0
        self.plateau_patience = config["plateau_patience"] or 0
        self.optimizer = self._build_optimizer()
        # RecBole's models are trained as RecBole trains them.
        own = getattr(type(model), "uses_whole_sequences", False)
        if own and isinstance(self.optimizer, torch.optim.Adam):
            for group in self.optimizer.param_groups:
                group["fused"] = True  # one pass over the tables instead of ten
        decay = config["weight_average"]
        self.average = WeightAverage(model.named_parameters(), decay) if decay else None
        if self.average:
            self.average.follow(self.optimizer)
        self.progress, self.show_progress = Progress(network=(config["teachers"] or 0) + 1), False
        # Name of the validation score in logs; selection_metric by default.
        self.score_name = ""
        self.batch_loss: torch.Tensor | None = None

    def train(
        self,
        train: Any,
        score: Callable[[Any], float] | None,
        on_epoch: OnEpoch = lambda progress: None,
        *,
        on_start: OnStart = lambda progress, epochs: None,
        on_batch: OnBatch | None = None,
    ) -> Progress:
        """Train to early stop, epoch limit or time limit, and restore the best weights.

        A training that was killed continues from its last complete epoch and ends with the same numbers.

        Parameters
        ----------
        train : iterable of Interaction
            Training batches.
        score : callable, optional
            Validation score of the model, greater is better; without one, the last weights are kept.
        on_epoch : callable, optional
            Called with the progress after every epoch, of teachers too.
        on_start : callable, optional
            Called with the progress and the maximum number of epochs before the first epoch of each network.
        on_batch : callable, optional
            Called with the number of finished batches, that of all batches and the latest loss (a tensor, or None).
        """
        # RecBole's loaders shuffle by their own generator.
        self.shuffler = getattr(train, "generator", None)
        self._resume()
        progress = self.progress
        if not progress.epoch:
            start_ids(self.config, self.model, train)
            if self.average:
                self.average.reset()
        if self.config["teachers"] and not self._finished():
            train_teachers(
                self,
                train,
                lambda trainer: trainer.train(train, score, on_epoch, on_start=on_start, on_batch=on_batch),
            )
        on_start(progress, self.epochs)
        batches = (
            train if on_batch is None else CountedBatches(train, lambda n, total: on_batch(n, total, self.batch_loss))
        )
        # An import inside RecBole turns anomaly detection on for every model; benchmarks/speed measures its cost.
        metric = self.score_name or self.config["selection_metric"]
        with torch.autograd.set_detect_anomaly(False), TrainingLog(self.config, self.folder, metric) as log:
            log.update(progress.losses, progress.scores)
            while not self._finished():
                if hasattr(train, "set_epoch"):
                    train.set_epoch(progress.epoch)
                set_learning_rate(self.optimizer, self.learning_rate, progress.scores, self.plateau_patience)
                start = time.perf_counter()
                progress.losses.append(self._epoch_loss(batches, progress.epoch))
                progress.seconds += time.perf_counter() - start
                progress.epoch += 1
                with self.average.applied() if self.average else nullcontext():
                    self._validate(score)
                self._save_last()
                log.update(progress.losses, progress.scores)
                on_epoch(progress)
        if progress.best_epoch:
            load_best(self.model, self.folder, progress.best_epoch)
        remove_teachers(self.folder, self.config)
        return progress

    def fit(
        self,
        train_data: Any,
        valid_data: Any = None,
        verbose: bool = True,
        saved: bool = True,
        show_progress: bool = False,
        callback_fn: Callable[[int, float], None] | None = None,
    ) -> tuple[float, Any]:
        """Train as RecBole's ``Trainer.fit`` does, by ``valid_metric`` and RecBole's evaluation.

        Parameters
        ----------
        train_data, valid_data
            Data loaders of :func:`~recbole_tema.data.preparation.data_preparation`.
        verbose : bool
            Log every epoch.
        saved : bool
            Keep weights and settings in :attr:`folder`, from which
            :func:`~recbole_tema.quick_start.load_data_and_model` loads them.
        show_progress : bool
            Show a bar of batches.
        callback_fn : callable, optional
            Called with epoch and validation score after every epoch.

        Returns
        -------
        best_valid_score : float
        best_valid_result : dict or None
        """
        self.show_progress, self.score_name = show_progress, self.config["valid_metric"].lower()
        self._set_up_evaluation()
        self.eval_collector.data_collect(train_data)
        results: list[Any] = []
        sign = 1.0 if self.config["valid_metric_bigger"] else -1.0

        def score(model: Any) -> float:
            own, self.model = self.model, model  # its own, or a teacher
            try:
                result = self.evaluate(valid_data, load_best_model=False, show_progress=show_progress)
            finally:
                self.model = own
            if model is own:
                results.append(result)
            return sign * float(calculate_valid_score(result, self.config["valid_metric"].lower()))

        def on_epoch(progress: Progress) -> None:
            if progress is not self.progress:
                return
            if verbose:
                result = f", valid result: {dict2str(results[-1])}" if results else ""
                self.logger.info(f"epoch {progress.epoch} training loss: {progress.losses[-1]:.4f}{result}")
            if callback_fn and results:
                callback_fn(progress.epoch - 1, sign * progress.scores[-1])

        with nullcontext(self.folder) if saved else tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            if saved:
                claim_folder(self.folder, self.config)
            progress = self.train(train_data, score if valid_data else None, on_epoch)
            if saved:
                write_result(self.folder, {"run": progress.to_record()})
        best = results[progress.best_epoch - 1] if results else None
        return sign * progress.best_score, best

    def evaluate(
        self,
        eval_data: Any,
        load_best_model: bool = True,
        model_file: str | None = None,
        show_progress: bool = False,
    ) -> Any:
        """Evaluate as RecBole's ``Trainer.evaluate`` does.

        Parameters
        ----------
        eval_data
            Data loader of validation or test.
        load_best_model : bool
            Load the best weights first; they are already in the model after :meth:`fit`.
        model_file : str, optional
            A ``.safetensors`` file to load instead.
        show_progress : bool

        Returns
        -------
        OrderedDict
            RecBole's metrics.
        """
        self._set_up_evaluation()
        if load_best_model and (model_file or (self.folder / BEST).is_file()):
            load_model(self.model, load_tensors(Path(model_file or self.folder / BEST))[0])
        return super().evaluate(eval_data, load_best_model=False, show_progress=show_progress)

    def _set_up_evaluation(self) -> None:
        """Attributes that RecBole's evaluation reads, set up on first use."""
        if hasattr(self, "eval_collector"):
            return
        config = self.config
        self.test_batch_size, self.eval_type = config["eval_batch_size"], config["eval_type"]
        self.eval_collector, self.evaluator = Collector(config), recbole.evaluator.Evaluator(config)
        self.item_tensor = self.tot_item_num = None
        # The curves are in our own log.
        self.wandblogger = WandbLogger(SimpleNamespace(log_wandb=False))

    def _epoch_loss(self, train: Any, epoch: int) -> float:
        """Train one epoch; returns the mean loss per batch."""
        if self.loss is not None:
            # Random draws such as dropout must differ between processes, and be the same after a restart.
            torch.manual_seed((self.config["seed"] * 100_003 + epoch) * 1_009 + distributed.rank())
        total = self._train_epoch(train, epoch, loss_func=self.loss, show_progress=self.show_progress)
        own_mean = float(sum(total) if isinstance(total, tuple) else total) / max(len(train), 1)
        means = distributed.all_gather(own_mean) if self.loss is not None else [own_mean]
        return sum(means) / len(means)

    def _check_nan(self, loss: torch.Tensor) -> None:
        self.batch_loss = loss.detach()
        if not torch.isfinite(loss):
            name = "NaN" if torch.isnan(loss) else "infinite"
            raise TEMAError(f"The training loss is {name}.", remedy=_DIVERGED)

    def _finished(self) -> bool:
        progress = self.progress
        if progress.epoch >= self.epochs:
            progress.stopped = "epochs"
        elif progress.epoch - progress.best_epoch >= self.stopping_step:
            progress.stopped = "early stop"
        elif distributed.broadcast(self._out_of_time()):
            progress.stopped = "time limit"
        return bool(progress.stopped)

    def _out_of_time(self) -> bool:
        progress = self.progress
        # A network whose teachers took all the time has one epoch: without any, it would be random.
        spent = progress.total_seconds + progress.total_eval_seconds
        return progress.epoch > 0 and 0 < self.max_seconds <= spent

    def _validate(self, score: Callable[[Any], float] | None) -> None:
        progress, start = self.progress, time.perf_counter()
        if score is not None:
            progress.scores.append(score(self.model))
            if not isfinite(progress.scores[-1]):
                raise TEMAError("The validation score is NaN or infinite.", remedy=_DIVERGED)
            progress.eval_seconds += time.perf_counter() - start
        if score is None or progress.scores[-1] > progress.best_score:
            progress.best_epoch = progress.epoch
            progress.best_score = progress.best_score if score is None else progress.scores[-1]
            if distributed.is_main():
                check_finite(self.model, self.config["model"], _DIVERGED)
                record = {"epoch": progress.epoch, "score": None if score is None else progress.best_score}
                save_tensors(self.folder / BEST, model_tensors(self.model), record)

    def _save_last(self) -> None:
        if distributed.is_main():
            self._write_last()
        distributed.barrier()  # the file is complete before any process reads it

    def _write_last(self) -> None:
        tensors = {**model_tensors(self.model), **optimizer_tensors(self.optimizer)}
        if self.average:
            tensors.update(self.average.tensors())
        generators, generator_record = random_state()
        if isinstance(self.shuffler, torch.Generator):
            generators["random.shuffler"] = self.shuffler.get_state()
        save_tensors(
            self.folder / LAST,
            {**tensors, **generators},
            {"progress": self.progress.to_record(), "random": generator_record},
        )

    def _resume(self) -> None:
        path = self.folder / LAST
        distributed.assert_same(str(path.exists()), "checkpoints (is output_dir on a disk that all processes share?)")
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
        # A best checkpoint that is one epoch ahead is harmless: its epoch is repeated with the same numbers.
        self.progress = Progress.from_record(record["progress"])
        if self.progress.best_epoch and not (self.folder / BEST).is_file():
            raise CheckpointError(
                "The best weights are missing.",
                path=self.folder / BEST,
                remedy=f"Delete {path} too and run the same command again.",
            )


def _new_folder(config: Any) -> Path:
    # The time alone is the same for trainings that start within a second; they would continue each other.
    name = f"{config['model']}-{get_local_time()}-{uuid.uuid4().hex[:6]}"
    return Path(config["checkpoint_dir"]) / str(distributed.broadcast(name))
