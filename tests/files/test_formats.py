"""The table of atomic files."""

from __future__ import annotations

from pathlib import Path

from recbole_tema.files.atomic import KINDS, read_header
from recbole_tema.files.formats import FORMATS, IMAGE, ITEM, MODALITIES, TAG, TEXT
from tests.toy import write_toy


def test_the_id_comes_first_and_every_kind_is_known() -> None:
    for file in FORMATS:
        assert next(iter(file.columns)).endswith("_id") and next(iter(file.columns.values())) == "token"
        assert set(file.columns.values()) <= set(KINDS)
    assert len({file.suffix for file in FORMATS}) == len(FORMATS)
    assert list(MODALITIES) == ["tag", "text", "image"]


def test_a_dataset_is_named_after_its_folder(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "shop")
    assert ITEM.path(tmp_path / "link") == ITEM.path(tmp_path / "shop") == tmp_path.resolve() / "shop/shop.item"
    assert TAG.path(tmp_path / "link", "other") == tmp_path / "link/other.tag"


def test_files_of_a_dataset_have_these_columns(tmp_path: Path) -> None:
    folder = write_toy(tmp_path) / "toy"
    for file in (ITEM, TAG, TEXT, IMAGE):
        assert file.columns.items() <= read_header(file.path(folder)).items()
