"""Amazon files that are truncated, damaged or of another kind: one message, and existing data are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import open_engine
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.sources.amazon import read_amazon
from tests.prepare.sources.amazon_files import Line, old_review, prepare, write


def _reviews(folder: Path, name: str, start: int, count: int = 2) -> Path:
    rows: list[Line] = [old_review(f"U{n % 5}", f"B{start + n:09d}", 5.0, 1500000000 + n) for n in range(count)]
    return write(folder / f"{name}.json.gz", rows)


def _halve(path: Path) -> Path:
    """Truncate a file, as an interrupted download does."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def _scratch(path: Path, start: int, stop: int) -> Path:
    """Invert the bits of some bytes."""
    data = bytearray(path.read_bytes())
    data[start:stop] = bytes(255 - byte for byte in data[start:stop])
    path.write_bytes(bytes(data))
    return path


def _metadata(folder: Path) -> Path:
    return write(folder / "meta.json.gz", [{"asin": f"B{n:09d}", "title": f"Thing {n}"} for n in range(500)])


def test_bad_review_files(tmp_path: Path) -> None:
    """Each of these raises an error that names the file, whatever its position among the others."""
    good = [f"food={_reviews(tmp_path, 'food', 0)}", f"home={_reviews(tmp_path, 'home', 5000)}"]
    ratings: list[Line] = [f"A{n:012d},B{n:09d},5.0,1400000000" for n in range(3000)]
    not_compressed = write(tmp_path / "plain.json", [old_review("U", "B000000001", 5.0, 1)]).rename(
        tmp_path / "plain.json.gz"
    )
    cases = [
        (_halve(_reviews(tmp_path, "half", 0, 3000)), "truncated"),
        (_halve(write(tmp_path / "half.csv.gz", ratings)), "truncated"),
        (_scratch(_reviews(tmp_path, "checksum", 0, 3000), -8, -7), "damaged"),
        (not_compressed, "gzip"),
        (write(tmp_path / "long.json.gz", [old_review("U" * (1 << 25), "B000000001", 5.0, 1)]), "cannot be read"),
        (_metadata(tmp_path), "give metadata files as metadata"),
        (
            write(tmp_path / "literals.json.gz", ["{'asin': 'B000000001'}"] * 3),
            "holds no readable review",
        ),
        (write(tmp_path / "empty.json.gz", []), "holds no readable review"),
        (write(tmp_path / "empty.csv", []), "the file is empty"),
        (
            write(tmp_path / "three.csv", ["a,b,c", "d,e,f"]),
            "'a,b,c' names no column of the user, the item and the time",
        ),
        (write(tmp_path / "short.csv", [*ratings[:200], "A1,B000000001"]), "line 201: has 2 cells"),
        (tmp_path / "nowhere.json.gz", "no such file"),
    ]
    with open_engine("duckdb", tmp_path) as engine:
        for path, words in cases:
            with pytest.raises(DataError) as caught:
                read_amazon(engine, SourceOptions((good[0], f"more={path}", good[1]), format="amazon"))
            assert str(caught.value).startswith(str(path)) and words in str(caught.value)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("truncated reviews", "food.json.gz: the gzip file is truncated"),
        ("truncated metadata", "meta.json.gz: the gzip file is truncated"),
        ("damaged metadata", "meta.json.gz: the gzip file is truncated or damaged"),
        ("metadata as reviews", "meta.json.gz: holds no readable review"),
        ("missing", "nowhere.json.gz: no such file"),
        ("no row remains", "no interaction remains after the step 'core: users 5000"),
        ("one domain left", "every item is in the one domain 'food'"),
    ],
)
def test_one_message_and_no_dataset(case: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    food, home, meta = _reviews(tmp_path, "food", 0, 500), _reviews(tmp_path, "home", 5000), _metadata(tmp_path)
    arguments = {
        "truncated reviews": [],
        "truncated metadata": ["--metadata", str(meta)],
        "damaged metadata": ["--metadata", str(meta)],
        "metadata as reviews": [f"more={meta}"],
        "missing": ["--metadata", str(tmp_path / "nowhere.json.gz")],
        "no row remains": ["--user-core", "5000"],
        "one domain left": ["--since", "2017-07-14T02:40:10"],  # those of home are of :00 and :01
    }[case]
    if case.startswith("truncated"):
        _halve(meta if "metadata" in case else food)
    if case == "damaged metadata":
        _scratch(meta, 900, 910)
    sources = [f"food={food}", f"home={home}", *arguments]
    with pytest.raises(SystemExit) as stopped:
        main(["prepare", *sources, "--format", "amazon", "--name", "d", "--folder", str(tmp_path / "out")])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("Error: ") and words in error and "Traceback" not in error and error.count("\n") == 1
    assert not list((tmp_path / "out").iterdir())


def test_one_category_is_one_domain(tmp_path: Path) -> None:
    arguments = ["prepare", f"food={_reviews(tmp_path, 'food', 0, 500)}", "--format", "amazon", "--name", "d"]
    main([*arguments, "--folder", str(tmp_path / "out")])
    record = json.loads((tmp_path / "out/d/d.inter.json").read_text())
    assert list(record["counts"]["domains"]) == ["food"] and record["counts"]["overlapping_users"] == 0


def test_a_failure_keeps_the_old_dataset(tmp_path: Path) -> None:
    sources = [f"food={_reviews(tmp_path, 'f', 0)}", f"home={_reviews(tmp_path, 'h', 9)}"]
    main(["prepare", *sources, "--format", "amazon", "--name", "d", "--folder", str(tmp_path / "out")])
    assert json.loads((tmp_path / "out/d/d.inter.json").read_text())["options"]["ties"] == "hash"
    before = {path.name: path.read_bytes() for path in (tmp_path / "out/d").iterdir()}
    assert set(before) == {"d.inter", "d.inter.json", "d.item", "d.item.json", "DATASET.md"}
    metadata = _halve(write(tmp_path / "m.json.gz", [{"asin": "B000000000", "title": "x" * 99}]))
    with pytest.raises(DataError, match=r"m\.json\.gz: the gzip file is truncated"):
        prepare(tmp_path / "out", sources, [metadata])
    assert {path.name: path.read_bytes() for path in (tmp_path / "out/d").iterdir()} == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["d"]
