"""Packed files arrive whole, each once, and one that is truncated or damaged is refused whatever was read of it."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import open_engine, reading
from recbole_tema.prepare.gzip_files import BLOCK, in_chunks, open_decompressed, verified

TEXT = b"".join(b"%d\n" % n for n in range(BLOCK // 4))  # more than one block
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


def _packed(path: Path, change: Change = lambda data: data, text: bytes = TEXT) -> Path:
    path.write_bytes(change(gzip.compress(text)))
    return path


def _pieces(path: Path) -> AbstractContextManager[object]:
    return in_chunks([path], path.parent, size=1000)


@pytest.mark.parametrize("size", [1, 100, BLOCK + 1, 10 * BLOCK])
def test_pieces(size: int, tmp_path: Path) -> None:
    """Of whole lines, no larger than asked for but by a line; one file twice, of two members, and one not packed."""
    plain = tmp_path / "plain.txt"
    plain.write_bytes(b"as it is")
    packed = _packed(tmp_path / "a.gz", text=TEXT[:3000] if size < BLOCK else TEXT)
    twice = _packed(tmp_path / "b.gz", lambda data: data + data, text=TEXT[:3000])
    read: dict[int, list[bytes]] = {0: [], 1: [], 2: [], 3: []}
    with in_chunks([packed, plain, packed, twice], tmp_path, size) as pieces:
        for number, piece in pieces:
            assert piece == plain or tmp_path in piece.parents
            read[number].append(piece.read_bytes())
    whole_text = gzip.decompress(packed.read_bytes())
    assert read[1] == [b"as it is"]
    assert [b"".join(read[number]) for number in (0, 2, 3)] == [whole_text, whole_text, TEXT[:3000] * 2]
    for piece in read[0][:-1] + read[2][:-1]:
        assert piece.endswith(b"\n") and size <= len(piece) <= size + 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gz", "b.gz", "plain.txt"]


def test_nothing_to_unpack(tmp_path: Path) -> None:
    with in_chunks([], tmp_path) as pieces:
        assert list(pieces) == []
    with in_chunks([_packed(tmp_path / "a.gz", text=b"")], tmp_path) as pieces:
        assert [(number, piece.read_bytes()) for number, piece in pieces] == [(0, b"")]


def test_a_piece_stays_while_it_is_read(tmp_path: Path) -> None:
    """The next is made meanwhile, of the same file and of the next file."""
    paths = [_packed(tmp_path / f"{name}.gz", text=name.encode() * 9 + b"\n" + b"last\n") for name in "abc"]
    read = []
    with in_chunks(paths, tmp_path, size=3) as pieces:
        for _, piece in pieces:
            time.sleep(0.05)
            read.append(piece.read_bytes())
    assert read == [part for name in b"abc" for part in (bytes([name]) * 9 + b"\n", b"last\n")]


def test_open_decompressed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    for path in (tmp_path / "a.txt", _packed(tmp_path / "a.gz")):
        with open_decompressed(path) as file:
            assert b"".join(file) == TEXT


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("check", [verified, _pieces])
def test_damage(check: Callable[[Path], AbstractContextManager[object]], damage: str, tmp_path: Path) -> None:
    """Nobody reads the file, and whoever would have failed for another reason."""
    path = _packed(tmp_path / "a.gz", DAMAGE[damage])
    with pytest.raises(DataError, match=r"a\.gz: the gzip file is truncated or damaged"), check(path):
        pass
    with pytest.raises(DataError, match="truncated or damaged"), check(path):
        raise ValueError("of the reader")


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_met_in_reading(damage: str, tmp_path: Path) -> None:
    path = _packed(tmp_path / "a.gz", DAMAGE[damage])
    with pytest.raises(DataError, match="truncated or damaged"), _pieces(path) as pieces:
        for _ in pieces:
            pass
    with pytest.raises(DataError, match="truncated or damaged"), open_decompressed(path) as file:
        file.read()


def test_the_readers_own_error_stands(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="of the reader"), _pieces(_packed(tmp_path / "a.gz")) as pieces:
        next(pieces)
        raise ValueError("of the reader")


def test_duckdb_reads_pieces(tmp_path: Path) -> None:
    """Each piece takes the place of an earlier one, and what was read of that one must not be kept instead."""
    text = b"".join(b'{"a": "%d", "b": 1}\n' % n for n in range(5000))
    packed = _packed(tmp_path / "a.gz", text=text)
    with open_engine("duckdb", tmp_path, ordered=False) as engine, in_chunks([packed], tmp_path, 10_000) as pieces:
        kept: Any = None
        for _, piece in pieces:
            more = engine.json_lines(piece, ["a", "b"])
            kept = engine.materialize(more, "lines") if kept is None else engine.append(kept, more)
        assert sorted(map(int, kept.a.to_pyarrow().to_pylist())) == list(range(5000))


def test_complaints_name_the_file(tmp_path: Path) -> None:
    """Not the piece of it that was read."""
    path, name = tmp_path / "a.gz", tmp_path / "aside/b"
    with pytest.raises(DataError) as caught, reading(path, name=name):
        raise RuntimeError(f'Line 3 of "{name}" is too long')
    assert str(caught.value).startswith(f'{path}: cannot be read (Line 3 of "{path}" is too long)')
