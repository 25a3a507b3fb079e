"""How a dataset's texts and pictures are encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from recbole_tema.errors import ConfigError
from recbole_tema.files.vectors import DTYPES


@dataclass(frozen=True)
class EncodeOptions:
    """What both modalities share, and what only texts need.

    Attributes
    ----------
    fields : tuple of str, optional
        Columns of ``.item`` that make the text, the most telling first; by default those of title and description
        that there are.
    tags : bool
        Whether an item's text holds its tags of ``.tag``, after the first field.
    pca : int, optional
        Keep so many principal components, which are saved beside the file. Ours.
    batch : int
        Texts or pictures at a time.
    workers : int
        Processes that decode pictures.
    twin : {"float16", "float32"}, optional
        Write a binary twin of this type; by default a float32 one where there are more than 5 million numbers.

    Raises
    ------
    ConfigError
        If an option makes no sense.
    """

    fields: Optional[tuple[str, ...]] = None
    tags: bool = True
    pca: Optional[int] = None
    batch: int = 64
    workers: int = 2
    twin: Optional[str] = None

    def __post_init__(self) -> None:
        for name, least in (("pca", 1), ("batch", 1), ("workers", 0)):
            value = getattr(self, name)
            if value is not None and value < least:
                raise ConfigError(f"{name} is {value}.", remedy=f"Give {least} or more.")
        if self.twin is not None and self.twin not in DTYPES:
            raise ConfigError(f"{self.twin!r} is no type of a twin.", remedy=f"Use one of {', '.join(DTYPES)}.")
