"""Packed files arrive whole, each once, and one that is cut short or damaged is refused whatever was read of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import open_engine, reading
from recbole_tema.prepare.unpacking import BLOCK, streamed, unpacked, whole

TEXT = b"".join(b"%d\n" % n for n in range(BLOCK // 4))  # more than one block, and than a pipe holds
Change = Callable[[bytes], bytes]
DAMAGE: dict[str, Change] = {
    "no end": lambda data: data[:-8],
    "half": lambda data: data[: len(data) // 2],
    "a second member that is cut": lambda data: data + data[:5],
    "checksum": lambda data: data[:-8] + bytes(255 - byte for byte in data[-8:-4]) + data[-4:],
    "bytes within": lambda data: data[:900] + b"\xff" * 20 + data[920:],
    "more at the end": lambda data: data + b"<html>an error of the server</html>",
    "not packed": lambda data: TEXT,
}


def _packed(path: Path, change: Change = lambda data: data) -> Path:
    path.write_bytes(change(gzip.compress(TEXT)))
    return path


def _streamed(path: Path) -> AbstractContextManager[object]:
    return streamed([path])


def test_streams(tmp_path: Path) -> None:
    """In any order, one file twice, of two members, beside one that is not packed."""
    plain = tmp_path / "plain.txt"
    plain.write_bytes(b"as it is")
    packed = _packed(tmp_path / "a.gz")
    with streamed([packed, plain, packed, _packed(tmp_path / "b.gz", lambda data: data + data)]) as names:
        assert names[1] == plain
        assert [names[place].read_bytes() for place in (3, 0, 1, 2)] == [TEXT + TEXT, TEXT, b"as it is", TEXT]


def test_nothing_to_stream() -> None:
    with streamed([]) as names:
        assert names == []


def test_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    for path in (tmp_path / "a.txt", _packed(tmp_path / "a.gz")):
        with unpacked(path) as file:
            assert b"".join(file) == TEXT


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("check", [whole, _streamed])
def test_damage(check: Callable[[Path], AbstractContextManager[object]], damage: str, tmp_path: Path) -> None:
    """Nobody reads the file, and whoever would have failed for another reason."""
    path = _packed(tmp_path / "a.gz", DAMAGE[damage])
    with pytest.raises(DataError, match=r"a\.gz: the gzip file is cut short or damaged"), check(path):
        pass
    with pytest.raises(DataError, match="cut short or damaged"), check(path):
        raise ValueError("of the reader")


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_met_in_reading(damage: str, tmp_path: Path) -> None:
    path = _packed(tmp_path / "a.gz", DAMAGE[damage])
    with pytest.raises(DataError, match="cut short or damaged"), streamed([path]) as (name,):
        assert TEXT.startswith(name.read_bytes()[: len(TEXT)])
    with pytest.raises(DataError, match="cut short or damaged"), unpacked(path) as file:
        file.read()


def test_the_readers_own_error_stands(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="of the reader"), streamed([_packed(tmp_path / "a.gz")]) as (name,):
        with name.open("rb") as file:
            file.read(10)
        raise ValueError("of the reader")


def test_duckdb_reads_streams(tmp_path: Path) -> None:
    """CSV and JSON lines; it must neither look into a file before it reads it, nor leave anything of it."""
    lines = TEXT.count(b"\n")
    with open_engine("duckdb", tmp_path, ordered=False) as engine, streamed([_packed(tmp_path / "a.gz")] * 4) as names:
        tables = [engine.delimited(name, ["number"], separator=",", header=False) for name in names[:2]]
        kept = engine.keep(tables[0].union(tables[1]), "numbers")
        assert kept.count().to_pyarrow().as_py() == 2 * lines
        assert kept.number.cast("int64").max().to_pyarrow().as_py() == lines - 1
        tables = [engine.json_lines(name, ["a", "b"]) for name in names[2:]]
        assert engine.keep(tables[0].union(tables[1]), "lines").count().to_pyarrow().as_py() == 2 * lines


def test_complaints_name_the_file(tmp_path: Path) -> None:
    """Not the pipe it came through; names of pipes may be the start of each other."""
    paths, names = [tmp_path / "a.gz", tmp_path / "b.gz"], [Path("/dev/fd/1"), Path("/dev/fd/12")]
    for path, name in zip(paths, names):
        with pytest.raises(DataError) as caught, reading(*paths, names=names):
            raise RuntimeError(f'Line 3 of "{name}" is too long')
        assert str(caught.value).startswith(f'{path}: cannot be read (Line 3 of "{path}" is too long)')
