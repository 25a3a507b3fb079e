"""ContentKNN against scores worked out by hand, and against a plain implementation."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch

from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.atomic import write_atomic
from recbole_tema.model.baselines.content_knn import ContentKNN
from recbole_tema.recommend import Recommender
from tests.helpers import config


def prepare(folder: Path, **keys: Any) -> tuple[ContentKNN, Any, list[str]]:
    """The model, the inputs of the test targets, and the tokens of the items."""
    settings = config(folder, "ContentKNN", **keys)
    data = prepare_data(settings)
    model = ContentKNN(settings, data.dataset).eval()
    batch = data.test.dataset[torch.arange(len(data.test.targets))]
    return model, batch, [str(token) for token in data.dataset.field2id_token["item_id"]]


@pytest.fixture
def compass(tmp_path: Path) -> Path:
    """Items whose vectors point north, east, south, west and northeast, whose mean is zero, and one without vector."""
    histories = {"a": "north east west x", "b": "south north south none", "c": "none none none none"}
    rows = [(u, i, float(n)) for u, items in histories.items() for n, i in enumerate(items.split())]
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float"}
    write_atomic(pd.DataFrame(rows, columns=list(kinds)), tmp_path / "toy/toy.inter", kinds)
    vectors = {"north": [0.0, 2.0], "east": [2.0, 0.0], "south": [0.0, -2.0], "west": [-3.0, -1.0], "x": [1.0, 1.0]}
    text = pd.DataFrame({"txt_item_id": [*vectors], "txt_emb": [np.array(vector) for vector in vectors.values()]})
    write_atomic(text, tmp_path / "toy/toy.txt", {"txt_item_id": "token", "txt_emb": "float_seq"})
    return tmp_path


def test_scores_worked_out_by_hand(compass: Path) -> None:
    keys = {"load_col": None, "whitening": 0.0, "recency": 0.5}
    model, batch, tokens = prepare(compass, **keys)
    scores = {user: dict(zip(tokens, row)) for user, row in zip("abc", model.full_sort_predict(batch).tolist())}
    # a: north, east, west with weights 1/4, 1/2 and 1, as unit vectors.
    root = math.sqrt(10)
    total = np.array([0.5 - 3 / root, 0.25 - 1 / root])
    north, east = total[1] / np.linalg.norm(total), total[0] / np.linalg.norm(total)
    expected = {"north": north, "east": east, "south": -north, "x": (north + east) / math.sqrt(2), "none": 0.0}
    expected["west"] = (-3 * east - north) / root
    assert {name: scores["a"][name] for name in expected} == pytest.approx(expected, abs=1e-6)
    # b: south, north, south with weights 1/4, 1/2 and 1 point south.
    expected = {"north": -1.0, "east": 0.0, "south": 1.0, "x": -math.sqrt(0.5), "west": 1 / root, "none": 0.0}
    assert {name: scores["b"][name] for name in expected} == pytest.approx(expected, abs=1e-6)
    # c: no item of the history has a vector.
    assert {scores["c"][name] for name in expected} == {0.0}
    assert scores["a"]["[PAD]"] == -math.inf


@pytest.mark.parametrize("modalities", [["text"], ["tag"], ["image"], ["text", "tag", "image"]])
def test_against_plain_cosines(toy: Path, modalities: list[str]) -> None:
    model, batch, _ = prepare(toy, modalities=modalities, recency=0.7)
    items, lengths = batch["item_id_list"].tolist(), batch["item_length"].tolist()
    scores = model.full_sort_predict(batch)
    features = [model.frozen[name](None).numpy() for name in modalities]
    for row in range(0, len(items), 5):
        history = items[row][: lengths[row]]
        for item in range(1, int(model.n_items)):
            total = 0.0
            for rows in features:
                profile = sum(0.7 ** (len(history) - 1 - n) * rows[seen] for n, seen in enumerate(history))
                size = np.linalg.norm(profile) * np.linalg.norm(rows[item])
                total += float(profile @ rows[item]) / size if size > 1e-9 else 0.0
            assert float(scores[row, item]) == pytest.approx(total / len(features), abs=1e-5)
    batch["item_id"] = torch.full((len(items),), 4)
    torch.testing.assert_close(model.predict(batch), scores[:, 4])


def test_runs_as_any_model_and_is_loaded_from_its_folder(toy: Path, tmp_path: Path) -> None:
    settings = {"data_path": str(toy), "MAX_ITEM_LIST_LENGTH": 8, "modalities": ["text", "tag"]}
    results = [
        run_experiment("ContentKNN", "toy", seeds=seeds, output_dir=tmp_path / f"out{n}", config_dict=settings)
        for n, seeds in enumerate(([1], [2]))
    ]
    run, other = (result.runs[0] for result in results)
    assert (run.epochs, run.best_epoch, run.converged) == (1, 1, None)
    assert run.test == other.test  # nothing is random
    top = Recommender.load(tmp_path / "out0/ContentKNN-1", toy).recommend(["i3", "i4"], k=3)
    assert len(top) == 3


def test_it_needs_a_modality_and_its_file(toy: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="modalities"):
        config(toy, "ContentKNN", modalities=["id"])
    with pytest.raises(ConfigError, match="must not be empty"):
        config(toy, "ContentKNN", modalities=[])
    (toy / "toy/toy.img").unlink()
    with pytest.raises(DataError, match="No such feature file"):
        prepare(toy, modalities=["image"])
