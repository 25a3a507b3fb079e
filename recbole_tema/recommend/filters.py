"""Which items may be recommended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Choice:
    """What a request asks for.

    Attributes
    ----------
    domain : str, optional
        Items of this domain alone; of all by default.
    candidates : sequence of str, optional
        These items alone.
    exclude : sequence of str
        None of these items.
    tags : sequence of str
        Items with any of these tags alone, where there are any here.
    repeats : bool
        Whether what is in the history may be recommended again.
    """

    domain: Optional[str] = None
    candidates: Optional[Sequence[str]] = None
    exclude: Sequence[str] = ()
    tags: Sequence[str] = ()
    repeats: bool = False
