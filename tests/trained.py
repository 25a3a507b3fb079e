"""Runs of the toy dataset, for tests that need a trained model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recbole_tema.experiment.run import run_experiment
from tests.toy import write_toy

KEYS = {"MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 3, "modalities": ["id", "tag", "text", "image"]}


def train(folder: Path, model: str = "TEMA", **keys: object) -> Path:
    """Train a model on ``toy``, written to ``folder/data`` if missing, and return the folder of the run."""
    data = folder / "data"
    if not data.exists():
        write_toy(data)
    settings = {**KEYS, "data_path": str(data), **keys}
    run_experiment(model, "toy", seeds=[1], output_dir=folder / "runs", config_dict=settings)
    return folder / f"runs/{model}-1"


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Working folder and clean command line of a fixture that several tests share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["pytest"])
        patch.chdir(folder)
        yield
