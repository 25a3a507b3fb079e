"""The tag genome as `.tag`: which scores are kept, worked out by hand; files of other releases; damaged files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.files.storage import sha256, write_provenance
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.documented import cells, run_documented_commands
from tests.prepare.sources.test_movielens import LATEST, ML_1M, folder_of

TAGS = [
    "007 (series)",
    "sci fi",
    "Sci-Fi",
    "based on a book",
    "\u9b54\u6cd5",
    "quirky",
    "war",
    "space",
    "dark",
    "slow",
    "!",
]
NAMES = "tagId,tag\n" + "".join(f"{number},{tag}\n" for number, tag in enumerate(TAGS, 1))
# Movie 1 has nine tags of 0.5 or more, movie 2 one and one below, movie 3 none, and movie 9 is not in the dataset.
SCORES = (
    "movieId,tagId,relevance\n"
    + "".join(
        f"1,{number},{score}\n"
        for number, score in enumerate((0.9, 0.55, 0.95, 0.8, 0.7, 0.6, 0.5, 0.51250000000000007, 0.9, 0.52, 0.99), 1)
    )
    + "2,1,0.49\n2,4,0.5\n3,1,0.1\n9,1,0.9\n"
)
# By hand: the highest first, equal ones by number; `sci fi` and `Sci-Fi` are one tag; `!` has no letter.
EXPECTED = [
    ["2", "based-on-a-book", "0.5"],
    [
        "1",
        "sci-fi 007-series dark based-on-a-book \u9b54\u6cd5 quirky slow space",
        "0.95 0.9 0.9 0.8 0.7 0.6 0.52 0.513",
    ],
]


def write_genome(folder: Path, scores: str = SCORES, names: str | None = NAMES, **files: str) -> Path:
    folder_of(folder, LATEST)
    for name, text in {"genome-scores.csv": scores, "genome-tags.csv": names, **files}.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def prepare(folder: Path, out: Path, **options: Any) -> dict[str, Any]:
    return prepare_dataset(folder, "d", folder=out, format="movielens", **options)


def test_the_best_relevant_tags_are_kept(tmp_path: Path) -> None:
    folder = write_genome(tmp_path / "ml")
    record = prepare(folder, tmp_path)
    header, *rows = cells(tmp_path / "d/d.tag")
    assert header == ["tag_item_id:token", "tags:token_seq", "tag_scores:float_seq"]
    # In the order of `.item`.
    assert rows == EXPECTED
    beside = json.loads((tmp_path / "d/d.tag.json").read_text())
    assert beside["made_by"] == "recbole_tema.prepare.sources.movielens"
    assert beside["model"] == {"name": "MovieLens tag genome"}
    assert beside["options"] == {"min_relevance": 0.5, "max_tags": 8}
    assert beside["counts"] == record["tags"] == {"items_tagged": 2, "tags_used": 8, "tags_per_item": 4.5}
    assert beside["inputs"]["genome-tags.csv"] == sha256(folder / "genome-tags.csv")
    assert beside["sha256"] == sha256(tmp_path / "d/d.tag")


@pytest.mark.parametrize("release", ["Kaggle", "2021", "another order"])
def test_other_forms_give_the_same(tmp_path: Path, release: str) -> None:
    lines = [line.split(",") for line in SCORES.splitlines()]
    swapped = "\n".join(f"{n}," + ",".join(line[::-1]) for n, line in enumerate(lines)).replace("0,rel", ",rel", 1)
    scores_2021 = "tag,item_id,score\n" + "".join(
        f"{TAGS[int(tag) - 1]},{movie},{score}\n" for movie, tag, score in lines[1:]
    )
    folder = {
        "Kaggle": lambda: write_genome(
            tmp_path / "ml", "", "", **{"genome_scores.csv": SCORES, "genome_tags.csv": NAMES}
        ),
        "2021": lambda: write_genome(tmp_path / "ml", "", "", **{"tagdl.csv": scores_2021}),
        "another order": lambda: write_genome(tmp_path / "ml", swapped),
    }[release]()
    prepare(folder, tmp_path)
    rows = cells(tmp_path / "d/d.tag")[1:]
    if release == "2021":  # tags have no number: equal scores are in the order of their names
        assert [(row[0], sorted(row[1].split())) for row in rows] == [(r[0], sorted(r[1].split())) for r in EXPECTED]
    else:
        assert rows == EXPECTED


def test_tags_of_others_are_kept(tmp_path: Path) -> None:
    folder = write_genome(tmp_path / "ml")
    prepare(folder, tmp_path)
    prepare(folder, tmp_path)  # its own tags are written again
    tags = tmp_path / "d/d.tag"
    tags.write_text("tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n1\tmine\t1\n")
    write_provenance(tags, {"made_by": "recbole_tema.tagging"})
    record = prepare(folder, tmp_path)
    assert cells(tags)[1:] == [["1", "mine", "1"]] and record["tags"] == {"kept": "recbole_tema.tagging"}
    assert "those of recbole_tema.tagging are kept" in (tmp_path / "d/DATASET.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("scores", "names", "words"),
    [
        (SCORES, "", r"genome-tags\.csv: no such file"),
        (SCORES.replace("relevance", "score"), NAMES, r"genome-scores\.csv, line 1: has no column 'relevance'"),
        (SCORES, NAMES.replace("tagId", "id"), r"genome-tags\.csv, line 1: has no column 'tagId'"),
        (SCORES + "1,1,12\n", NAMES, "1 scores are not numbers from 0 to 1, such as '12' of the movie '1'"),
        (SCORES + "1,99,0.1\n", NAMES, "the tag '99' has no name in genome-tags.csv"),
    ],
)
def test_damaged_files(tmp_path: Path, scores: str, names: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        prepare(write_genome(tmp_path / "ml", scores, names), tmp_path)
    assert not (tmp_path / "d").exists()


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_genome(tmp_path / "ml-25m")
    folder_of(tmp_path / "ml-1m", ML_1M)
    assert run_documented_commands("movielens") == ["ml-25m", "ml-1m-genres"]
    assert cells(tmp_path / "atomic_data/ml-25m/ml-25m.tag")[1:] == EXPECTED
    assert {row[1] for row in cells(tmp_path / "atomic_data/ml-1m-genres/ml-1m-genres.item")[1:]} == {"loud", "rest"}
