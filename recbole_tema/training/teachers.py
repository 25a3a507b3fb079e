"""Networks that are trained before a model, which learns from their mean prediction."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from recbole.utils import init_seed
from torch import nn

from recbole_tema import distributed
from recbole_tema.config import changed_config
from recbole_tema.training.checkpoint import claim_folder, load_random_state, random_state
from recbole_tema.training.progress import Progress

if TYPE_CHECKING:
    from recbole_tema.training.trainer import TEMATrainer

_FOLDER = "teacher-{}"
# Seeds of teachers must not be those of other runs.
_SEED_STEP = 1_000_003


def train_teachers(trainer: TEMATrainer, train: Any, start: Callable[[TEMATrainer], Progress]) -> None:
    """Train the teachers of a model, which are then attached to it.

    They have the settings of the model but for their seeds, and trainers and folders of their own, in which a training
    that was killed continues. Their times are added to the progress of the model before its first epoch.

    Parameters
    ----------
    trainer : TEMATrainer
        Trainer of the model.
    train : iterable of Interaction
        Training batches, with the dataset they are made of.
    start : callable
        Called with the trainer of each teacher; trains it.
    """
    teachers, finished = [], []
    shuffler = getattr(train, "generator", None)
    shuffled = None if shuffler is None else shuffler.get_state()
    tensors, record = random_state()
    for number in range(1, trainer.config["teachers"] + 1):
        config, folder = _settings(trainer.config, number), _folder(trainer.folder, number)
        claim_folder(folder, config)
        init_seed(config["seed"], config["reproducibility"])
        model = type(trainer.model)(config, train._dataset).to(config["device"])
        own = type(trainer)(config, model, folder)
        own.progress.network = number
        _share_buffers(trainer.model, model)
        finished.append(start(own))
        teachers.append(model.eval())
    # The numbers of the model do not depend on whether its teachers were trained now or loaded.
    load_random_state(tensors, record)
    if shuffler is not None:
        shuffler.set_state(shuffled)
    trainer.model.teachers = tuple(teachers)
    progress = trainer.progress
    if not progress.epoch:  # a continued training counts them already
        progress.teacher_seconds = sum(teacher.seconds for teacher in finished)
        progress.teacher_eval_seconds = sum(teacher.eval_seconds for teacher in finished)


def remove_teachers(folder: Path, config: Any) -> None:
    """Remove the folders of teachers, which nothing reads after the training of the model."""
    if distributed.is_main():
        for number in range(1, (config["teachers"] or 0) + 1):
            shutil.rmtree(_folder(folder, number), ignore_errors=True)


def _share_buffers(model: nn.Module, teacher: nn.Module) -> None:
    """Let a teacher use the buffers of the model that are equal to its own: frozen features are in memory once."""
    buffers = dict(model.named_buffers())
    for prefix, module in teacher.named_modules():
        for name, own in module.named_buffers(prefix, recurse=False):
            theirs = buffers.get(name)
            if theirs is not None and torch.equal(theirs, own):
                setattr(module, name.rpartition(".")[2], theirs)


def _folder(folder: Path, number: int) -> Path:
    return folder / _FOLDER.format(number)


def _settings(config: Any, number: int) -> Any:
    """Settings of a teacher: another seed, its share of the time limit, no teachers and no curves."""
    return changed_config(
        config,
        seed=config["seed"] + _SEED_STEP * number,
        teachers=0,
        max_train_seconds=(config["max_train_seconds"] or 0) / (config["teachers"] + 1),
        log_tensorboard=False,
        log_wandb=False,
    )
