"""Breakdowns of test targets against counts in plain Python."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.files.atomic import read_atomic
from recbole_tema.report.breakdowns import (
    HISTORY_BUCKETS,
    POPULARITY_BUCKETS,
    assign_buckets,
    breakdown,
    interaction_stats,
    popularity_buckets,
)


def sequences_of(data: Path) -> dict[str, list[str]]:
    rows = read_atomic(data / "toy/toy.inter").sort_values("timestamp")
    return {user: history["item_id"].tolist() for user, history in rows.groupby("user_id")}


@pytest.mark.parametrize("split", [False, True])
def test_statistics_of_interactions(toy: Path, split: bool) -> None:
    sequences = sequences_of(toy)
    training: Counter[str] = Counter()
    roles = dict(zip(sequences, ["train", "valid", "test"] * 99))
    if split:
        lines = "".join(f"{user}\t{role}\n" for user, role in roles.items())
        (toy / "toy/toy.split").write_text(f"split_user_id:token\trole:token\n{lines}")
    for user, items in sequences.items():
        # The last two of users with four or more are held out, the last of those with three.
        held = (0 if roles[user] == "train" else len(items)) if split else {1: 0, 2: 0, 3: 1}.get(len(items), 2)
        training.update(items[: len(items) - held])
    domain_of = dict(read_atomic(toy / "toy/toy.item")[["item_id", "domain"]].to_numpy().tolist())
    stats = interaction_stats(toy / "toy")
    assert stats.n_interactions == sum(map(len, sequences.values()))
    assert len(stats.targets) == len(sequences)
    for row in stats.targets.itertuples():
        sequence = sequences[str(row.user_id)]
        assert row.item_id == sequence[-1] and row.n_train_interactions == training[sequence[-1]]
        assert row.domain_switch == (len(sequence) == 1 or domain_of[sequence[-1]] != domain_of[sequence[-2]])
    items = {item for sequence in sequences.values() for item in sequence}
    expected = Counter((domain_of[item], training[item]) for item in items)
    assert Counter(zip(stats.items["domain"], stats.items["n_train_interactions"])) == expected


def test_buckets_of_values() -> None:
    values = pd.Series([0, 1, 2, 3, 10, 11, 20, 21, 999], index=list("abcdefghi"))
    names = assign_buckets(values, POPULARITY_BUCKETS).tolist()
    assert names == ["0", *["1 to 2"] * 2, *["3 to 10"] * 2, *["11 to 20"] * 2, "21 or more", "21 or more"]
    names = assign_buckets(pd.Series([10, 11, 50, 51]), HISTORY_BUCKETS).tolist()
    assert names == ["up to 10", "11 to 20", "21 to 50", "51 or more"]


def test_cold_tail_and_head() -> None:
    # Ten items have training interactions. 20 % are two; the second has 7, and the tie with 7 joins the head.
    counts = [0, 0, 9, 7, 7, 5, 4, 3, 2, 1, 1, 1]
    items = pd.DataFrame({"domain": ["a"] * len(counts) + ["b"], "n_train_interactions": [*counts, 0]})
    buckets = popularity_buckets(items)
    assert assign_buckets(pd.Series(counts), buckets["a"]).tolist() == ["cold"] * 2 + ["head"] * 3 + ["tail"] * 7
    assert assign_buckets(pd.Series([0]), buckets["b"]).tolist() == ["cold"]


def test_breakdown_averages_over_users_not_rows() -> None:
    rows = [
        ("TEMA", "u1", "x", "few", 1.0),
        ("TEMA", "u1", "x", "few", 0.0),
        ("TEMA", "u2", "x", "few", 1.0),
        ("Pop", "u1", "x", "few", 0.25),
        ("TEMA", "u3", "x", "any", 0.5),
        ("TEMA", "u4", "w", "few", 0.125),
    ]
    frame = pd.DataFrame(rows, columns=["model", "user_id", "domain", "bucket", "mrr"])
    result = breakdown(frame, "bucket", ["any", "few"], ["mrr"])
    assert [(r["domain"], r["bucket"], r["model"], r["users"], r["mrr"]) for r in result] == [
        ("w", "few", "TEMA", 1, 0.125),
        ("x", "any", "TEMA", 1, 0.5),
        ("x", "few", "Pop", 1, 0.25),
        ("x", "few", "TEMA", 2, 0.75),
    ]
