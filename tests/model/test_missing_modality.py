"""Items with some modalities, with none, and without any rating: trained, ranked, and placed by their features."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch

from recbole_tema.data.preparation import prepare_data
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.atomic import write_atomic
from recbole_tema.model import TEMA
from tests.helpers import config

# In each domain, items 0 to 9 are liked by one half of the users and 10 to 19 by the other; "new" has no rating.
KIND = {f"{d}{i}": i // 10 for d in "xy" for i in range(20)}
NEW = {"xnew0": 0, "xnew1": 1}
MODALITIES = {"x0": "text", "x1": "image", "x2": "tag", "x3": None, "x10": "text", "x11": None}


def vector(kind: int, rng: np.random.Generator) -> np.ndarray:
    """Points one way for one half of the items and another way for the other."""
    center = np.eye(6)[kind]
    return center + rng.normal(scale=0.1, size=6)


def write_two_tastes(folder: Path) -> Path:
    """A dataset of two tastes, whose items lack modalities as :data:`MODALITIES` says; new items have all of them."""
    chance, rng = random.Random(5), np.random.default_rng(5)
    root = folder / "tastes"
    rows = []
    for user in range(80):
        liked = [item for item, kind in KIND.items() if kind == user % 2]
        for rank, item in enumerate(chance.sample(liked, 14)):
            rows.append((f"u{user}", item, float(rank), 1e9 + 1e6 * rank + user))
    inter = pd.DataFrame(rows, columns=["user_id", "item_id", "timestamp", "time"])
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float", "time": "float"}
    write_atomic(inter, root / "tastes.inter", kinds)
    kinds = {**KIND, **NEW}
    items = pd.DataFrame(
        {"item_id": list(kinds), "domain": [item[0] for item in kinds], "title": ["A thing"] * len(kinds)}
    )
    write_atomic(items, root / "tastes.item", {"item_id": "token", "domain": "token", "title": "token_seq"})
    for modality, suffix, prefix in (("text", "txt", "txt"), ("image", "img", "img")):
        items_with = [item for item in kinds if MODALITIES.get(item, modality) == modality]
        frame = pd.DataFrame({"id": items_with, "vector": [vector(kinds[item], rng) for item in items_with]})
        frame.columns = [f"{prefix}_item_id", f"{prefix}_emb"]
        write_atomic(frame, root / f"tastes.{suffix}", dict(zip(frame.columns, ("token", "float_seq"))))
    items_with = [item for item in kinds if MODALITIES.get(item, "tag") == "tag"]
    tags = pd.DataFrame({"tag_item_id": items_with, "tags": [[f"taste-{kinds[i]}", "thing"] for i in items_with]})
    tags["tag_scores"] = [[0.9, 0.5]] * len(items_with)
    write_atomic(tags, root / "tastes.tag", {"tag_item_id": "token", "tags": "token_seq", "tag_scores": "float_seq"})
    return folder


KEYS: dict[str, Any] = {
    "modalities": ["id", "tag", "text", "image"],
    "MAX_ITEM_LIST_LENGTH": 16,
    "hidden_size": 16,
    "teachers": 0,
    "epochs": 12,
    "learning_rate": 0.01,
    "dropout": 0.1,
    "dataset": "tastes",
}


def test_items_with_missing_modalities_train_and_are_ranked(tmp_path: Path) -> None:
    data = write_two_tastes(tmp_path / "data")
    keys = {key: value for key, value in KEYS.items() if key != "dataset"}
    settings = {**keys, "data_path": str(data)}
    results = run_experiment("TEMA", "tastes", seeds=[1], output_dir=tmp_path / "out", config_dict=settings).to_dict()
    # Ten items of a taste, some seen: chance among twenty is .5, the taste alone gives about .9.
    assert results["runs"][0]["test"]["domain"]["overall"]["hit@10"] > 0.75
    assert np.isfinite(results["runs"][0]["losses"]).all()


def test_missing_modalities_contribute_nothing(tmp_path: Path) -> None:
    settings = config(write_two_tastes(tmp_path / "data"), **KEYS)
    data = prepare_data(settings)
    model = TEMA(settings, data.dataset).eval()
    number = data.dataset.field2token_id["item_id"]
    parts = {name: part() for name, part in model.networks[0].parts.items()}
    table = model.item_tables().networks[0][0]
    for item, modality in MODALITIES.items():
        present = [name for name in parts if bool(parts[name][number[item]].any())]
        assert present == [name for name in parts if name in ("id", modality)]
        assert torch.allclose(table[number[item]], sum(parts[name][number[item]] for name in present))
    everything = model.full_sort_predict(data.test.dataset[torch.arange(3)])[:, 1:]
    assert torch.isfinite(everything).all()


def test_an_item_without_interactions_is_placed_by_its_features(tmp_path: Path) -> None:
    settings = config(write_two_tastes(tmp_path / "data"), **KEYS)
    data = prepare_data(settings)
    torch.manual_seed(3)
    model = TEMA(settings, data.dataset)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.1)
    for epoch in range(12):
        data.train.set_epoch(epoch)
        for batch in data.train:
            optimizer.zero_grad()
            model.calculate_loss(batch).backward()
            optimizer.step()
    assert Evaluator(data.test, data.domains, settings, data.fingerprint).ranks(model)["domain"].mean() < 9
    number = data.dataset.field2token_id["item_id"]
    new = [number["xnew0"], number["xnew1"]]
    rows = torch.from_numpy(data.test.rows)
    users = data.dataset.field2id_token["user_id"][data.test.targets.users]
    with torch.no_grad():
        scores = model.full_sort_predict(data.test.dataset[rows])[:, new]
    likes_first = torch.tensor([int(user[1:]) % 2 == 0 for user in users])
    # Neither has an interaction: only their features distinguish them.
    assert ((scores[:, 0] > scores[:, 1]) == likes_first).float().mean() > 0.95
