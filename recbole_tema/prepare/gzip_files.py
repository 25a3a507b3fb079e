"""Packed files: checked to their ends, and unpacked for DuckDB, which takes one that is cut short for whole."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Optional

from isal import igzip
from isal.igzip_lib import IsalError

from recbole_tema.errors import DataError

BLOCK = 1 << 20
PIECE = 128 << 20
LONGEST_LINE = 64 << 20
Pieces = Iterator[tuple[int, Path]]
# isal's stubs take its error's class for an error.
_DAMAGED: Any = (EOFError, gzip.BadGzipFile, IsalError)


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, ``.gz`` or plain, for the block to read.

    Parameters
    ----------
    path : Path

    Yields
    ------
    file
        Its bytes, unpacked.

    Raises
    ------
    DataError
        If the block comes upon the place where a ``.gz`` file is cut short or damaged.
    """
    opener: Any = igzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            yield file
    except _DAMAGED as error:
        raise DataError(
            f"the gzip file is cut short or damaged ({error}).", path=path, remedy="Download it again."
        ) from None


@contextmanager
def whole(*paths: Path) -> Iterator[None]:
    """Check ``.gz`` files to their ends while the block reads them.

    Parameters
    ----------
    *paths : Path
        Files of any kind; those that are missing or not ``.gz`` are passed over.

    Raises
    ------
    DataError
        If a file is cut short or damaged, whatever the block came to.
    """
    packed = [path for path in paths if path.suffix == ".gz" and path.is_file()]
    with ThreadPoolExecutor(1) as pool:
        checks = [pool.submit(_read_on, path) for path in packed]
        try:
            yield
        finally:
            for check in checks:
                check.result()


@contextmanager
def in_pieces(paths: Sequence[Path], folder: Path, size: int = PIECE) -> Iterator[Pieces]:
    """Unpack ``.gz`` files of lines for the block, a piece at a time: the next while the block reads one.

    DuckDB unpacks too, but more slowly, and takes a file that is cut short for whole. A pipe to it would need no room
    on the disk, but DuckDB keeps in memory all that it reads of one.

    Parameters
    ----------
    paths : sequence of Path
    folder : Path
        Where pieces are put; they are gone after the block.
    size : int
        Bytes of a piece, which then ends with its line.

    Yields
    ------
    iterator of tuple of (int, Path)
        The place in ``paths``, and a piece of that file, gone when the one after the next is asked for; the file
        itself where it is not ``.gz``. Each file has at least one.

    Raises
    ------
    DataError
        If a file is cut short or damaged, whatever the block came to.
    """
    with TemporaryDirectory(dir=folder) as aside, ThreadPoolExecutor(1) as ahead:
        filled = _filled(paths, (Path(aside) / str(n) for n in count()), size)
        begun: list[Future[Optional[tuple[int, Path]]]] = []
        try:
            yield _in_turn(filled, ahead, begun)
        except Exception:
            _finish(filled, begun)
            raise
        _finish(filled, begun)


def _filled(paths: Sequence[Path], places: Iterator[Path], size: int) -> Pieces:
    before, place = next(places), next(places)
    for number, path in enumerate(paths):
        if path.suffix != ".gz":
            yield number, path
            continue
        with unpacked(path) as file:
            first = True
            while _fill(file, size, place) or first:
                yield number, place
                # The block has asked for this piece, and so is done with the one before.
                before.unlink(missing_ok=True)
                first, before, place = False, place, next(places)


def _fill(file: IO[bytes], size: int, place: Path) -> bool:
    """Write the next lines to a place; whether there were any."""
    with place.open("wb") as piece:
        while (left := size - piece.tell()) > 0 and (block := file.read(min(BLOCK, left))):
            piece.write(block)
        # What goes on for longer is no line that anyone could read.
        piece.write(file.readline(LONGEST_LINE))
        return piece.tell() > 0


def _in_turn(filled: Pieces, ahead: Executor, begun: list[Future[Optional[tuple[int, Path]]]]) -> Pieces:
    begun.append(ahead.submit(next, filled, None))
    while (piece := begun.pop().result()) is not None:
        begun.append(ahead.submit(next, filled, None))
        yield piece


def _finish(filled: Pieces, begun: Sequence[Future[Optional[tuple[int, Path]]]]) -> None:
    for piece in begun:
        piece.result()
    for _ in filled:
        pass


def _read_on(path: Path) -> None:
    with unpacked(path) as file:
        _read_out(file)


def _read_out(file: IO[bytes]) -> None:
    while file.read(BLOCK):
        pass
