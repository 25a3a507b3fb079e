"""The bytes of a file: compression, encoding and line ends, by its content and never by its name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.gzip_files import open_decompressed

BLOCK = 1 << 20
# Of UTF-16 and UTF-32, whose byte order marks begin alike, the longer mark is first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes from 0x80 on that are one beside the other, or in a word where cp1252 has a sign: not Western text.
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_SIGN_IN_WORD = re.compile(rb"[A-Za-z][\xa1-\xa9\xac\xae-\xb1\xb3-\xb8\xbb-\xbf\xd7\xf7][A-Za-z]")


@dataclass(frozen=True)
class Sample:
    """Lines of a text file.

    Attributes
    ----------
    head : str
        Its first lines.
    complete : bool
        Whether these are all.
    quote_block : str
        Lines from the first double quote on, if that is not in the first lines.
    """

    head: str
    complete: bool
    quote_block: str

    @property
    def has_quotes(self) -> bool:
        """Whether the file holds a double quote."""
        return '"' in self.head or bool(self.quote_block)


@dataclass(frozen=True)
class TextFile:
    """What the whole of a text file shows.

    Attributes
    ----------
    encoding : str
    mixed_ends : bool
        Whether lines end in more than one way.
    n_lines : int
        Number of line ends.
    sample : Sample
    """

    encoding: str
    mixed_ends: bool
    n_lines: int
    sample: Sample


def starts_with(path: Path, size: int = 16) -> bytes:
    """The first bytes of a file, decompressed."""
    with open_decompressed(path) as file:
        return file.read(size)


def examine_text(path: Path, encoding: str | None = None) -> TextFile:
    """Read a text file to its end, find its encoding, and sample it.

    Parameters
    ----------
    path : Path
        Plain or gzip.
    encoding : str, optional
        The encoding, if it is known.

    Raises
    ------
    DataError
        If a gzip file is damaged, or the encoding cannot be decided.
    ConfigError
        If the encoding is unknown.
    """
    scan = _Scan()
    with open_decompressed(path) as file:
        while block := file.read(BLOCK):
            scan.add(block)
    name = _encoding(scan, path) if encoding is None else _checked(encoding, scan.head)
    decoded = scan.head.decode(name, errors="replace").removeprefix("\ufeff")
    complete = scan.n_bytes <= len(scan.head)
    head = decoded if complete else decoded[: max(decoded.rfind("\n"), decoded.rfind("\r")) + 1] or decoded
    return TextFile(name, scan.mixed_ends, scan.n_lines, Sample(head, complete, _quote_block(path, name, scan)))


class _Scan:
    """What the bytes of a file show, block by block."""

    def __init__(self) -> None:
        self.head = b""
        self.n_bytes = 0
        self.first_quote: int | None = None
        self.line_of_quote = 0
        self.beyond_ascii = bytearray()
        self._ends = [0, 0, 0]
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._valid = True
        self._last = b""

    def add(self, block: bytes) -> None:
        self.head = self.head or block
        if self.first_quote is None:
            at = block.find(b'"')
            line_end = block.rfind(b"\n", 0, at if at >= 0 else len(block))
            if line_end >= 0:
                self.line_of_quote = self.n_bytes + line_end + 1
            if at >= 0:
                self.first_quote = self.n_bytes + at
        # A pair of carriage return and line feed may be cut by the end of a block.
        returns = block.count(b"\r")
        self._ends[0] += (block.count(b"\r\n") if returns else 0) + (self._last == b"\r" and block[:1] == b"\n")
        self._ends[1] += block.count(b"\n")
        self._ends[2] += returns
        self._last = block[-1:]
        self._check_utf8(block)
        self.n_bytes += len(block)

    def _check_utf8(self, block: bytes) -> None:
        ascii_only = block.isascii()
        # A character may be cut by the end of a block.
        if self._valid and not (ascii_only and not self._decoder.getstate()[0]):
            try:
                self._decoder.decode(block)
            except UnicodeDecodeError:
                self._valid = False
        if not ascii_only and len(self.beyond_ascii) < BLOCK:
            self.beyond_ascii += b"\n".join(line for line in block.split(b"\n") if not line.isascii())

    @property
    def is_utf8(self) -> bool:
        return self._valid and not self._decoder.getstate()[0]

    @property
    def n_lines(self) -> int:
        pairs, feeds, returns = self._ends
        return feeds + returns - pairs

    @property
    def mixed_ends(self) -> bool:
        pairs, feeds, returns = self._ends
        return sum(count > 0 for count in (pairs, feeds - pairs, returns - pairs)) > 1


def _quote_block(path: Path, encoding: str, scan: _Scan) -> str:
    """Lines from the first double quote on, unless it is in the first block."""
    if scan.first_quote is None or scan.first_quote < len(scan.head) or encoding.startswith(("utf-16", "utf-32")):
        return ""
    with open_decompressed(path) as file:
        left = scan.line_of_quote
        while left:
            left -= len(file.read(min(BLOCK, left)))
        block = file.read(BLOCK)
    return block[: block.rfind(b"\n") + 1].decode(encoding, errors="replace")


def _checked(encoding: str, head: bytes) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise ConfigError(f"unknown encoding {encoding!r}.", remedy="Use utf-8, cp1252 or gbk, for instance.") from None
    return "utf-8-sig" if name == "utf-8" and head.startswith(codecs.BOM_UTF8) else name


def _encoding(scan: _Scan, path: Path) -> str:
    head, high = scan.head, bytes(scan.beyond_ascii)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    even, odd = head[0:4096:2], head[1:4096:2]
    if odd.count(0) > 0.4 * len(odd) or even.count(0) > 0.4 * len(even):
        return "utf-16-le" if odd.count(0) > even.count(0) else "utf-16-be"
    if b"\0" in head:
        raise DataError(
            "is neither text nor Parquet.", path=path, remedy="Give CSV, TSV, JSON or Parquet, plain or as .gz."
        )
    if scan.is_utf8:
        return "utf-8"
    # In Western text a letter beyond ASCII is alone between others.
    in_runs = sum(map(len, _HIGH_RUN.findall(high)))
    if in_runs > 0.3 * len(_HIGH.findall(high)) or _SIGN_IN_WORD.search(high):
        raise DataError(
            "is not UTF-8 text, and its encoding cannot be decided.",
            path=path,
            remedy="Name it, as encoding=gbk or encoding=cp1251, or save the file as UTF-8.",
        )
    return "cp1252" if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", high) else "latin-1"


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[IO[str]]:
    """Open a plain or gzip text file; lines keep their ends.

    Raises
    ------
    DataError
        If the block reads as far as a place that cannot be decoded or decompressed.
    """
    with open_decompressed(path) as file:
        try:
            yield TextIOWrapper(file, encoding=encoding, newline="")
        except UnicodeDecodeError as error:
            raise DataError(
                f"is not {encoding} text ({error.reason}).", path=path, remedy="Save it as UTF-8, or name its encoding."
            ) from None
