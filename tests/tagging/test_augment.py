"""Title, tags and description in one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.tagging.augment import augmented, augmented_texts


@pytest.mark.parametrize(
    ("title", "tags", "description", "text"),
    [
        ("Alien", ["deep-space", "horror"], "A ship.", "Alien. deep space, horror. A ship"),
        ("Mr. Bean.", [], "", "Mr. Bean"),
        ("", ["horror"], "", "horror"),
        ("", [], "  A\tship  ", "A ship"),
        ("", [], "", ""),
    ],
)
def test_the_text(title: str, tags: list[str], description: str, text: str) -> None:
    assert augmented(title, tags, description) == text


def test_the_description_is_cut_and_not_the_tags() -> None:
    words = augmented("one two", ["three-four"], "word " * 100).split()
    assert words == ["one", "two.", "three", "four."] + ["word"] * 56


def test_every_item_that_has_anything(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text(
        "item_id:token\tdomain:token\ttitle:token_seq\tdescription:token_seq\n"
        '1\tx\tAlien\tA "ship".\n2\tx\t\t\n3\tx\t\tA pan\n4\tx\t\t\n'
    )
    frame = augmented_texts(folder, {"1": ["horror"], "4": ["war"]})
    assert dict(zip(frame["aug_item_id"], map(" ".join, frame["aug_text"]))) == {
        "1": 'Alien. horror. A "ship"',
        "3": "A pan",
        "4": "war",
    }


def test_items_without_such_columns(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text("item_id:token\tdomain:token\n1\tx\n2\tx\n")
    frame = augmented_texts(folder, {"2": ["war"]})
    assert frame["aug_item_id"].tolist() == ["2"] and frame["aug_text"].tolist() == [["war"]]
