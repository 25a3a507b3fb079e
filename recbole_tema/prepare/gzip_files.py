"""Gzip files: verified to their ends, and decompressed in chunks for DuckDB, which accepts truncated files."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from isal import igzip
from isal.igzip_lib import IsalError

from recbole_tema.errors import DataError

BLOCK = 1 << 20
CHUNK = 128 << 20
LONGEST_LINE = 64 << 20
Chunks = Iterator[tuple[int, Path]]
# isal's type stubs declare the class of its errors as an instance.
_DAMAGED: Any = (EOFError, gzip.BadGzipFile, IsalError)


def is_gzip(path: Path) -> bool:
    """Whether a file is named ``.gz`` or begins as gzip files do."""
    if path.suffix == ".gz":
        return True
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


@contextmanager
def open_decompressed(path: Path) -> Iterator[IO[bytes]]:
    """Open a plain or gzip file.

    Parameters
    ----------
    path : Path

    Yields
    ------
    file
        Its decompressed bytes.

    Raises
    ------
    DataError
        If the block reads as far as the place where a ``.gz`` file is truncated or damaged.
    """
    opener: Any = igzip.open if is_gzip(path) else open
    try:
        with opener(path, "rb") as file:
            yield file
    except _DAMAGED as error:
        raise DataError(
            f"the gzip file is truncated or damaged ({error}).", path=path, remedy="Download it again."
        ) from None


@contextmanager
def verified(*paths: Path) -> Iterator[None]:
    """Verify ``.gz`` files to their ends while the block reads them.

    Parameters
    ----------
    *paths : Path
        Files of any kind; missing ones and those that are not ``.gz`` are ignored.

    Raises
    ------
    DataError
        If a file is truncated or damaged, whether or not the block raised an error of its own.
    """
    compressed = [path for path in paths if path.is_file() and is_gzip(path)]
    with ThreadPoolExecutor(1) as pool:
        checks = [pool.submit(_read_to_end, path) for path in compressed]
        try:
            yield
        finally:
            for check in checks:
                check.result()


@contextmanager
def in_chunks(paths: Sequence[Path], folder: Path, size: int = CHUNK) -> Iterator[Chunks]:
    """Decompress ``.gz`` files of lines in chunks: the next one while the block reads one.

    DuckDB decompresses too, but more slowly, and accepts a truncated file. A pipe to it would need no space on the
    disk, but DuckDB holds in memory all that it reads from a pipe.

    Parameters
    ----------
    paths : sequence of Path
    folder : Path
        Folder of the chunks, which are deleted after the block.
    size : int
        Minimum bytes of a chunk, which ends at the end of a line.

    Yields
    ------
    iterator of tuple of (int, Path)
        The index in ``paths``, and a chunk of that file, which exists until the chunk after the next is requested; the
        file itself if it is not ``.gz``. Each file has at least one chunk.

    Raises
    ------
    DataError
        If a file is truncated or damaged, whether or not the block raised an error of its own.
    """
    with TemporaryDirectory(dir=folder) as temporary, ThreadPoolExecutor(1) as pool:
        chunks = _write_chunks(paths, (Path(temporary) / str(n) for n in count()), size)
        pending: list[Future[tuple[int, Path] | None]] = []
        try:
            yield _read_ahead(chunks, pool, pending)
        except Exception:
            _exhaust(chunks, pending)
            raise
        _exhaust(chunks, pending)


def _write_chunks(paths: Sequence[Path], targets: Iterator[Path], size: int) -> Chunks:
    previous, target = next(targets), next(targets)
    for index, path in enumerate(paths):
        if not is_gzip(path):
            yield index, path
            continue
        with open_decompressed(path) as file:
            first = True
            while _write_chunk(file, size, target) or first:
                yield index, target
                # The block requested this chunk, so it has finished with the previous one.
                previous.unlink(missing_ok=True)
                first, previous, target = False, target, next(targets)


def _write_chunk(file: IO[bytes], size: int, target: Path) -> bool:
    """Write the next lines; whether there were any."""
    with target.open("wb") as chunk:
        while (left := size - chunk.tell()) > 0 and (block := file.read(min(BLOCK, left))):
            chunk.write(block)
        # A longer line cannot be parsed by any engine.
        chunk.write(file.readline(LONGEST_LINE))
        return chunk.tell() > 0


def _read_ahead(chunks: Chunks, pool: Executor, pending: list[Future[tuple[int, Path] | None]]) -> Chunks:
    pending.append(pool.submit(next, chunks, None))
    while (chunk := pending.pop().result()) is not None:
        pending.append(pool.submit(next, chunks, None))
        yield chunk


def _exhaust(chunks: Chunks, pending: Sequence[Future[tuple[int, Path] | None]]) -> None:
    for chunk in pending:
        chunk.result()
    for _ in chunks:
        pass


def _read_to_end(path: Path) -> None:
    with open_decompressed(path) as file:
        while file.read(BLOCK):
            pass
