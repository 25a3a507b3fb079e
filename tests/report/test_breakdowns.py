"""Cuts of test targets against counts in plain Python."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.files.atomic import read_atomic
from recbole_tema.report.breakdowns import HISTORY, POPULARITY, cut, facts, named, popularity_bands


def sequences_of(data: Path) -> dict[str, list[str]]:
    rows = read_atomic(data / "toy/toy.inter").sort_values("timestamp")
    return {user: own["item_id"].tolist() for user, own in rows.groupby("user_id")}


@pytest.mark.parametrize("split", [False, True])
def test_facts(toy: Path, split: bool) -> None:
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
    found = facts(toy / "toy")
    assert found.interactions == sum(map(len, sequences.values()))
    assert len(found.targets) == len(sequences)
    for row in found.targets.itertuples():
        items = sequences[str(row.user_id)]
        assert row.item_id == items[-1] and row.had == training[items[-1]]
        assert row.crossed == (len(items) == 1 or domain_of[items[-1]] != domain_of[items[-2]])
    every = Counter((domain_of[item], training[item]) for item in {item for own in sequences.values() for item in own})
    assert Counter(zip(found.items["domain"], found.items["had"])) == every


def test_bands() -> None:
    values = pd.Series([0, 1, 2, 3, 10, 11, 20, 21, 999], index=list("abcdefghi"))
    names = named(values, POPULARITY).tolist()
    assert names == ["never", *["1 to 2"] * 2, *["3 to 10"] * 2, *["11 to 20"] * 2, "more", "more"]
    assert named(pd.Series([10, 11, 50, 51]), HISTORY).tolist() == ["up to 10", "11 to 20", "21 to 50", "more"]


def test_cold_tail_and_head() -> None:
    # Ten items had at all: a fifth is two, and 7 is the second most; the other item that was had 7 times joins them.
    had = [0, 0, 9, 7, 7, 5, 4, 3, 2, 1, 1, 1]
    items = pd.DataFrame({"domain": ["a"] * len(had) + ["b"], "had": [*had, 0]})
    bands = popularity_bands(items)
    assert named(pd.Series(had), bands["a"]).tolist() == ["cold"] * 2 + ["head"] * 3 + ["tail"] * 7
    assert named(pd.Series([0]), bands["b"]).tolist() == ["cold"]


def test_cut_means_over_users_not_rows() -> None:
    rows = [
        ("TEMA", "u1", "x", "few", 1.0),
        ("TEMA", "u1", "x", "few", 0.0),
        ("TEMA", "u2", "x", "few", 1.0),
        ("Pop", "u1", "x", "few", 0.25),
        ("TEMA", "u3", "x", "any", 0.5),
        ("TEMA", "u4", "w", "few", 0.125),
    ]
    frame = pd.DataFrame(rows, columns=["model", "user_id", "domain", "band", "mrr"])
    found = cut(frame, "band", ["any", "few"], ["mrr"])
    assert [(r["domain"], r["band"], r["model"], r["users"], r["mrr"]) for r in found] == [
        ("w", "few", "TEMA", 1, 0.125),
        ("x", "any", "TEMA", 1, 0.5),
        ("x", "few", "Pop", 1, 0.25),
        ("x", "few", "TEMA", 2, 0.75),
    ]
