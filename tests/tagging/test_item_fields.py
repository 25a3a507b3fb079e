"""The text of an item for prompts."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.item_fields import price_range, prompt_fields, prompt_texts

HEADER = (
    "item_id:token\tdomain:token\tdescription:token_seq\tprice:float\tbrand:token\timage_url:token\tcolor:token\t"
    "categories:token_seq\trating:float\tyear:token\ttitle:token_seq\tparent_id:token\tvector:float_seq"
)


def _write(folder: Path, *rows: str) -> Path:
    folder.mkdir()
    (folder / f"{folder.name}.item").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return folder


def test_all_fields_by_hand(tmp_path: Path) -> None:
    folder = _write(
        tmp_path / "d",
        "1\tfood\tLoose leaves.\t12.99\tAcme\thttp://x/1.jpg\tgreen\tGrocery Tea\t4.5\t2019\tGreen tea\tp1\t0.1 0.2",
        "2\tfood\t\t0\tnan\t\tNone\t\t0\t\tOat  cookies\tp1\t0.1",
        "3\tfood\tOnly this.\t0.3\t\t\t\t\t0\t1998.0\t\tp1\t0.1",
        "4\tfood\t\t0\t\t\t\t\t0\t\t\tp1\t0.1",
    )
    assert prompt_fields(folder) == ["title", "year", "categories", "brand", "price", "color", "description"]
    assert prompt_texts(folder)["text"].tolist() == [
        "Green tea (2019); categories: Grocery Tea; brand: Acme; price: 10 to 20; color: green; "
        "description: Loose leaves.",
        "Oat cookies",
        "1998; price: 0.2 to 0.5; description: Only this.",
        "",
    ]
    assert prompt_texts(folder, ["brand", "title"])["text"].tolist()[:2] == ["Green tea; brand: Acme", "Oat cookies"]
    with pytest.raises(ConfigError, match=r"d\.item has no column 'titel'. Choose fields among: item_id, domain"):
        prompt_texts(folder, ["titel"])


def test_long_fields_leave_space_for_the_description(tmp_path: Path) -> None:
    title, categories = "tea " * 100, "Grocery " * 50
    row = f"1\tfood\tLoose leaves.\t1\t\t\t\t{categories}\t0\t\t{title}\tp1\t0.1"
    text = prompt_texts(_write(tmp_path / "d", row))["text"][0]
    assert text == f"{('tea ' * 40).strip()}; categories: {('Grocery ' * 10).strip()}; price: 1 to 2; " + (
        "description: Loose leaves."
    )
    assert len(text) < 400


def test_dataset_without_texts(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text("item_id:token\tdomain:token\n1\tfood\n")
    assert prompt_fields(folder) == [] and prompt_texts(folder)["text"].tolist() == [""]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12.99", "10 to 20"),
        ("$1,299.00", "1000 to 2000"),
        ("12,99 €", "10 to 20"),
        ("10", "10 to 20"),
        ("9.99", "5 to 10"),
        ("0.3", "0.2 to 0.5"),
        ("5", "5 to 10"),
        ("0", ""),
        ("free", ""),
        ("", ""),
    ],
)
def test_price_ranges(cell: str, expected: str) -> None:
    assert price_range(cell) == expected
