"""Packed files: checked to their ends, and unpacked for DuckDB, which takes one that is cut short for whole."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from isal import igzip
from isal.igzip_lib import IsalError

from recbole_tema.errors import DataError

BLOCK = 1 << 20
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
def streamed(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Unpack ``.gz`` files for the block, which reads each once from the start.

    That takes half the time of letting DuckDB unpack them and checking them beside. It needs ``/dev/fd``, where a
    process finds the pipes it has open.

    Parameters
    ----------
    paths : sequence of Path
        Files of any kind; those that are not ``.gz`` are passed over.

    Yields
    ------
    list of Path
        Where to read each file, in the order given.

    Raises
    ------
    DataError
        If a file is cut short or damaged, whatever the block came to.
    """
    packed = [place for place, path in enumerate(paths) if path.suffix == ".gz"]
    opened = list(paths)
    # A thread for each: nobody knows which pipe is read first.
    with ThreadPoolExecutor(len(packed) or 1) as pool:
        checks = []
        try:
            with ExitStack() as ends:
                for place in packed:
                    out, into = os.pipe()
                    # Closed after the block, so that a thread whose pipe is not read to its end is not left waiting.
                    ends.callback(os.close, out)
                    checks.append(pool.submit(_pour, paths[place], into))
                    opened[place] = Path(f"/dev/fd/{out}")
                yield opened
        finally:
            for check in checks:
                check.result()


def _pour(path: Path, into: int) -> None:
    """Unpack a file into a pipe, and check it to its end even if nobody reads the pipe to its own."""
    with open(into, "wb", buffering=0) as pipe, unpacked(path) as file:
        try:
            while block := file.read(BLOCK):
                rest = memoryview(block)
                while rest:
                    rest = rest[pipe.write(rest) :]
        except BrokenPipeError:
            _read_out(file)


def _read_on(path: Path) -> None:
    with unpacked(path) as file:
        _read_out(file)


def _read_out(file: IO[bytes]) -> None:
    while file.read(BLOCK):
        pass
