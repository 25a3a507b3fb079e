"""Copies of a dataset of films with other texts and tags, by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.quality.film_texts import keyword_tags, match, write_copy
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import INTER, ITEM, TAG, TEXT
from tests.encoding.doubles import Lengths

FILMS = pd.DataFrame(
    {
        "item_id": [7, 8, 9, 10],
        "title": ["Up (2009)", "Her (2013) ", "Jaws (1975)", "Up (1984)"],
        "keywords": ["old man, balloon, Love", "love,old man", "old man, old man, shark,balloon", None],
        "overview": ["A man flies", None, "A shark bites people", "A house"],
    }
)


def test_films_are_matched_by_title_and_year() -> None:
    titles = [["up"], ["Jaws"], ["Her"]]
    items = pd.DataFrame({"item_id": ["a", "b", "c"], "title": titles, "year": ["2009", "1976", "2013"]})
    matched = match(items, FILMS)
    assert matched["item_id"].tolist() == ["a", "c"]
    assert matched["overview"].iloc[0] == "A man flies" and pd.isna(matched["overview"].iloc[1])


def test_tags_are_the_keywords_that_three_films_share() -> None:
    frame = keyword_tags(FILMS)
    assert frame["tag_item_id"].tolist() == [7, 8, 9]
    assert frame["tags"].tolist() == [["old-man"]] * 3 and frame["tag_scores"].tolist() == [[1.0]] * 3


def test_a_copy_has_the_interactions_and_the_vectors_of_a_column(tmp_path: Path) -> None:
    dataset = tmp_path / "films"
    dataset.mkdir()
    INTER.path(dataset).write_text("user_id:token\titem_id:token\ttimestamp:float\nu\ta\t1\n")
    ITEM.path(dataset).write_text("item_id:token\tdomain:token\na\tx\nb\tx\nc\tx\n")
    films = FILMS[:3].assign(item_id=["a", "b", "c"])
    write_copy(dataset, films, "overview", tmp_path / "copies", Lengths())
    copy = tmp_path / "copies/overview/films"
    for file in (INTER, ITEM):
        assert file.path(copy).read_bytes() == file.path(dataset).read_bytes()
    vectors = read_atomic(TEXT.path(copy), require=TEXT.columns)
    assert vectors["txt_item_id"].tolist() == ["a", "c"]
    expected = np.array([11, 3, 1]) / np.sqrt(11**2 + 3**2 + 1)  # letters and words of "A man flies", and 1
    np.testing.assert_allclose(vectors["txt_emb"].iloc[0], expected, atol=1e-4)
    assert read_atomic(TAG.path(copy), require=TAG.columns)["tags"].tolist() == [["old-man"]] * 3
