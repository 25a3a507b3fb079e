"""Cold-start items: without training interactions, or added after training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.recommend import Recommender
from tests.toy import write_toy
from tests.trained import train

HISTORY = ["i4", "i7", "i6"]


def features_of(recommender: Recommender, item: str) -> dict[str, object]:
    folder = Path(recommender.run.config["data_path"])
    row: dict[str, object] = {"domain": recommender.items.loc[item, "domain"]}
    for suffix, key in (("txt", "txt_item_id"), ("img", "img_item_id"), ("tag", "tag_item_id")):
        frame = read_atomic(folder / f"toy.{suffix}").set_index(key)
        if item in frame.index:
            row.update(frame.loc[item].to_dict())
    return row


def test_an_item_with_copied_features_scores_like_the_original_without_its_id(recommender: Recommender) -> None:
    recommender.model.bonus.neighbour_weight = 0.0  # the copy is not in the same neighbour lists
    copy = pd.DataFrame([{"item_id": "new", "title": "A copy", **features_of(recommender, "i10")}])
    extended = recommender.with_items(copy)
    scored = {one.item_id: one for one in extended.recommend(HISTORY, 100, explain=True)}
    assert scored["new"].title == "A copy" and scored["new"].explanation.contributions["id"] == 0
    assert sum(scored["new"].explanation.contributions.values()) == pytest.approx(scored["new"].score, abs=1e-5)
    internal_id = extended.catalog.internal_ids["i10"]
    for network in extended.model.networks:
        network.parts["id"].share[internal_id] = 0
    extended.model.freeze_items()
    without_id = extended.recommend(HISTORY, 1, candidates=["i10"])[0]
    assert without_id.score == pytest.approx(scored["new"].score, abs=1e-4)
    # The other items keep their scores, and the original recommender does not change.
    before = {one.item_id: one.score for one in recommender.recommend(HISTORY, 100)}
    assert set(scored) == {*before, "new"}
    for item, score in before.items():
        assert scored[item].score == pytest.approx(score, abs=1e-5)


def test_new_items_in_histories_and_filters(recommender: Recommender) -> None:
    rows = [{"item_id": f"new{i}", "tags": tags, "domain": "d1"} for i, tags in enumerate((["mod-1"], ["half-0", "x"]))]
    extended = recommender.with_items(pd.DataFrame(rows))
    assert {one.item_id for one in extended.recommend(["new0", "i3"], 100, tags=["half-0"])} == {
        *(f"i{i}" for i in range(2, 30, 2)),
        "new1",
    }
    again = extended.with_items(pd.DataFrame([{"item_id": "new2", "domain": "d0", "txt_emb": np.ones(6)}]))
    assert {"new0", "new1", "new2"} <= {one.item_id for one in again.recommend(["i3"], 100)}
    assert again.recommend(["new2", "new1"], 3) != again.recommend(["new2"], 3)


def test_an_item_without_interactions_is_scored_by_its_features(tmp_path: Path) -> None:
    folder = write_toy(tmp_path / "data") / "toy"
    rows = read_atomic(folder / "toy.inter")
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float", "time": "float"}
    write_atomic(rows[rows["item_id"] != "i10"], folder / "toy.inter", kinds)
    recommender = Recommender.load(train(tmp_path, epochs=2), tmp_path / "data")
    one = recommender.recommend(HISTORY, 1, candidates=["i10"], explain=True)[0]
    assert one.explanation.contributions["id"] == 0 and one.explanation.contributions["text"] != 0


@pytest.mark.parametrize(
    ("row", "match"),
    [
        ({"item_id": "i3", "tags": ["mod-1"]}, "'i3' is already known"),
        ({"domain": "books", "tags": ["mod-1"]}, r"unknown domain \(known: d0, d1\)"),
        ({"txt_emb": np.ones(5)}, "must be 6 finite numbers"),
        ({"txt_emb": np.array([1, 2, 3, 4, 5, np.nan])}, "must be 6 finite numbers"),
        ({"img_emb": "abcde"}, "must be 5 finite numbers"),
        ({"tags": ["mod-1"], "tag_scores": [0.1, 0.2]}, r"must be one number in \[0, 1\] per tag"),
        ({"tags": ["mod-1"], "tag_scores": [1.5]}, r"must be one number in \[0, 1\] per tag"),
        ({"tags": ["never-seen"]}, "no feature that the model uses. Give it at least one of: tag, text, image"),
        ({}, "no feature that the model uses"),
    ],
)
def test_invalid_items(recommender: Recommender, row: dict[str, object], match: str) -> None:
    with pytest.raises(DataError, match=match):
        recommender.with_items(pd.DataFrame([{"item_id": "new", "domain": "d0", **row}]))


def test_duplicates_and_missing_columns(recommender: Recommender) -> None:
    twice = pd.DataFrame({"item_id": ["a", "a"], "domain": ["d0", "d0"]})
    with pytest.raises(DataError, match="'a' is given twice"):
        recommender.with_items(twice)
    with pytest.raises(DataError, match="no column 'domain'"):
        recommender.with_items(twice[["item_id"]])


def test_a_model_of_ids_does_not_support_cold_items(tmp_path: Path) -> None:
    recommender = Recommender.load(train(tmp_path, "SASRecW", epochs=1, modalities=["id"]), tmp_path / "data")
    with pytest.raises(ConfigError, match="SASRecW cannot represent items that are added after training"):
        recommender.with_items(pd.DataFrame([{"item_id": "new", "domain": "d0"}]))
