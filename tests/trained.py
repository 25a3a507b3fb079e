"""Runs of the toy dataset, for tests that need a trained model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recbole_tema.cli import main
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.atomic import write_atomic
from tests.toy import write_shop, write_toy

KEYS = {
    "MAX_ITEM_LIST_LENGTH": 8,
    "teachers": 0,
    "hidden_size": 16,
    "epochs": 3,
    "modalities": ["id", "tag", "text", "image"],
}


def train(folder: Path, model: str = "TEMA", **keys: object) -> Path:
    """Train a model on ``toy``, written to ``folder/data`` if missing, and return the folder of the run."""
    data = folder / "data"
    if not data.exists():
        write_toy(data)
    settings = {**KEYS, "data_path": str(data), **keys}
    run_experiment(model, "toy", seeds=[1], output_dir=folder / "runs", config_dict=settings)
    return folder / f"runs/{model}-1"


def train_shop(folder: Path) -> None:
    """Prepare ``my-shop`` in the working folder, with random text vectors, and train TEMA and SASRec on it."""
    write_shop(folder)
    main(["prepare", "interactions.csv", "--items=items.csv", "--name=my-shop"])
    items = [f"p{i}" for i in range(12)]
    vectors = pd.DataFrame({"txt_item_id": items, "txt_emb": list(np.random.default_rng(1).normal(size=(12, 6)))})
    path = folder / "atomic_data/my-shop/my-shop.txt"
    write_atomic(vectors, path, {"txt_item_id": "token", "txt_emb": "float_seq"})
    small = ["--epochs=1", "--hidden_size=16", "--inner_size=16", "--teachers=0", "--MAX_ITEM_LIST_LENGTH=8"]
    main(["run", "--dataset=my-shop", "--models=TEMA,SASRec", "--seeds=1", *small])


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Working folder and clean command line of a fixture that several tests share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["pytest"])
        patch.chdir(folder)
        yield
