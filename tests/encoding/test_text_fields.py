"""The text that encoders read: title, tags, and the start of the description."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.encoding.text_fields import encoder_texts, read_tags
from recbole_tema.errors import ConfigError
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


def test_title_tags_description_in_that_order(folder: Path) -> None:
    (folder / "d.tag").write_text(
        "tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n1\tcold hot-drink\t0.2 0.9\n2\tloose-leaf\t0.5\n"
    )
    frame = encoder_texts(folder)
    assert list(frame.columns) == ["item_id", "domain", "text", "cut"]
    assert frame["text"][:4].tolist() == [
        "Green tea. hot drink, cold. Fifty bags. Fine",
        "loose leaf",
        "Steel, 28 cm",
        "Pan",
    ]
    assert frame["text"][4].startswith("ชา 炒锅. word word") and len(frame["text"][4].split()) == 60
    assert frame["cut"].tolist() == [False] * 4 + [True]


def test_without_tags_and_with_chosen_fields(folder: Path) -> None:
    assert read_tags(folder) == {}
    frame = encoder_texts(folder, ["title", "brand"], {})
    assert frame["text"][:4].tolist() == ["Green tea. A", "", "B", "Pan. C"]
    assert encoder_texts(folder)["text"][1] == ""
    with pytest.raises(ConfigError, match="no column 'price'"):
        encoder_texts(folder, ["title", "price"])
    with pytest.raises(ConfigError, match="no title"):
        encoder_texts(folder, [])


def test_of_a_dataset_with_titles_only(tmp_path: Path) -> None:
    frame = encoder_texts(write_toy(tmp_path) / "toy")
    by_item = dict(zip(frame["item_id"], frame["text"]))
    assert by_item["i0"] == "Thing number 0" and by_item["i4"] == "Thing number 4. mod 1, half 0"
