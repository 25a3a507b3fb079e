"""Tags for items by a language model: propose, refine, match."""

from recbole_tema.tagging.pipeline import TagOptions, tag_dataset

__all__ = ["TagOptions", "tag_dataset"]
