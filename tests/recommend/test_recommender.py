"""Recommendations are the ranking of the evaluation, restricted by filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import read_ranks
from recbole_tema.recommend import History, ItemFilter, Recommender
from tests.trained import train

COLUMNS = ["user_id", "item_id", "score", "rank", "title", "domain"]


def before_test(recommender: Recommender, user: str) -> History:
    """Input of the model in the evaluation: all interactions but the test target."""
    history = recommender.history_of(user)
    return History(history.items[:-1], history.times[:-1])


@pytest.mark.parametrize("model", ["TEMA", "SASRecW"])
def test_rankings_are_those_of_the_evaluation(tmp_path: Path, model: str) -> None:
    folder = train(tmp_path, model, **({"modalities": ["id"]} if model == "SASRecW" else {}))
    recommender = Recommender.load(folder, tmp_path / "data")
    ranks = read_ranks(folder / "ranks.parquet")
    ranks = ranks[(ranks["split"] == "test") & (ranks["protocol"] != "sampled")]
    assert len(ranks) > 60
    with torch.no_grad():
        targets = recommender.run.data.test
        expected = recommender.model.full_sort_predict(targets.dataset[torch.arange(len(targets.targets))])
    users = recommender.run.data.dataset.field2id_token["user_id"][targets.targets.users]
    for row, user in enumerate(users):
        ranking = recommender.recommend(before_test(recommender, user), 1000, filter_seen=False)
        assert sorted(one.item_id for one in ranking) == sorted(recommender.items.index)
        internal_ids = recommender.catalog.internal_ids
        scores = np.array([float(expected[row, internal_ids[one.item_id]]) for one in ranking])
        assert (np.diff(scores) <= 1e-6).all()
        np.testing.assert_allclose([one.score for one in ranking], scores, atol=1e-5)
    for row in ranks.itertuples():
        domain = row.domain if row.protocol == "domain" else None
        ranking = recommender.recommend(before_test(recommender, row.user_id), 1000, domain, filter_seen=False)
        rank = [one.item_id for one in ranking].index(row.item_id) + 1
        ties = sum(one.score == ranking[rank - 1].score for one in ranking)
        assert abs(rank - row.rank) <= (ties - 1) / 2
        assert domain is None or {one.domain for one in ranking} == {domain}


def test_a_batch_gives_the_results_of_single_histories(recommender: Recommender) -> None:
    histories = [recommender.history_of(user) for user in recommender.users] + [History([])]
    (batch,) = recommender.recommend_in_batches(histories, 4, ItemFilter("d1"))
    for history, recommendations in zip(histories, batch):
        single = recommender.recommend(history, 4, "d1")
        assert [one.item_id for one in single] == [one.item_id for one in recommendations]
        assert len(recommendations) == min(4, 15 - len({i for i in history.items if int(i[1:]) % 2}))
        scores = [one.score for one in recommendations]
        np.testing.assert_allclose([one.score for one in single], scores, atol=1e-5)
        assert not {one.item_id for one in recommendations} & set(history.items)
        assert scores == sorted(scores, reverse=True)
        assert all(one.title == recommender.items.loc[one.item_id, "title"] for one in recommendations)


def test_the_batch_size_does_not_change_results(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    histories = [recommender.history_of(user) for user in recommender.users[:7]]
    (whole,) = recommender.recommend_in_batches(histories, 3, ItemFilter())
    monkeypatch.setattr("recbole_tema.recommend.recommender._MAX_SCORES", 2 * len(recommender.catalog.tokens))
    batches = list(recommender.recommend_in_batches(histories, 3, ItemFilter()))
    assert [len(batch) for batch in batches] == [2, 2, 2, 1]
    assert [[one.item_id for one in listed] for batch in batches for listed in batch] == [
        [one.item_id for one in listed] for listed in whole
    ]


def test_filters(recommender: Recommender) -> None:
    history = ["i3", "i4", "i5"]
    unseen = recommender.recommend(history, 100)
    assert {one.item_id for one in unseen} == set(recommender.items.index) - set(history)
    with_seen = recommender.recommend(history, 100, filter_seen=False)
    assert {one.item_id for one in with_seen} == set(recommender.items.index)
    few = recommender.recommend(history, 100, candidates=["i7", "i8", "i5"], exclude=["i8", "no-such"])
    assert [one.item_id for one in few] == ["i7"]
    tagged = recommender.recommend(history, 100, "d0", tags=["mod-1"])
    # d0 has the even items; items have tags from i2 on; mod-1 is a tag of 4, 10, 16, 22, 28.
    assert {one.item_id for one in tagged} == {"i10", "i16", "i22", "i28"}
    assert recommender.recommend(history, 5, candidates=[]) == []


def test_a_table_of_users_gives_a_table(recommender: Recommender) -> None:
    users = pd.DataFrame({"user_id": ["u9", "u0", "u9"]})
    frame = recommender.recommend(users, 3, "d0")
    assert list(frame.columns) == COLUMNS and frame["user_id"].tolist() == ["u9"] * 3 + ["u0"] * 3
    for user, rows in frame.groupby("user_id"):
        expected = recommender.recommend(user, 3, "d0")
        assert expected == recommender.recommend(recommender.history_of(user), 3, "d0")
        assert rows["item_id"].tolist() == [one.item_id for one in expected] and rows["rank"].tolist() == [1, 2, 3]
        assert rows["title"].tolist() == [one.title for one in expected] and set(rows["domain"]) == {"d0"}
        np.testing.assert_allclose(rows["score"], [one.score for one in expected], atol=1e-5)
    explained = recommender.recommend(users, 1, explain=True)
    assert list(explained.columns) == [*COLUMNS, "explanation"]
    for row in explained.itertuples():
        assert sum(row.explanation.contributions.values()) == pytest.approx(row.score, abs=1e-5)
    assert recommender.recommend(users[:0]).empty
    with pytest.raises(DataError, match="Unknown user 'unknown'"):
        recommender.recommend(pd.DataFrame({"user_id": ["unknown"]}))


def test_a_table_of_interactions_is_sorted_by_time(recommender: Recommender) -> None:
    rows = pd.DataFrame({"user_id": ["a", "b", "a"], "item_id": ["i5", "i9", "i3"], "time": [2e9, 1e9, 1e9]})
    frame = recommender.recommend(rows, 2)
    assert list(frame.columns) == COLUMNS
    for user, history in {"a": History(["i3", "i5"], [1e9, 2e9]), "b": History(["i9"], [1e9])}.items():
        of_user = frame[frame["user_id"] == user]
        expected = recommender.recommend(history, 2)
        assert of_user["item_id"].tolist() == [one.item_id for one in expected] and of_user["rank"].tolist() == [1, 2]
    with pytest.raises(ConfigError, match="no column 'user_id'"):
        recommender.recommend(rows[["item_id"]])


def test_only_the_latest_items_count(recommender: Recommender) -> None:
    long = [f"i{i % 20}" for i in range(30)]
    candidates = ["i25", "i26", "i27"]
    latest = recommender.recommend(long[-8:], 3, candidates=candidates)
    assert recommender.recommend(long, 3, candidates=candidates) == latest


def test_unknown_items(recommender: Recommender) -> None:
    history = History(["i3", "nothing", "i5", "[PAD]"], [1e9, 1.1e9, 1.2e9, 1.3e9])
    with pytest.raises(DataError, match=r"unknown items: 'nothing', '\[PAD\]'"):
        recommender.recommend(history)
    known, unknown = recommender.drop_unknown(history)
    assert (known, unknown) == (History(["i3", "i5"], [1e9, 1.2e9]), ["nothing", "[PAD]"])
    with pytest.raises(DataError, match="and 2 more"):
        recommender.recommend([f"x{i}" for i in range(7)])


@pytest.mark.parametrize(
    ("history", "options", "error", "match"),
    [
        (["i3"], {"k": 0}, ConfigError, r"k \(0\) must be at least 1"),
        (["i3"], {"domain": "d9"}, ConfigError, "Unknown domain 'd9'. Choose one of d0, d1"),
        (["i3"], {"tags": ["none-such"]}, ConfigError, "Unknown tag 'none-such'"),
        (["i3"], {"candidates": ["zz"]}, DataError, "Unknown candidate 'zz'"),
        ("i3", {}, DataError, "Unknown user 'i3'.*list of item ids"),
        (History(["i3", "i4"], [1.0]), {}, DataError, "2 items but 1 times"),
        (History(["i3", "i4"], [2.0, 1.0]), {}, DataError, "must not decrease"),
        (History(["i3"], [float("nan")]), {}, DataError, "must be finite"),
    ],
)
def test_invalid_requests(
    recommender: Recommender, history: Any, options: dict[str, Any], error: type, match: str
) -> None:
    with pytest.raises(error, match=match):
        recommender.recommend(history, **options)


def test_the_history_of_a_user(recommender: Recommender) -> None:
    rows = pd.read_csv(Path(recommender.run.config["data_path"]) / "toy.inter", sep="\t")
    rows = rows[rows["user_id:token"] == "u9"].sort_values("timestamp:float")
    history = recommender.history_of("u9")
    assert list(history.items) == rows["item_id:token"].tolist()
    np.testing.assert_allclose(history.times, rows["time:float"], rtol=1e-6)
    with pytest.raises(DataError, match="Unknown user 'unknown'"):
        recommender.history_of("unknown")
    assert len(recommender.users) == 40
