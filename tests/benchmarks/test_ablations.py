"""Rows of the ablation file, and the changes of a dataset's files that some of them train on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from benchmarks.quality.ablations import GROUPS_FILE, RARE_ENDING, compare_rows, rare_items, read_rows
from benchmarks.quality.dataset_changes import CHANGES
from recbole_tema.config import Config
from recbole_tema.files.atomic import read_atomic
from recbole_tema.settings_files import known_keys

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / GROUPS_FILE
GROUPS = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("group", GROUPS)
def test_every_committed_row_is_a_valid_configuration_or_a_known_change(group: str) -> None:
    for row in read_rows(FILE, [group]).values():
        if isinstance(row, str):
            assert row in CHANGES
        else:
            assert set(row) <= known_keys()
            config = Config("TEMA", "anything", (), {key: str(value) for key, value in row.items()})
            assert {key: config[key] for key in row} == row


def test_groups_are_joined_and_a_shared_row_is_kept_once() -> None:
    rows = read_rows(FILE, ["default", "rare", "averaging"])
    assert list(rows) == list({**GROUPS["default"], **GROUPS["rare"], **GROUPS["averaging"]})


def test_rows_that_disagree_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'without tags' is defined differently in two groups\."):
        read_rows(FILE, ["tags_with_ids", "tags_with_text"])


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Unknown group 'defaults'\. Groups of .*: default, rare,"):
        read_rows(FILE, ["defaults"])
    file = tmp_path / "rows.yaml"
    file.write_text("a: {b: c}")
    with pytest.raises(ValueError, match=r"Unknown change 'c' of the row 'b'\. Changes: shuffled_tags,"):
        read_rows(file, ["a"])


def test_rare_items_are_counted_in_training_interactions_alone(toy: Path) -> None:
    rows = read_atomic(toy / "toy/toy.inter").sort_values("timestamp", kind="stable")
    counts: dict[str, int] = {}
    for _, items in rows.groupby("user_id")["item_id"]:
        # The last two interactions of users with four or more are held out, the last of those with three.
        for item in items.tolist()[: len(items) - {1: 0, 2: 0, 3: 1}.get(len(items), 2)]:
            counts[item] = counts.get(item, 0) + 1
    targets = set(rows.groupby("user_id")["item_id"].last())
    median = int(np.median([counts.get(item, 0) for item in targets]))
    expected = {item for item in targets if counts.get(item, 0) < median}
    assert 0 < len(expected) < len(targets) and rare_items(toy / "toy", median) == expected


def test_rare_targets_are_compared_apart() -> None:
    ranks = pd.DataFrame(
        [
            (model, 1, "test", "domain", f"u{user}", f"i{user}", "d0", rank if user < 3 else 1.0, 5)
            for model, rank in (("TEMA", 1.0), ("row", 2.0))
            for user in range(6)
        ],
        columns=["model", "seed", "split", "protocol", "user_id", "item_id", "domain", "rank", "history_length"],
    )
    comparisons = compare_rows(ranks, ["row"], "domain", frozenset({"i0", "i1", "i2"}))
    assert list(comparisons) == ["row", f"row{RARE_ENDING}"]
    by_name = {name: next(row for row in rows if row["domain"] == "overall") for name, rows in comparisons.items()}
    gain = 1 - 1 / np.log2(3)
    assert by_name["row"]["users"] == 6 and by_name["row"]["difference"] == pytest.approx(gain / 2)
    assert by_name[f"row{RARE_ENDING}"]["users"] == 3
    assert by_name[f"row{RARE_ENDING}"]["difference"] == pytest.approx(gain)
    assert list(compare_rows(ranks, ["row"], "domain", frozenset())) == ["row"]


def test_shuffled_tags_keep_their_lists(toy: Path) -> None:
    before = read_atomic(toy / "toy/toy.tag")
    CHANGES["shuffled_tags"](toy / "toy")
    after = read_atomic(toy / "toy/toy.tag")
    assert after["tag_item_id"].tolist() == before["tag_item_id"].tolist()
    assert after["tags"].tolist() != before["tags"].tolist()
    assert sorted(map(str, after["tags"])) == sorted(map(str, before["tags"]))


def test_words_and_unrefined_tags_replace_the_tags(toy: Path) -> None:
    tags = toy / "toy/toy.tag"
    # A sixth of the items has each word: enough of them for a tag, and few enough.
    items = (toy / "toy/toy.item").read_text(encoding="utf-8").splitlines()
    words = ("tea", "coffee", "oil", "bread", "oats", "cake")
    lines = [items[0], *(f"{line} {words[i % 6]}" for i, line in enumerate(items[1:]))]
    (toy / "toy/toy.item").write_text("\n".join(lines) + "\n", encoding="utf-8")
    tags.with_suffix(".tag.json").write_text("{}")
    CHANGES["words_as_tags"](toy / "toy")
    text = tags.read_text(encoding="utf-8")
    assert "coffee" in text and "half-1" not in text
    unrefined = toy / "toy/unrefined"
    unrefined.mkdir()
    for name in ("toy.tag", "toy.tag.json"):
        (unrefined / name).write_text(f"unrefined {name}", encoding="utf-8")
    CHANGES["unrefined_tags"](toy / "toy")
    assert tags.read_text(encoding="utf-8") == "unrefined toy.tag"
    assert tags.with_suffix(".tag.json").read_text(encoding="utf-8") == "unrefined toy.tag.json"


@pytest.mark.parametrize(
    ("change", "suffix", "column"), [("random_text", "txt", "txt_emb"), ("random_images", "img", "img_emb")]
)
def test_random_vectors_have_the_shape_of_the_features_and_unit_length(
    toy: Path, change: str, suffix: str, column: str
) -> None:
    before = read_atomic(toy / f"toy/toy.{suffix}")
    CHANGES[change](toy / "toy")
    after = read_atomic(toy / f"toy/toy.{suffix}")
    old, new = (np.array(frame[column].tolist()) for frame in (before, after))
    assert after.iloc[:, 0].tolist() == before.iloc[:, 0].tolist() and new.shape == old.shape
    assert np.linalg.norm(new, axis=1) == pytest.approx(np.ones(len(new)), abs=1e-4) and not np.allclose(new, old)
