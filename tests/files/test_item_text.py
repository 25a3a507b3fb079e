"""The text of an item, with and without tags."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.item_text import (
    MAX_WORDS,
    compose_text,
    encoder_texts,
    item_texts,
    item_titles,
    read_profiles,
    read_tags,
    stable_sample,
)
from tests.toy import write_toy

ITEMS = (
    "item_id:token\tdomain:token\ttitle:token_seq\tdescription:token_seq\tbrand:token\n"
    "1\tx\tGreen tea\tFifty bags. Fine\tA\n"
    "2\tx\t\t\t\n"
    "3\ty\t\tSteel, 28 cm\tB\n"
    "4\ty\tPan\t\tC\n"
    f"5\ty\tชา 炒锅\t{'word ' * 80}\tC\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "d.item").write_text(ITEMS, encoding="utf-8")
    return tmp_path / "d"


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
def test_title_tags_and_description(title: str, tags: list[str], description: str, text: str) -> None:
    assert compose_text(title, tags, description) == (text, False)


def test_the_description_is_truncated_and_not_the_tags() -> None:
    text, truncated = compose_text("one two", ["three-four"], "word " * 100)
    assert text.split() == ["one", "two.", "three", "four."] + ["word"] * (MAX_WORDS - 4) and truncated
    assert compose_text("", [], "word " * MAX_WORDS)[1] is False


def test_title_tags_description_in_that_order(folder: Path) -> None:
    (folder / "d.tag").write_text(
        "tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n1\tcold hot-drink\t0.2 0.9\n2\tloose-leaf\t0.5\n"
    )
    frame = encoder_texts(folder, tags=read_tags(folder))
    assert list(frame.columns) == ["item_id", "domain", "text", "truncated"]
    assert frame["text"][:4].tolist() == [
        "Green tea. hot drink, cold. Fifty bags. Fine",
        "loose leaf",
        "Steel, 28 cm",
        "Pan",
    ]
    assert frame["text"][4].startswith("ชา 炒锅. word word") and len(frame["text"][4].split()) == 60
    assert frame["truncated"].tolist() == [False] * 4 + [True]


def test_tags_without_scores_keep_their_order(folder: Path) -> None:
    (folder / "d.tag").write_text("tag_item_id:token\ttags:token_seq\n1\tcold hot-drink\n")
    assert read_tags(folder) == {"1": ["cold", "hot-drink"]}


def test_without_tags_and_with_chosen_fields(folder: Path) -> None:
    with pytest.raises(DataError, match=r"d\.tag: No such file\. Write it with recbole-tema tag\."):
        read_tags(folder)
    frame = encoder_texts(folder, ["title", "brand"])
    assert frame["text"][:4].tolist() == ["Green tea. A", "", "B", "Pan. C"]
    assert encoder_texts(folder)["text"][1] == ""
    with pytest.raises(ConfigError, match="no column 'price'"):
        encoder_texts(folder, ["title", "price"])
    with pytest.raises(ConfigError, match="no title"):
        encoder_texts(folder, [])


def test_profiles_are_a_field_like_a_column(folder: Path) -> None:
    with pytest.raises(DataError, match=r"d\.profile: No such file\. Write it with recbole-tema tag --profile\."):
        encoder_texts(folder, ["title", "profile"])
    (folder / "d.profile").write_text(
        "profile_item_id:token\tprofile:token_seq\n"
        "1\tTea for the morning.\n3\tA steel pan. It is wide.\ngone\tNothing.\n"
    )
    assert read_profiles(folder) == {"1": "Tea for the morning.", "3": "A steel pan. It is wide.", "gone": "Nothing."}
    alone = encoder_texts(folder, ["profile"])
    assert alone["text"].tolist() == ["Tea for the morning", "", "A steel pan. It is wide", "", ""]
    joined = encoder_texts(folder, ["title", "brand", "profile"])
    assert joined["text"][:4].tolist() == [
        "Green tea. A. Tea for the morning",
        "",
        "B. A steel pan. It is wide",
        "Pan. C",
    ]
    tagged = encoder_texts(folder, ["title", "profile"], {"1": ["hot-drink"]})
    assert tagged["text"][0] == "Green tea. hot drink. Tea for the morning"
    assert item_texts(folder, ["brand", "profile"])["text"][1:4].tolist() == ["", "B. A steel pan. It is wide.", "C"]


def test_a_column_named_profile(folder: Path) -> None:
    (folder / "d.item").write_text("item_id:token\tdomain:token\tprofile:token_seq\n1\tx\tSlim\n")
    assert encoder_texts(folder, ["profile"])["text"].tolist() == ["Slim"]
    (folder / "d.profile").write_text("profile_item_id:token\tprofile:token_seq\n1\tTea.\n")
    with pytest.raises(ConfigError, match=r"'profile' is a column of d\.item and a file\. Give the column"):
        encoder_texts(folder, ["profile"])


def test_a_dataset_with_titles_only(tmp_path: Path) -> None:
    folder = write_toy(tmp_path) / "toy"
    frame = encoder_texts(folder, tags=read_tags(folder))
    by_item = dict(zip(frame["item_id"], frame["text"]))
    assert by_item["i0"] == "Thing number 0" and by_item["i4"] == "Thing number 4. mod 1, half 0"


def test_texts_for_language_models(folder: Path) -> None:
    fields = ["title", "description", "brand"]
    frame = item_texts(folder, fields)
    assert list(frame.columns) == ["item_id", "domain", "text"]
    assert frame["text"][:4].tolist() == ["Green tea. Fifty bags. Fine. A", "", "Steel, 28 cm. B", "Pan. C"]
    years = item_texts(folder, ["title", "brand"], year_style=True)
    assert years["text"][:4].tolist() == ["Green tea (A)", "", "B", "Pan (C)"]
    with pytest.raises(ConfigError, match="no column 'price'"):
        item_texts(folder, ["price"])


def test_titles_or_ids() -> None:
    frame = pd.DataFrame({"item_id": ["a", "b"], "title": [["Green", "tea"], []]})
    assert item_titles(frame) == {"a": "Green tea", "b": "b"}
    assert item_titles(frame[["item_id"]]) == {"a": "a", "b": "b"}


@given(st.sets(st.text(max_size=5), max_size=20), st.integers(0, 25), st.integers(0, 3), st.randoms())
def test_sample_depends_on_ids_and_seed_only(ids: set[str], size: int, seed: int, rng: object) -> None:
    order = sorted(ids)
    rng.shuffle(order)  # type: ignore[attr-defined]
    sample = stable_sample(order, size, seed)
    assert sample == stable_sample(sorted(ids), size, seed)
    assert len(sample) == len(set(sample)) == min(size, len(ids)) and set(sample) <= ids
    # A larger sample starts with a smaller one, so that cached answers stay useful.
    assert stable_sample(order, size + 3, seed)[: len(sample)] == sample


def test_seeds_select_different_items() -> None:
    ids = [str(n) for n in range(100)]
    assert stable_sample(ids, 10, 0) != stable_sample(ids, 10, 1)
