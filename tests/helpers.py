"""Configurations and models of the toy dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from recbole.data.dataset import Dataset
from recbole.utils import init_seed

from recbole_tema.config import TEMAConfig
from recbole_tema.data.dataset import TEMADataset
from recbole_tema.data.preparation import Prepared, prepare_data
from recbole_tema.model import TEMA


def config(data: Path, model: str = "TEMA", **keys: Any) -> TEMAConfig:
    """A small model's configuration on the dataset ``toy``."""
    small = {"data_path": str(data), "checkpoint_dir": "recbole", "MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16}
    return TEMAConfig(model, keys.pop("dataset", "toy"), (), {**small, "dropout": 0.1, "epochs": 2, **keys})


def recbole_parts(data: Prepared) -> list[Dataset]:
    """Training, validation and test datasets as RecBole's own trainer takes them."""
    if isinstance(data.dataset, TEMADataset):
        parts: list[Dataset] = data.dataset.build()
        return parts
    return [data.dataset, data.valid.dataset, data.test.dataset]


def build(data: Path, **keys: Any) -> tuple[TEMA, Prepared, TEMAConfig]:
    """A TEMA with fixed initial weights, in evaluation mode, with its data and configuration."""
    settings = config(data, **keys)
    prepared = prepare_data(settings)
    init_seed(1, True)
    model = TEMA(settings, prepared.dataset)
    with torch.no_grad():  # away from the symmetric initialisation, so that every part has an effect
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return model.eval(), prepared, settings
