"""Gzip files are read completely and once; truncated or damaged ones are refused, whatever part was read."""

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
    "a truncated second member": lambda data: data + data[:5],
    "checksum": lambda data: data[:-8] + bytes(255 - byte for byte in data[-8:-4]) + data[-4:],
    "bytes within": lambda data: data[:900] + b"\xff" * 20 + data[920:],
    "more at the end": lambda data: data + b"<html>an error of the server</html>",
    "not compressed": lambda data: TEXT,
}


def _compress(path: Path, change: Change = lambda data: data, text: bytes = TEXT) -> Path:
    path.write_bytes(change(gzip.compress(text)))
    return path


def _chunks(path: Path) -> AbstractContextManager[object]:
    return in_chunks([path], path.parent, size=1000)


@pytest.mark.parametrize("size", [1, 100, BLOCK + 1, 10 * BLOCK])
def test_chunks(size: int, tmp_path: Path) -> None:
    """Complete lines, at most one line longer than requested; a file given twice, two members, an uncompressed file."""
    plain = tmp_path / "plain.txt"
    plain.write_bytes(b"as it is")
    compressed = _compress(tmp_path / "a.gz", text=TEXT[:3000] if size < BLOCK else TEXT)
    twice = _compress(tmp_path / "b.gz", lambda data: data + data, text=TEXT[:3000])
    read: dict[int, list[bytes]] = {0: [], 1: [], 2: [], 3: []}
    with in_chunks([compressed, plain, compressed, twice], tmp_path, size) as chunks:
        for number, chunk in chunks:
            assert chunk == plain or tmp_path in chunk.parents
            read[number].append(chunk.read_bytes())
    content = gzip.decompress(compressed.read_bytes())
    assert read[1] == [b"as it is"]
    assert [b"".join(read[number]) for number in (0, 2, 3)] == [content, content, TEXT[:3000] * 2]
    for chunk in read[0][:-1] + read[2][:-1]:
        assert chunk.endswith(b"\n") and size <= len(chunk) <= size + 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gz", "b.gz", "plain.txt"]


def test_nothing_to_decompress(tmp_path: Path) -> None:
    with in_chunks([], tmp_path) as chunks:
        assert list(chunks) == []
    with in_chunks([_compress(tmp_path / "a.gz", text=b"")], tmp_path) as chunks:
        assert [(number, chunk.read_bytes()) for number, chunk in chunks] == [(0, b"")]


def test_a_chunk_exists_while_it_is_read(tmp_path: Path) -> None:
    """Meanwhile the next chunk is written, of the same file and of the next file."""
    paths = [_compress(tmp_path / f"{name}.gz", text=name.encode() * 9 + b"\n" + b"last\n") for name in "abc"]
    read = []
    with in_chunks(paths, tmp_path, size=3) as chunks:
        for _, chunk in chunks:
            time.sleep(0.05)
            read.append(chunk.read_bytes())
    assert read == [part for name in b"abc" for part in (bytes([name]) * 9 + b"\n", b"last\n")]


def test_open_decompressed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    for path in (tmp_path / "a.txt", _compress(tmp_path / "a.gz")):
        with open_decompressed(path) as file:
            assert b"".join(file) == TEXT


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("check", [verified, _chunks])
def test_damage(check: Callable[[Path], AbstractContextManager[object]], damage: str, tmp_path: Path) -> None:
    """If the block does not read the file, and if it raises another error."""
    path = _compress(tmp_path / "a.gz", DAMAGE[damage])
    with pytest.raises(DataError, match=r"a\.gz: the gzip file is truncated or damaged"), check(path):
        pass
    with pytest.raises(DataError, match="truncated or damaged"), check(path):
        raise ValueError("of the block")


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_while_reading(damage: str, tmp_path: Path) -> None:
    path = _compress(tmp_path / "a.gz", DAMAGE[damage])
    with pytest.raises(DataError, match="truncated or damaged"), _chunks(path) as chunks:
        for _ in chunks:
            pass
    with pytest.raises(DataError, match="truncated or damaged"), open_decompressed(path) as file:
        file.read()


def test_the_error_of_the_block_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="of the block"), _chunks(_compress(tmp_path / "a.gz")) as chunks:
        next(chunks)
        raise ValueError("of the block")


def test_duckdb_reads_chunks(tmp_path: Path) -> None:
    """Chunks may reuse the path of an earlier one, whose cached content must not be read instead."""
    text = b"".join(b'{"a": "%d", "b": 1}\n' % n for n in range(5000))
    compressed = _compress(tmp_path / "a.gz", text=text)
    with open_engine("duckdb", tmp_path, ordered=False) as engine, in_chunks([compressed], tmp_path, 10_000) as chunks:
        table: Any = None
        for _, chunk in chunks:
            rows = engine.json_lines(chunk, ["a", "b"])
            table = engine.materialize(rows, "lines") if table is None else engine.append(table, rows)
        assert sorted(map(int, table.a.to_pyarrow().to_pylist())) == list(range(5000))


def test_errors_name_the_file(tmp_path: Path) -> None:
    """And not the chunk of it that was read."""
    path, name = tmp_path / "a.gz", tmp_path / "aside/b"
    with pytest.raises(DataError) as caught, reading(path, name=name):
        raise RuntimeError(f'Line 3 of "{name}" is too long')
    assert str(caught.value).startswith(f'{path}: cannot be read (Line 3 of "{path}" is too long)')
