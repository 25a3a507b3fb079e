"""Trainer classes by model, with checkpoints that every version of torch reads."""

from __future__ import annotations

from typing import Any

import recbole.utils
import torch
from recbole.utils import ModelType

from recbole_tema.model.names import OWN_MODELS
from recbole_tema.model.registry import own_model
from recbole_tema.training.trainer import TEMATrainer


class ReadableCheckpoints:
    """Mixin for RecBole's trainers whose checkpoints ``torch.load`` reads with ``weights_only``.

    RecBole writes them with pickle protocol 4, which ``weights_only=True``, the default since torch 2.6, cannot read:
    its trainers fail when they reload the best weights. The content is the same, with
    :class:`~recbole_tema.config.Config` as plain values.
    """

    config: Any
    model: Any
    optimizer: Any
    cur_step: int
    best_valid_score: float
    saved_model_file: str

    def _save_checkpoint(self, epoch: int, verbose: bool = True, saved_model_file: str | None = None) -> None:
        state = {
            "config": self.config,
            "epoch": epoch,
            "cur_step": self.cur_step,
            "best_valid_score": float(self.best_valid_score),
            "state_dict": self.model.state_dict(),
            "other_parameter": self.model.other_parameter(),
            "optimizer": self.optimizer.state_dict(),
        }
        torch.save(state, saved_model_file or self.saved_model_file)


def get_trainer(model_type: ModelType, model_name: str | type) -> Any:
    """Trainer class of a model, as ``recbole.utils.get_trainer`` returns it.

    Parameters
    ----------
    model_type : ModelType
    model_name : str or type
        A class, for models that RecBole does not know by name.

    Returns
    -------
    type
        :class:`~recbole_tema.training.trainer.TEMATrainer` for models that train on whole sequences; for others,
        RecBole's class with :class:`ReadableCheckpoints`.
    """
    name = model_name if isinstance(model_name, str) else model_name.__name__
    model_class = own_model(name) if model_name in OWN_MODELS else model_name
    if getattr(model_class, "uses_whole_sequences", False):
        return TEMATrainer
    base = recbole.utils.get_trainer(model_type, name)
    return type(base.__name__, (ReadableCheckpoints, base), {})
