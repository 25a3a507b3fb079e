"""Which models train on sampled negatives: their default settings, and settings that contradict the model."""

from __future__ import annotations

from typing import Any

from recbole.data.dataloader import TrainDataLoader
from recbole.data.utils import get_dataloader
from recbole.utils import InputType, ModelType

from recbole_tema.errors import ConfigError

# RecBole's default for every model.
UNIFORM = {"distribution": "uniform", "sample_num": 1, "alpha": 1.0, "dynamic": False, "candidate_num": 0}


def default_negatives(model: type, loss_type: str | None, default: Any) -> Any:
    """Default of ``train_neg_sample_args``: none for cross-entropy over all items, one negative for BPR.

    Parameters
    ----------
    model : type
    loss_type : str or None
        The key of the settings.
    default : dict or None
        Default that the settings files of RecBole, this package and the user give.

    Returns
    -------
    dict or None
        ``default`` for models whose loss is fixed, and for settings that differ from RecBole's.
    """
    fixed = hasattr(model, "input_type") or getattr(model, "type", None) != ModelType.SEQUENTIAL
    if not fixed and loss_type == "CE" and default == UNIFORM:
        return None
    if not fixed and loss_type == "BPR" and default is None:
        return dict(UNIFORM)
    return default


def check_negatives(config: Any) -> None:
    """Check that a model that trains on pairs of a positive and a negative item has negatives.

    Raises
    ------
    ConfigError
        If ``train_neg_sample_args`` is empty.
    """
    pairs = config["MODEL_INPUT_TYPE"] == InputType.PAIRWISE and config["loss_type"] != "CE"
    if not pairs or config["train_neg_sample_args"]["distribution"] != "none":
        return
    if get_dataloader(config, "train") is TrainDataLoader:
        raise ConfigError(
            f"{config['model']} trains on pairs of a positive and a negative item, "
            "so train_neg_sample_args must not be empty.",
            remedy="Remove the key.",
        )
