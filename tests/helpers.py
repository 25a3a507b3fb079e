"""Configurations and models of the toy dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import recbole.config
import torch
from recbole.data.dataset import Dataset
from recbole.utils import init_seed

from recbole_tema.config import Config
from recbole_tema.data.dataset import TEMADataset
from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.model import TEMA


class RecBoleConfig(recbole.config.Config):
    """RecBole's own ``Config``, which NumPy 2 refuses for its aliases of types only."""

    compatibility_settings = Config.compatibility_settings


def config(data: Path, model: Any = "TEMA", **keys: Any) -> Config:
    """A small model's configuration on the dataset ``toy``."""
    small = {
        "data_path": str(data),
        "checkpoint_dir": "recbole",
        "MAX_ITEM_LIST_LENGTH": 8,
        "hidden_size": 16,
        "teachers": 0,
    }
    return Config(model, keys.pop("dataset", "toy"), (), {**small, "dropout": 0.1, "epochs": 2, **keys})


def recbole_parts(data: PreparedData) -> list[Dataset]:
    """Training, validation and test dataset as RecBole's own trainer gets them."""
    if isinstance(data.dataset, TEMADataset):
        parts: list[Dataset] = data.dataset.build()
        return parts
    return [data.dataset, data.valid.dataset, data.test.dataset]


def build(data: Path, **keys: Any) -> tuple[TEMA, PreparedData, Config]:
    """A TEMA with fixed initial weights, in evaluation mode, with its data."""
    settings = config(data, **keys)
    prepared = prepare_data(settings)
    init_seed(1, True)
    model = TEMA(settings, prepared.dataset)
    with torch.no_grad():  # away from the symmetric start, so that every part shows
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return model.eval(), prepared, settings
