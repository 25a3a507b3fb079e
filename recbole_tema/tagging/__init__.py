"""Tags for items from a language model: propose, refine, match, select. Profiles: prose about items.

Subpackages and modules
-----------------------
pipeline : the whole run; propose, refine, match, vocabulary: its steps
llm : language models, one file per family
profiles : prose about each item, a run of its own
tfidf : tags from tf-idf weights, as a baseline without a model
report : statistics of a tag file
cost : estimate of the requests of a run
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recbole_tema.tagging.llm import open_backend
    from recbole_tema.tagging.options import TagOptions
    from recbole_tema.tagging.pipeline import tag_items
    from recbole_tema.tagging.profiles import profile_items

__all__ = ["TagOptions", "open_backend", "profile_items", "tag_items"]

_MODULES = {"TagOptions": "options", "open_backend": "llm", "profile_items": "profiles", "tag_items": "pipeline"}


def __getattr__(name: str) -> Any:
    """Import on first use: the command line needs the options before any model is loaded."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
