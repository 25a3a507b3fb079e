"""Goodreads by genre as small files of its form: rows, times and texts worked out by hand, and damaged files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.amazon_files import Line, write
from tests.prepare.sources.documented import cells, run_documented_commands


def _interaction(user: object, book: object, rating: object, added: object) -> dict[str, Any]:
    head = {"user_id": user, "book_id": book, "review_id": "9f", "is_read": True, "rating": rating}
    return {**head, "review_text_incomplete": "", "date_added": added, "date_updated": added, "read_at": ""}


def _book(book: str, **fields: object) -> dict[str, Any]:
    known = {"isbn": "", "similar_books": ["1"], "book_id": book, "work_id": f"9{book}", "publication_year": ""}
    return {**known, "authors": [{"author_id": "7", "role": ""}, {"author_id": "8", "role": "Ed."}], **fields}


POETRY: list[Line] = [
    _interaction("a1", "10", 4, "Wed May 09 09:33:44 -0700 2007"),
    _interaction("a1", "11", 0, "Sat Oct 07 13:19:09 +0530 2017"),
    _interaction("b2", "10", 5, "Tue Dec 31 23:59:59 +0000 2013"),
]
COMICS: list[Line] = [_interaction("a1", "20", 3, "Thu Feb 29 12:00:00 -0800 2012")]
BOOKS: list[Line] = [
    _book("10", title="Odes", description="O &amp; o", publisher="P", publication_year="1999", num_pages="12"),
    _book("20", title="Panels", image_url="https://images.gr-assets.com/books/1/20.jpg"),
]
AUTHORS: list[Line] = [{"average_rating": "3.98", "author_id": "7", "name": "Ann B."}]
GENRES: list[Line] = [
    {"book_id": "10", "genres": {"poetry": 3, "fantasy, paranormal": 31}},
    {"book_id": "20", "genres": {}},
]
INTERACTIONS = "goodreads_interactions_poetry.json.gz"


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    sources = {INTERACTIONS: POETRY, "goodreads_reviews_comics_graphic.json.gz": COMICS}
    metadata = {
        "goodreads_books_poetry.json.gz": BOOKS[:1],
        "goodreads_books_comics_graphic.json.gz": BOOKS[1:],
        "goodreads_book_authors.json.gz": AUTHORS,
        "goodreads_book_genres_initial.json.gz": GENRES,
    }
    written = [[write(folder / name, lines) for name, lines in files.items()] for files in (sources, metadata)]
    return written[0], written[1]


def _prepare(sources: Any, out: Path, metadata: list[Path] | None = None, engine: Any = "duckdb") -> dict[str, Any]:
    return prepare_dataset(sources, "d", folder=out, format="goodreads", metadata=metadata or [], engine=engine)


def _check(folder: Path) -> None:
    """Days since 1970: 2007-05-09 is 13642, 2012-02-29 is 15399, 2013-12-31 is 16070, 2017-10-07 is 17446."""
    assert cells(folder / "d/d.inter") == [
        ["user_id:token", "item_id:token", "timestamp:float", "time:float"],
        ["a1", "10", "0", str(13642 * 86400 + 16 * 3600 + 33 * 60 + 44)],
        ["a1", "20", "1", str(15399 * 86400 + 20 * 3600)],
        ["a1", "11", "2", str(17446 * 86400 + 7 * 3600 + 49 * 60 + 9)],
        ["b2", "10", "0", str(16070 * 86400 + 86399)],
    ]


def test_two_genres_with_books_authors_and_genres(tmp_path: Path) -> None:
    sources, metadata = _files(tmp_path)
    record = _prepare(sources, tmp_path, metadata)
    _check(tmp_path)
    header = "item_id:token domain:token title:token_seq description:token_seq categories:token_seq author:token_seq"
    description = cells(tmp_path / "d/d.item")[1][3]
    assert description in ("O &amp; o", "O & o")
    assert cells(tmp_path / "d/d.item") == [
        [*header.split(), "publisher:token", "year:token", "pages:token", "image_url:token"],
        ["10", "poetry", "Odes", description, "fantasy paranormal poetry", "Ann B.", "P", "1999", "12", ""],
        ["20", "comics_graphic", "Panels", "", "", "Ann B.", "", "", "", "https://images.gr-assets.com/books/1/20.jpg"],
        ["11", "poetry", "", "", "", "", "", "", "", ""],
    ]
    assert record["rejected"] == {"items without a description": 1} and len(record["inputs"]) == 6


def test_ratings_and_rejected_lines(tmp_path: Path) -> None:
    """A rating of 0 is none, so that it is below any lowest rating; a book in two genres is removed from both."""
    odd = [
        _interaction("b2", "12", 5, ""),
        _interaction("b2", "12", 5, "Sat Foo 07 13:19:09 -0700 2017"),
        _interaction("b2", "20", 5, "Tue Dec 31 23:59:58 +0000 2013"),
    ]
    first = write(tmp_path / INTERACTIONS, [*POETRY, *odd])
    sources = {"poetry": first, "comics": write(tmp_path / "my.json", COMICS)}
    record = prepare_dataset(sources, "d", folder=tmp_path, format="goodreads", rules={"min_rating": 1})
    assert [row[:2] + row[4:] for row in cells(tmp_path / "d/d.inter")[1:]] == [["a1", "10", "4"], ["b2", "10", "5"]]
    assert record["rejected"] == {
        "invalid time": 1,
        "missing user, item or time": 1,
        "items in more than one domain": 1,
        "rows with an unusable id, or of such an item": 2,
    }


def test_bad_files_are_refused(tmp_path: Path) -> None:
    sources, metadata = _files(tmp_path)
    other = write(tmp_path / "goodreads_books_romance.json.gz", [_book("99", title="Other")])
    unread = write(tmp_path / "goodreads_books_children.json.gz", ["<html>", "<p>"])
    cases: list[tuple[list[Path], list[Path], str]] = [
        ([tmp_path / "goodreads_reviews_poetry.json.gz"], [], "no such file"),
        ([write(tmp_path / "mine.json", POETRY)], [], "the name states no domain"),
        (metadata[:1], [], "the name states no domain"),
        (sources, [tmp_path / "none.json.gz"], "no such file"),
        (sources, [other], "describes none of the items, such as '10'"),
        (sources, [*metadata, unread], "line 1: 2 of 2 lines hold no record, the first is '<html>'"),
    ]
    for given, described, words in cases:
        with pytest.raises(DataError) as caught:
            _prepare(given, tmp_path / "out", described)
        assert words in str(caught.value) and not (tmp_path / "out/d").exists()
    with pytest.raises(DataError, match=r"line 1: 1 of 1 lines cannot be used \(missing user, item or time: 1\)"):
        _prepare([f"poetry={metadata[0]}"], tmp_path / "out")


def test_spark_reads_the_same(spark: Any, tmp_path: Path) -> None:
    sources, metadata = _files(tmp_path)
    _prepare(sources, tmp_path, metadata, engine="spark")
    _check(tmp_path)


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _files(Path())
    assert run_documented_commands("goodreads") == ["poetry-comics"]
    assert {row[1] for row in cells(Path("atomic_data/poetry-comics/poetry-comics.item"))[1:]} == {
        "poetry",
        "comics_graphic",
    }
