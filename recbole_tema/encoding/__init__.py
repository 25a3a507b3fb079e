"""Text and image features of items from frozen encoders.

Subpackages and modules
-----------------------
pipeline : :func:`encode_items`, the whole run
families : encoders, one module per family
images : image files of items; batches, shards, output: steps of a run
page : a page that shows the features of a dataset
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recbole_tema.encoding.options import EncodeOptions
    from recbole_tema.encoding.pipeline import encode_items

__all__ = ["EncodeOptions", "encode_items"]

_MODULES = {"EncodeOptions": "options", "encode_items": "pipeline"}


def __getattr__(name: str) -> Any:
    """Import on first use: the command line needs the options without torch."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
