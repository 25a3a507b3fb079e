"""Training of RecBole's models that have a trainer of their own, composed with :class:`TEMATrainer`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from torch import nn

from recbole_tema import distributed
from recbole_tema.errors import ConfigError
from recbole_tema.training.trainer import TEMATrainer

Loss = Callable[[Any], Any]


class NCLTrainer(TEMATrainer):
    """RecBole's ``NCLTrainer``: clusters every ``m_step`` epochs, prototype loss after ``warm_up_step`` epochs."""

    def _train_epoch(
        self, train_data: Any, epoch_idx: int, loss_func: Loss | None = None, show_progress: bool = False
    ) -> Any:
        # Clusters are not part of a checkpoint.
        if epoch_idx % self.config["m_step"] == 0 or self.model.user_centroids is None:
            self.model.e_step()
        loss = loss_func or self.model.calculate_loss
        warm = epoch_idx >= self.config["warm_up_step"]

        def without_prototypes(batch: Any) -> Any:
            return loss(batch)[:-1]

        return super()._train_epoch(train_data, epoch_idx, loss if warm else without_prototypes, show_progress)


class RecVAETrainer(TEMATrainer):
    """RecBole's ``RecVAETrainer``: in every epoch the encoder and then the decoder is trained, the other one is fixed.

    RecBole has an optimizer for either; here one optimizer skips the parameters that are fixed, with the same steps.

    Raises
    ------
    ConfigError
        If several processes train.
    """

    def __init__(self, config: Any, model: Any, folder: Any = None) -> None:
        if distributed.world_size() > 1:
            raise ConfigError("RecVAE is trained by one process.", remedy="Start the command without torchrun.")
        super().__init__(config, model, folder)

    def _train_epoch(
        self, train_data: Any, epoch_idx: int, loss_func: Loss | None = None, show_progress: bool = False
    ) -> Any:
        model, epoch = self.model, super()._train_epoch
        encoder_loss = partial(model.calculate_loss, encoder_flag=True)
        decoder_loss = partial(model.calculate_loss, encoder_flag=False)
        self._train_only(model.encoder, model.decoder)
        for _ in range(self.config["n_enc_epochs"]):
            epoch(train_data, epoch_idx, encoder_loss, show_progress)
        model.update_prior()
        self._train_only(model.decoder, model.encoder)
        return sum(
            epoch(train_data, epoch_idx, decoder_loss, show_progress) for _ in range(self.config["n_dec_epochs"])
        )

    @staticmethod
    def _train_only(trained: nn.Module, fixed: nn.Module) -> None:
        trained.requires_grad_(True)
        fixed.requires_grad_(False)
        # An optimizer skips parameters without gradient.
        fixed.zero_grad(set_to_none=True)


_TRAINERS = {"NCL": NCLTrainer, "RecVAE": RecVAETrainer}


def trainer_of(config: Any) -> type[TEMATrainer]:
    """Trainer class of the model of a configuration, or of the model of RecBole that it is a subclass of."""
    names = (base.__name__ for base in config.model_class.__mro__)
    return next((_TRAINERS[name] for name in names if name in _TRAINERS), TEMATrainer)
