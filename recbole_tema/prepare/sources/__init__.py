"""Readers of raw data, one module per source, and the table of their formats.

To add a source, write a module with a function ``(Engine, SourceOptions) -> Source`` and add a row to :data:`SOURCES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recbole_tema.prepare.engine import Engine
    from recbole_tema.prepare.options import SourceOptions
    from recbole_tema.prepare.sources.base import Source


@dataclass(frozen=True)
class SourceFormat:
    """A format that can be read.

    Attributes
    ----------
    reader : str
        ``module:function`` in this package, imported on first use.
    help : str
        What the source is, for the command line.
    reads : tuple of str
        Options of :class:`~recbole_tema.prepare.options.SourceOptions`, beside the sources, that have an effect.
    rules : mapping
        Defaults of :class:`~recbole_tema.prepare.options.Rules` that differ.
    """

    reader: str
    help: str
    reads: tuple[str, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)

    def read(self, engine: Engine, options: SourceOptions) -> Source:
        """Read the source."""
        module, function = self.reader.split(":")
        source: Source = getattr(import_module(f"{__name__}.{module}"), function)(engine, options)
        return source


_TEXT_FILES = ("time_format", "separator", "encoding", "quoted", "names")
_PUBLISHED = ("domains", "items", "columns")
# Published files keep their order; raw reviews have none.
SOURCES: dict[str, SourceFormat] = {
    "table": SourceFormat(
        "table:read_table",
        "a table of interactions (CSV, TSV, JSON lines or Parquet)",
        ("items", "columns", *_TEXT_FILES),
    ),
    "recbole": SourceFormat(
        "recbole:read_recbole",
        "a folder with RecBole's .inter (and .item) files, or DOMAIN=FOLDER, repeated",
        ("items", "columns", "time_format", "genres"),
    ),
    "amazon": SourceFormat(
        "amazon:read_amazon",
        "DOMAIN=FILE of reviews or ratings, repeated",
        ("metadata", *_TEXT_FILES),
        rules={"ties": "hash"},
    ),
    "movielens": SourceFormat(
        "movielens:read_movielens", "a folder as GroupLens publishes it", ("genres", "time_format")
    ),
    "douban": SourceFormat(
        "douban:read_douban", "a folder of Douban's reviews, or DOMAIN=FILE, repeated", rules={"ties": "hash"}
    ),
    "lastfm": SourceFormat(
        "lastfm:read_lastfm", "the folder of HetRec 2011, or of 1,000 users", ("genres",), rules={"ties": "hash"}
    ),
    "yelp": SourceFormat("yelp:read_yelp", "the folder of the Yelp Open Dataset", ("genres",), rules={"ties": "hash"}),
    "steam": SourceFormat(
        "steam:read_steam", "the folder of the Steam reviews and games", ("genres",), rules={"ties": "hash"}
    ),
    "goodreads": SourceFormat(
        "goodreads:read_goodreads",
        "interactions or reviews of genres, or DOMAIN=FILE, repeated",
        ("metadata",),
        rules={"ties": "hash"},
    ),
    "abxi": SourceFormat(
        "abxi:read_abxi", "the folder of ABXI's preprocessed files", _PUBLISHED, rules={"order": "file"}
    ),
    "c2dsr": SourceFormat("c2dsr:read_c2dsr", "a data folder of C2DSR", _PUBLISHED, rules={"order": "file"}),
    "llmcdsr": SourceFormat(
        "llmcdsr:read_llmcdsr", "the folder of LLMCDSR's splits", _PUBLISHED, rules={"order": "file"}
    ),
    "urllm": SourceFormat("c2dsr:read_urllm", "a data folder of URLLM", _PUBLISHED, rules={"order": "file"}),
    # Times of H&M are days, and the order of rows within a day is not that of the purchases.
    "hm": SourceFormat(
        "hm:read_hm",
        "the folder of H&M's transactions and articles",
        ("genres", "columns", "time_format"),
        rules={"ties": "hash"},
    ),
    "mind": SourceFormat("mind:read_mind", "a folder of MIND's behaviors and news, may be repeated", ("genres",)),
}


def detected_format(format: str, sources: Sequence[str]) -> str:
    """``recbole`` if ``table`` was given or is the default, and the sources are folders or ``.inter`` files."""
    paths = [Path(source if Path(source).exists() else source.partition("=")[2] or source) for source in sources]
    atomic = [path.suffix == ".inter" or path.is_dir() for path in paths]
    return "recbole" if format == "table" and atomic and all(atomic) else format
