"""Recommendations are the evaluation's ranking, filtered as asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import read_ranks
from recbole_tema.recommend import Choice, History, Recommender
from tests.trained import train


def before_test(recommender: Recommender, user: str) -> History:
    """What the evaluation gives the model: everything but the test target."""
    history = recommender.history_of(user)
    return History(history.items[:-1], history.times[:-1])


@pytest.mark.parametrize("model", ["TEMA", "SASRecW"])
def test_rankings_are_the_evaluations_item_by_item(tmp_path: Path, model: str) -> None:
    folder = train(tmp_path, model, **({"modalities": ["id"]} if model == "SASRecW" else {"gaps": "log"}))
    recommender = Recommender.load(folder, tmp_path / "data")
    ranks = read_ranks(folder / "ranks.parquet")
    ranks = ranks[(ranks["split"] == "test") & (ranks["protocol"] != "sampled")]
    assert len(ranks) > 60
    with torch.no_grad():
        targets = recommender.run.data.test
        expected = recommender.model.full_sort_predict(targets.dataset[torch.arange(len(targets.targets))])
    users = recommender.run.data.dataset.field2id_token["user_id"][targets.targets.users]
    for row, user in enumerate(users):
        history = before_test(recommender, user)
        found = recommender.recommend(history, 1000, Choice(repeats=True))
        assert sorted(one.item_id for one in found) == sorted(recommender.items.index)
        scores = np.array([float(expected[row, recommender.numbers[one.item_id]]) for one in found])
        assert (np.diff(scores) <= 1e-6).all()
        np.testing.assert_allclose([one.score for one in found], scores, atol=1e-5)
    for row in ranks.itertuples():
        domain = row.domain if row.protocol == "domain" else None
        found = recommender.recommend(before_test(recommender, row.user_id), 1000, Choice(domain, repeats=True))
        place = [one.item_id for one in found].index(row.item_id) + 1
        ties = sum(one.score == found[place - 1].score for one in found)
        assert abs(place - row.rank) <= (ties - 1) / 2
        assert domain is None or {one.domain for one in found} == {domain}


def test_many_histories_get_what_each_gets_alone(recommender: Recommender) -> None:
    histories = [recommender.history_of(user) for user in recommender.users] + [History([])]
    together = recommender.recommend_many(histories, 4, Choice("d1"))
    for history, found in zip(histories, together):
        alone = recommender.recommend(history, 4, Choice("d1"))
        assert [one.item_id for one in alone] == [one.item_id for one in found]
        assert len(found) == min(4, 15 - len({i for i in history.items if int(i[1:]) % 2}))
        np.testing.assert_allclose([one.score for one in alone], [one.score for one in found], atol=1e-5)
        assert not {one.item_id for one in found} & set(history.items)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert all(one.title == recommender.items.loc[one.item_id, "title"] for one in found)


def test_batches_change_nothing(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    histories = [recommender.history_of(user) for user in recommender.users[:7]]
    whole = recommender.recommend_many(histories, 3)
    monkeypatch.setattr("recbole_tema.recommend.recommender.BLOCK", 2 * len(recommender.tokens))
    parts = list(recommender.stream(histories, 3))
    assert [len(part) for part in parts] == [2, 2, 2, 1]
    assert [[one.item_id for one in found] for part in parts for found in part] == [
        [one.item_id for one in found] for found in whole
    ]


def test_choices_leave_what_they_say(recommender: Recommender) -> None:
    history = ["i3", "i4", "i5"]
    everything = recommender.recommend(history, 100)
    assert {one.item_id for one in everything} == set(recommender.items.index) - set(history)
    again = recommender.recommend(history, 100, Choice(repeats=True))
    assert {one.item_id for one in again} == set(recommender.items.index)
    few = recommender.recommend(history, 100, Choice(candidates=["i7", "i8", "i5"], exclude=["i8", "no-such"]))
    assert [one.item_id for one in few] == ["i7"]
    tagged = recommender.recommend(history, 100, Choice("d0", tags=["mod-1"]))
    # d0 holds even items; tags begin at i2; mod-1 are 4, 10, 16, 22, 28.
    assert {one.item_id for one in tagged} == {"i10", "i16", "i22", "i28"}
    assert recommender.recommend(history, 5, Choice(candidates=[])) == []


def test_a_frame_in_any_order_is_sorted_by_time(recommender: Recommender) -> None:
    rows = pd.DataFrame({"user_id": ["a", "b", "a"], "item_id": ["i5", "i9", "i3"], "time": [2e9, 1e9, 1e9]})
    found = recommender.recommend_frame(rows, 2)
    assert list(found.columns) == ["user_id", "rank", "item_id", "domain", "score"]
    for user, history in {"a": History(["i3", "i5"], [1e9, 2e9]), "b": History(["i9"], [1e9])}.items():
        own = found[found["user_id"] == user]
        expected = recommender.recommend(history, 2)
        assert own["item_id"].tolist() == [one.item_id for one in expected] and own["rank"].tolist() == [1, 2]
    with pytest.raises(ConfigError, match="no column 'item_id'"):
        recommender.recommend_frame(rows[["user_id"]])


def test_only_a_window_of_the_latest_counts(recommender: Recommender) -> None:
    long = [f"i{i % 20}" for i in range(30)]
    choice = Choice(candidates=["i25", "i26", "i27"])
    assert recommender.recommend(long, 3, choice) == recommender.recommend(long[-8:], 3, choice)


def test_unknown_items_are_refused_or_reported(recommender: Recommender) -> None:
    history = History(["i3", "nothing", "i5", "[PAD]"], [1e9, 1.1e9, 1.2e9, 1.3e9])
    with pytest.raises(DataError, match=r"does not know 'nothing', '\[PAD\]'"):
        recommender.recommend(history)
    known, unknown = recommender.known(history)
    assert (known, unknown) == (History(["i3", "i5"], [1e9, 1.2e9]), ["nothing", "[PAD]"])
    with pytest.raises(DataError, match="and 2 more"):
        recommender.recommend([f"x{i}" for i in range(7)])


@pytest.mark.parametrize(
    ("history", "k", "choice", "error", "match"),
    [
        (["i3"], 0, Choice(), ConfigError, "k is 0"),
        (["i3"], 1, Choice("d9"), ConfigError, "no domain 'd9'. Choose d0 or d1"),
        (["i3"], 1, Choice(tags=["none-such"]), ConfigError, "no tag 'none-such'"),
        (["i3"], 1, Choice(candidates=["zz"]), DataError, "candidate 'zz'"),
        ("i3", 1, Choice(), ConfigError, "one text"),
        (History(["i3", "i4"], [1.0]), 1, Choice(), DataError, "2 items and 1 times"),
        (History(["i3", "i4"], [2.0, 1.0]), 1, Choice(), DataError, "go back"),
        (History(["i3"], [float("nan")]), 1, Choice(), DataError, "no numbers"),
    ],
)
def test_bad_requests_are_told(
    recommender: Recommender, history: object, k: int, choice: Choice, error: type, match: str
) -> None:
    with pytest.raises(error, match=match):
        recommender.recommend(history, k, choice)


def test_a_user_of_the_dataset_has_the_whole_history(recommender: Recommender) -> None:
    rows = pd.read_csv(Path(recommender.run.config["data_path"]) / "toy.inter", sep="\t")
    own = rows[rows["user_id:token"] == "u9"].sort_values("timestamp:float")
    history = recommender.history_of("u9")
    assert list(history.items) == own["item_id:token"].tolist()
    np.testing.assert_allclose(history.times, own["time:float"], rtol=1e-6)
    with pytest.raises(DataError, match="no user 'nobody'"):
        recommender.history_of("nobody")
    assert len(recommender.users) == 40
