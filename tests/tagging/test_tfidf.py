"""Tags by tf-idf, without a model."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import sha256
from recbole_tema.tagging.tfidf import tag_by_tfidf
from tests.tagging.doubles import write_items

# A word in every title, one in five (in two spellings), one in six, one in four, and a stop word.
TITLES = [
    *("Pan red", "Pan red red", "Pan with plates", "pan PLATES red", "Pan plates red", "Pan plate, red"),
    *("Pan red plate 7", "Pan blue", "Pan blue", "Pan blue", "Pan blue"),
    *["Pan"] * 29,
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [(f"i{n}", ("film", "game")[n % 2], title) for n, title in enumerate(TITLES)]
    return write_items(tmp_path / "d", [*rows, ("silent", "film", "")])


def _tags(folder: Path, **options: int) -> dict[str, dict[str, float]]:
    frame = read_atomic(folder / tag_by_tfidf(folder, **options)["file"])
    return {
        item: dict(zip(tags, scores))
        for item, tags, scores in zip(frame["tag_item_id"], frame["tags"], frame["tag_scores"])
    }


def test_words_and_weights_by_hand(folder: Path) -> None:
    tags = _tags(folder)
    # 40 titles; red is in 6, plates in 5 (spelled plates in 3); pan is in more than a fifth, blue in fewer than 5.
    red, plate = (1 + math.log(41 / (1 + held)) for held in (6, 5))
    length = math.hypot(red, plate)
    assert set(tags) == {f"i{n}" for n in range(7)}
    for item in ("i0", "i1"):
        assert tags[item] == {"red": 1.0}
    assert tags["i2"] == {"plates": 1.0}
    for item in ("i3", "i4", "i5", "i6"):
        assert tags[item] == pytest.approx({"plates": plate / length, "red": red / length}, abs=5e-4)
        assert list(tags[item]) == ["plates", "red"]


def test_only_the_best_words_are_kept(folder: Path) -> None:
    assert _tags(folder, k=1)["i3"].keys() == {"plates"}


def test_provenance_record(folder: Path) -> None:
    record = tag_by_tfidf(folder)
    assert record == json.loads((folder / "d.tag.json").read_text())
    assert record["made_by"] == "recbole_tema.tagging.tfidf"
    assert record["sha256"] == sha256(folder / "d.tag")
    assert record["counts"] == {"items_with_text": 40, "items_tagged": 7, "tags_used": 2, "tags_per_item": 1.57}


def test_tags_from_another_source_are_not_replaced(folder: Path) -> None:
    tag_by_tfidf(folder)
    path = folder / "d.tag"
    first = path.read_bytes()
    tag_by_tfidf(folder)  # its own tags are replaced
    assert path.read_bytes() == first
    note = folder / "d.tag.json"
    note.write_text(note.read_text().replace("tagging.tfidf", "tagging"))
    with pytest.raises(DataError, match="tags from another source"):
        tag_by_tfidf(folder)
    for damaged in ("{", "[]", "{}"):
        note.write_text(damaged)
        with pytest.raises(DataError, match="tags from another source"):
            tag_by_tfidf(folder)
    note.unlink()
    with pytest.raises(DataError, match="tags from another source"):
        tag_by_tfidf(folder)
    assert path.read_bytes() == first


@pytest.mark.parametrize("titles", [["one word each", "of them", "is alone"], ["the and of"] * 9])
def test_texts_without_frequent_words(tmp_path: Path, titles: list[str]) -> None:
    folder = write_items(tmp_path / "d", [(f"i{n}", "film", title) for n, title in enumerate(titles)])
    with pytest.raises(DataError, match="No word occurs in 5 items or more"):
        tag_by_tfidf(folder)


def test_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["tag", str(folder), "--tfidf", "--k=1"])
    out = capsys.readouterr().out.replace("\n", "")
    assert "coverage" in out and f"Written to {folder / 'd.tag'}" in out
    for option in ("--llm=model.gguf", "--dry-run", "--list-size=80"):
        with pytest.raises(SystemExit) as ended:
            main(["tag", str(folder), "--tfidf", option])
        assert ended.value.code == 2
        assert f"No effect with --tfidf: {option.partition('=')[0]}." in capsys.readouterr().err


def test_words_of_other_alphabets_are_whole(tmp_path: Path) -> None:
    titles = ["Poe\u0302le à crêpes", "Poêle antiadhésive", "茶 Möbel", "चाय हिन्दी", "Чайник в доме"]
    fillers = [(f"x{n}", "film", f"Other{n}") for n in range(100)]
    rows = [(f"i{n}", "film", title) for n, title in enumerate(5 * titles)]
    tags = _tags(write_items(tmp_path / "d", [*rows, *fillers]))
    assert [sorted(tags[f"i{n}"]) for n in range(5)] == [
        ["crêpes", "poêle"],
        ["antiadhésive", "poêle"],
        ["möbel", "茶"],
        ["चाय", "हिन्दी"],
        ["доме", "чайник"],
    ]
