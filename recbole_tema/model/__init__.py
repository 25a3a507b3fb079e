"""Models: TEMA, SASRec trained as TEMA is, and the registry of all model classes.

The names below are imported on first use, so that names of models are checked without importing torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_EXPORTS = {"TEMA": "tema", "SASRecW": "sasrec", "get_model": "registry"}
__all__ = ["TEMA", "SASRecW", "get_model"]

if TYPE_CHECKING:
    from recbole_tema.model.registry import get_model as get_model
    from recbole_tema.model.sasrec import SASRecW as SASRecW
    from recbole_tema.model.tema import TEMA as TEMA


def __getattr__(name: str) -> Any:
    if name not in _EXPORTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_EXPORTS[name]}"), name)
    globals()[name] = value
    return value
