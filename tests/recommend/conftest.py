"""A trained run of the toy dataset, made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from recbole_tema.experiment import Experiment, run_experiment
from recbole_tema.recommend import Recommender
from tests.conftest import write_toy

KEYS = {"MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 3, "modalities": ["id", "tag", "text", "image"]}


def train(folder: Path, model: str = "TEMA", **keys: object) -> Path:
    """The folder of a run of ``toy``, which is written to ``folder/data``."""
    data = folder / "data"
    if not data.exists():
        write_toy(data)
    run_experiment(Experiment([model], "toy", [1], folder / "runs", (), {**KEYS, "data_path": str(data), **keys}))
    return folder / f"runs/{model}-1"


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder above the data and the run of a TEMA with two networks: to be read, not written to."""
    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["pytest"])
        patch.chdir(folder)
        train(folder, ensemble=2)
    return folder


@pytest.fixture
def recommender(trained: Path) -> Recommender:
    """A recommender of that run."""
    return Recommender.load(trained / "runs/TEMA-1", trained / "data")
