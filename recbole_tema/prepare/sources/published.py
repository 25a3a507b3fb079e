"""The published files of cross-domain papers as tables, in their own order and with their own splits."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Optional

from recbole_tema.errors import ConfigError
from recbole_tema.prepare.sources.abxi import read_abxi
from recbole_tema.prepare.sources.c2dsr import read_c2dsr, read_urllm
from recbole_tema.prepare.sources.llmcdsr import read_llmcdsr
from recbole_tema.prepare.sources.published_files import Published, Reader

__all__ = ["READERS", "Published", "Reader", "read_published"]

READERS: dict[str, Reader] = {
    "abxi": read_abxi,
    "c2dsr": read_c2dsr,
    "llmcdsr": read_llmcdsr,
    "urllm": read_urllm,
}


def read_published(format: str, folder: Path, *, domains: Optional[tuple[str, str]] = None) -> Published:
    """Read a paper's published files.

    Parameters
    ----------
    format : {"abxi", "c2dsr", "llmcdsr", "urllm"}
        Whose files they are.
    folder : Path
        Where they lie, plain or ``.gz``.
    domains : tuple of (str, str), optional
        Names of the first and the second domain; otherwise what the files call them, and ``a`` and ``b`` where
        they have no names.

    Returns
    -------
    Published
        The tables.

    Raises
    ------
    ConfigError
        If the format is unknown or ``domains`` are not two different names.
    DataError
        Naming file, line and remedy: a missing or damaged file, a line that does not parse, an item that is out of
        range, a sequence too short to be evaluated.
    """
    if format not in READERS:
        close = difflib.get_close_matches(str(format).lower(), READERS, n=1, cutoff=0.5)
        guess = f"Did you mean {close[0]}? " if close else ""
        raise ConfigError(f"format {format!r} is unknown.", remedy=f"{guess}Choose among: {', '.join(READERS)}.")
    return READERS[format](Path(folder), domains=domains)
