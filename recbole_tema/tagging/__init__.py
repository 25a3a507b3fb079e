"""Tags for items by a language model: propose, refine, match."""

from recbole_tema.tagging.pipeline import tag_dataset

__all__ = ["tag_dataset"]
