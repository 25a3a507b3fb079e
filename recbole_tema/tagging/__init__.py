"""Tags for items by a language model: propose, refine, match, select."""

from recbole_tema.tagging.llm import open_backend
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.pipeline import tag_dataset

__all__ = ["TagOptions", "open_backend", "tag_dataset"]
