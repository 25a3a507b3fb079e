"""The three layouts of MovieLens as small folders: rows, movies and domains worked out by hand; bad folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from recbole_tema.cli import main
from recbole_tema.errors import DataError
from recbole_tema.files.storage import sha256
from recbole_tema.prepare import prepare_dataset
from recbole_tema.prepare.engine import Engine, open_engine
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.movielens import read_movielens

# Flags of u.item: unknown, Action, Adventure, Animation, Children's, Comedy, Crime, Documentary, Drama, Fantasy,
# Film-Noir, Horror, Musical, Mystery, Romance, Sci-Fi, Thriller, War, Western.
ML_100K = {
    "u.data": b"196\t242\t3\t881250949\n22\t2\t1\t878887116\n196\t2\t5\t881250940\n22\t73\t4\t878887116\n"
    b"196\t267\t2\t881250949\n",
    "u.item": "1|Of no rating (1990)|01-Jan-1990||x|0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0\n"
    "2|GoldenEye (1995)|01-Jan-1995||http://us.imdb.com/x|0|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0|1|0|0\n"
    "73|Mis\u00e9rables, Les (1995)|01-Jan-1995||x|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0\n"
    "242|Once\u0085 Kolya (1996)|24-Jan-1997||x|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|1\n"
    "267|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n".encode("latin-1"),
}
ML_1M = {
    "ratings.dat": b"1::3::5::978300760\n2::1::3::978302109\n1::1::4::978300275\n2::2::1::978302000\n"
    b"2::4::2::978302001\n1::5::2::978300761\n1::99::2::978300761\n",
    "movies.dat": "1::Toy Story (1995)::Animation|Children's|Comedy\n2::Am\u00e9lie: a film (2001)::Comedy|War\n"
    "3::Heat (1995)::Crime|Action\n4::Cr\u00e8me (1999)::Documentary\n5::Gone (1939)::Drama|Romance\n".encode(
        "latin-1"
    ),
}
LATEST = {
    "ratings.csv": b"userId,movieId,rating,timestamp\n7,1,4.0,964982703\n7,2,3.5,964982224\n8,3,0.5,1493846415\n"
    b"8,4,5.0,1493846352\n8,5,5.0,1493846352\n8,1,2.0,1493846352\n",
    "movies.csv": (
        'movieId,title,genres\n1,"American President, The (1995)",Comedy|Drama|Romance\n'
        '2,"""Great Performances"" Cats (1998)",Sci-Fi\n3,Babylon 5,(no genres listed)\n'
        "4,Ti\u00ean \u2013 the series (2006\u20132007),Horror|Comedy\n5,Open (2012-) ,IMAX\n"
    ).encode(),
}


def folder_of(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def _cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def _prepare(folder: Path, out: Path, **rules: Any) -> dict[str, Any]:
    return prepare_dataset(folder, "d", folder=out, format="movielens", rules=rules)


def _read(engine: Engine, folder: Path, genres: Sequence[str] = ()) -> Source:
    return read_movielens(engine, SourceOptions((str(folder),), format="movielens", genres=tuple(genres)))


INTER = ["user_id:token", "item_id:token", "timestamp:float", "time:float", "rating:float"]
ITEM = ["item_id:token", "domain:token", "title:token_seq", "year:token", "genre:token_seq"]


def test_100k(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "ml-100k", ML_100K)
    record = _prepare(folder, tmp_path / "out")
    assert _cells(tmp_path / "out/d/d.inter") == [
        INTER,
        ["196", "2", "0", "881250940", "5"],
        ["196", "242", "1", "881250949", "3"],
        ["196", "267", "2", "881250949", "2"],  # a tie, as the rows stand
        ["22", "2", "0", "878887116", "1"],
        ["22", "73", "1", "878887116", "4"],
    ]
    assert _cells(tmp_path / "out/d/d.item") == [
        ITEM,
        ["2", "spectacle", "GoldenEye", "1995", "Action Adventure Thriller"],
        ["242", "spectacle", "Once Kolya", "1996", "Comedy Western"],
        ["267", "drama_comedy", "unknown", "", "unknown"],
        ["73", "drama_comedy", "Mis\u00e9rables, Les", "1995", "Drama Musical"],
    ]
    assert record["inputs"] == {name: sha256(folder / name) for name in ("u.data", "u.item")}
    assert record["options"]["genres"] == [
        "spectacle=Action,Adventure,Horror,Sci-Fi,Thriller,War,Western",
        "drama_comedy=",
    ]
    assert record["rejected"] == {} and record["counts"]["days"] == ["1997-11-07", "1997-12-04"]


def test_1m_with_three_domains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first domain with a genre of a movie takes it; ratings of movies without a domain are counted."""
    folder = folder_of(tmp_path / "ml-1m", ML_1M)
    rule = ["--genres", "action=Action, War", "--genres", "light side=Comedy", "--genres", "true=Documentary"]
    arguments = ["prepare", str(folder), "--format", "movielens", "--name", "d", "--folder", str(tmp_path / "out")]
    main([*arguments, *rule])
    assert _cells(tmp_path / "out/d/d.inter") == [
        INTER,
        ["1", "1", "0", "978300275", "4"],
        ["1", "3", "1", "978300760", "5"],
        ["2", "2", "0", "978302000", "1"],
        ["2", "4", "1", "978302001", "2"],
        ["2", "1", "2", "978302109", "3"],
    ]
    assert _cells(tmp_path / "out/d/d.item") == [
        ITEM,
        ["1", "light_side", "Toy Story", "1995", "Animation Children's Comedy"],
        ["3", "action", "Heat", "1995", "Crime Action"],
        ["2", "action", "Am\u00e9lie: a film", "2001", "Comedy War"],
        ["4", "true", "Cr\u00e8me", "1999", "Documentary"],
    ]
    # Movie 5 is a drama; movie 99 is in no file.
    printed = [line.replace("\u2502", " ").split() for line in capsys.readouterr().out.splitlines()]
    assert ["items", "without", "a", "domain", "1"] in printed
    assert ["items", "that", "movies.dat", "lacks,", "such", "as", "'99'", "1"] in printed
    main([*arguments, "--genres", "action=Action,War", "--genres", "rest="])
    domains = {row[0]: row[1] for row in _cells(tmp_path / "out/d/d.item")[1:]}
    assert domains == {"1": "rest", "2": "action", "3": "action", "4": "rest", "5": "rest"}


def test_latest(tmp_path: Path) -> None:
    record = _prepare(folder_of(tmp_path / "ml-latest-small", LATEST), tmp_path / "out", min_rating=1)
    assert _cells(tmp_path / "out/d/d.inter") == [
        INTER,
        ["7", "2", "0", "964982224", "3.5"],
        ["7", "1", "1", "964982703", "4"],
        ["8", "4", "0", "1493846352", "5"],
        ["8", "5", "1", "1493846352", "5"],
        ["8", "1", "2", "1493846352", "2"],
    ]
    # The first quote of `"Great` is dropped: RecBole would read it as the start of a quoted cell.
    assert _cells(tmp_path / "out/d/d.item") == [
        ITEM,
        ["2", "spectacle", 'Great Performances" Cats', "1998", "Sci-Fi"],
        ["1", "drama_comedy", "American President, The", "1995", "Comedy Drama Romance"],
        ["4", "spectacle", "Ti\u00ean \u2013 the series", "2006", "Horror Comedy"],
        ["5", "drama_comedy", "Open", "2012", "IMAX"],
    ]
    assert record["funnel"] == [
        {"step": "read", "users": 2, "items": 5, "interactions": 6},
        {"step": "rating at least 1", "users": 2, "items": 4, "interactions": 5},
    ]


def test_rejected_lines_and_bad_files(tmp_path: Path) -> None:
    """Rejected lines are counted; bad folders and files raise an error that names them."""
    cases: list[tuple[dict[str, bytes], str, str]] = [
        ({}, "", "is not a MovieLens folder"),
        ({"ratings.csv": LATEST["ratings.csv"], "movies.dat": b""}, "", "is not a MovieLens folder"),
        ({**LATEST, "ratings.csv": b"userId,movieId,rating,timestamp\n1,2,3\n"}, "ratings.csv", "line 2: has 3 cells"),
        ({**LATEST, "movies.csv": b"id,name\n1,Heat\n"}, "movies.csv", "has no column 'movieId'"),
        ({**LATEST, "movies.csv": b""}, "movies.csv", "holds no rows"),
        ({**ML_1M, "movies.dat": b"1::Heat (1995)\n"}, "movies.dat", "has 2 columns"),
        (
            {**ML_1M, "movies.dat": b"1::Heat::War\n2::Up::War\n1::Heat::War\n"},
            "movies.dat",
            "item '1' has two rows",
        ),
        ({**ML_100K, "u.data": b"1,2,3,4\n"}, "u.data", "has 1 columns"),
    ]
    odd = b"7,1,4.0,\n7,1,4.0,soon\n7,1,4.0,-1\n7,1,4.0,4102444800\n7,42,4.0,5\n7,1,many,6\n,1,4.0,7\n7,2,1.0,8\n"
    with open_engine("duckdb", tmp_path) as engine:
        for number, (files, name, words) in enumerate(cases):
            folder = folder_of(tmp_path / str(number), files)
            with pytest.raises(DataError) as caught:
                _read(engine, folder)
            assert str(caught.value).startswith(str(folder / name)) and words in str(caught.value)
        files = {**LATEST, "ratings.csv": LATEST["ratings.csv"] + odd}
        source = _read(engine, folder_of(tmp_path / "odd", files))
        assert source.rejected == {"invalid time": 4, "items that movies.csv lacks, such as '42'": 1}
        # The row without a user is rejected when ids are encoded; a row with an invalid rating is kept.
        added = source.rows.to_pyarrow().to_pandas().sort_values("position").iloc[6:]
        assert added["time"].tolist() == [6.0, 7.0, 8.0] and added["item_id"].tolist() == ["1", "1", "2"]
        assert added["user_id"].fillna("none").tolist() == ["7", "none", "7"]
        assert added["rating"].fillna(-1).tolist() == [-1.0, 4.0, 1.0]


def test_10m_is_utf8(tmp_path: Path) -> None:
    """1m is Latin-1 and 10m is UTF-8 under the same names; half stars."""
    files = {
        "ratings.dat": b"1::122::3.5::838985046\n1::185::5::838983525\n",
        "movies.dat": "122::Citt\u00e0 \u8336 (1992)::(no genres listed)\n185::Net, The (1995)::Action\n".encode(),
    }
    with open_engine("duckdb", tmp_path) as engine:
        source = _read(engine, folder_of(tmp_path / "ml-10m", files), ["a=Action", "b="])
        rows = source.rows.to_pyarrow().to_pandas().sort_values("position")
    assert rows.drop(columns="position").to_numpy().tolist() == [
        ["1", "122", "b", 838985046.0, 3.5],
        ["1", "185", "a", 838983525.0, 5.0],
    ]
    movies = source.describe(pd.DataFrame({"item_id": ["185", "122"], "domain": ["a", "b"]}))
    assert movies.reset_index().to_numpy().tolist() == [
        ["185", "Net, The", "1995", "Action"],
        ["122", "Citt\u00e0 \u8336", "1992", ""],
    ]


@pytest.mark.parametrize(
    ("names", "order"),
    [
        ("userId,movieId,rating,timestamp", (0, 1, 2, 3)),
        ("movieId,userId,rating,timestamp", (1, 0, 2, 3)),
        ("userId,movieId,timestamp,rating", (0, 1, 3, 2)),
        ("Timestamp,Rating,MovieID,User_ID", (3, 2, 1, 0)),
    ],
)
@pytest.mark.parametrize("index", [False, True], ids=["", "index column"])
def test_the_header_decides_the_columns(tmp_path: Path, names: str, order: tuple[int, ...], index: bool) -> None:
    """Any order and spelling, and pandas' index column, give what the published file gives."""
    published = [line.split(",") for line in LATEST["ratings.csv"].decode().splitlines()[1:]]
    lines = [names, *(",".join(row[place] for place in order) for row in published)]
    if index:
        lines = [("" if number == 0 else str(number - 1)) + "," + line for number, line in enumerate(lines)]
    results = []
    for name, files in (
        ("published", {"ratings.csv": LATEST["ratings.csv"], "movies.csv": _movies(1).encode()}),
        ("other", {"ratings.csv": "\n".join(lines).encode(), "movies.csv": _movies(-1).encode()}),
    ):
        _prepare(folder_of(tmp_path / name, files), tmp_path / name)
        results.append([(tmp_path / name / f"d/d.{kind}").read_bytes() for kind in ("inter", "item")])
    assert results[0] == results[1]


def _row(movie: int) -> list[str]:
    return [str(movie), f"Film {movie} (1999)", "War" if movie % 2 else "Drama"]


def _movies(step: int) -> str:
    return "\n".join(",".join(row[::step]) for row in (["movieId", "title", "genres"], *(_row(n) for n in range(1, 6))))


@pytest.mark.parametrize(
    ("name", "header", "words"),
    [
        (
            "ratings.csv",
            "userId,movieId,stars,timestamp",
            "no column 'rating': its first line is userId, movieId, stars",
        ),
        ("ratings.csv", "userId,movieId,rating,when", "no column 'timestamp'"),
        ("ratings.csv", "movieId,movie_id,rating,timestamp", "no column 'userId'"),
        ("ratings.csv", "userId,user_id,movieId,rating,timestamp", "several columns 'userId'"),
        ("movies.csv", "movieId,name,genres", "no column 'title': its first line is movieId, name, genres"),
    ],
)
def test_a_header_that_lacks_a_name(tmp_path: Path, name: str, header: str, words: str) -> None:
    cells = ",".join("1" for _ in header.split(","))
    files = {**LATEST, name: f"{header}\n{cells}\n".encode()}
    with pytest.raises(DataError, match=rf"{name}, line 1: .*{words}"):
        _prepare(folder_of(tmp_path / "ml", files), tmp_path)


def _swapped(data: bytes, separator: bytes, first: int, second: int) -> bytes:
    rows = [line.split(separator) for line in data.splitlines()]
    for row in rows:
        row[first], row[second] = row[second], row[first]
    return b"\n".join(separator.join(row) for row in rows) + b"\n"


def test_swapped_columns_without_a_header(tmp_path: Path) -> None:
    """Users that are not movies, ratings that are times, and ids of which only the number of ratings decides."""
    dense = b"".join(
        f"{user}::{movie}::3::978300760\n".encode()
        for user in range(1, 4)
        for movie in range(1, 31)
        if movie % user == 0
    )
    dense += b"".join(f"{user}::{movie}::3::978300761\n".encode() for user in (2, 3) for movie in range(31, 56))
    movies = b"".join(f"{movie}::Film (1990)::War\n".encode() for movie in range(1, 56))
    cases: list[tuple[dict[str, bytes], str, str]] = [
        ({**ML_100K, "u.data": _swapped(ML_100K["u.data"], b"\t", 0, 1)}, "u.data", "but they are swapped"),
        ({**ML_100K, "u.data": _swapped(ML_100K["u.data"], b"\t", 2, 3)}, "u.data", "must hold ratings and its fourth"),
        ({"ratings.dat": _swapped(dense, b"::", 0, 1), "movies.dat": movies}, "ratings.dat", "but they are swapped"),
    ]
    with open_engine("duckdb", tmp_path) as engine:
        for number, (files, name, words) in enumerate(cases):
            with pytest.raises(DataError, match=rf"{name}, line 1: .*{words}.*user, movie, rating and time"):
                _read(engine, folder_of(tmp_path / str(number), files))
        source = _read(engine, folder_of(tmp_path / "dense", {"ratings.dat": dense, "movies.dat": movies}))
        assert source.rejected == {}


def test_headers_encodings_and_names_of_copies(tmp_path: Path) -> None:
    """1m with a header and re-encoded 100k; Kaggle's 20m with dates; all as the published files."""
    latin, utf8 = (ML_100K["u.item"], ML_100K["u.item"].decode("latin-1").encode())
    movies = "movieId,title,genres\n1,Mis\u00e9rables (1995),Drama\n2,Up (2009),War\n"
    dates = b'userId,movieId,rating,timestamp\n1,2,3.5,"2005-04-02 23:53:47"\n1,1,3.5,"2005-04-02 23:31:16"\n'
    seconds = b"userId,movieId,rating,timestamp\n1,2,3.5,1112486027\n1,1,3.5,1112484676\n"
    named = b"user_id\titem_id\trating\ttimestamp\n"
    pairs: list[tuple[dict[str, bytes], dict[str, bytes]]] = [
        ({**ML_100K, "u.item": latin}, {**ML_100K, "u.item": utf8}),
        (
            {"ratings.csv": seconds, "movies.csv": movies.encode()},
            {"rating.csv": dates, "movie.csv": movies.encode("latin-1")},
        ),
        (ML_100K, {**ML_100K, "u.data": named.replace(b"item", b"movie") + ML_100K["u.data"]}),
    ]
    for number, pair in enumerate(pairs):
        results = []
        for place, files in enumerate(pair):
            out = tmp_path / f"{number}{place}"
            _prepare(folder_of(out / "ml", files), out)
            results.append([(out / f"d/d.{kind}").read_bytes() for kind in ("inter", "item")])
        assert results[0] == results[1], number


def test_csv_without_a_header(tmp_path: Path) -> None:
    """The published order, checked by the values as in other files without a header."""
    files = {name: data.split(b"\n", 1)[1] for name, data in LATEST.items()}
    for name, data in (("published", LATEST), ("bare", files)):
        _prepare(folder_of(tmp_path / name, data), tmp_path / name)
    for kind in ("inter", "item"):
        assert (tmp_path / f"bare/d/d.{kind}").read_bytes() == (tmp_path / f"published/d/d.{kind}").read_bytes()
    ratings = _swapped(files["ratings.csv"], b",", 2, 3)
    with pytest.raises(DataError, match=r"ratings\.csv, line 1: its third column must hold ratings"):
        _prepare(folder_of(tmp_path / "swapped", {**files, "ratings.csv": ratings}), tmp_path)


def test_most_ratings_are_of_unknown_movies(tmp_path: Path) -> None:
    ratings = b"userId,movieId,rating,timestamp\n7,tt1,4.0,964982703\n7,tt2,4.0,964982703\n8,1,1,964982703\n"
    files = {**LATEST, "ratings.csv": ratings}
    with pytest.raises(
        DataError, match=r"2 of 3 rows are of items that movies\.csv lacks: the file has the item 'tt1'"
    ):
        _prepare(folder_of(tmp_path / "ml", files), tmp_path)
