"""How a dataset's texts and pictures are encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from recbole_tema.errors import ConfigError


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

    def __post_init__(self) -> None:
        for name, least in (("pca", 1), ("batch", 1), ("workers", 0)):
            value = getattr(self, name)
            if value is not None and value < least:
                raise ConfigError(f"{name} is {value}.", remedy=f"Give {least} or more.")
