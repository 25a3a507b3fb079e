"""Cosine similarity of item texts and tag names, from a sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recbole_tema.encoding.reduction import l2_normalize
from recbole_tema.files.item_text import slug_to_words

BATCH_SIZE = 64


def close_pairs(vectors: np.ndarray, min_cosine: float) -> list[tuple[int, int, float]]:
    """Pairs of rows with a cosine of at least ``min_cosine``, closest first.

    Parameters
    ----------
    vectors : array of float32, shape (n, dim)
        Of unit length.
    min_cosine : float
    """
    cosines = vectors @ vectors.T
    first, second = np.nonzero(np.triu(cosines >= min_cosine, k=1))
    pairs = [(int(i), int(j), float(cosines[i, j])) for i, j in zip(first, second)]
    return sorted(pairs, key=lambda pair: -pair[2])


class TextSimilarity:
    """A sentence encoder that keeps the vectors of the texts it has encoded.

    Parameters
    ----------
    encoder : str
        A folder, a Hugging Face id, or a package of weights.

    Raises
    ------
    MissingExtraError, BackendError
        If it cannot be loaded.
    """

    def __init__(self, encoder: str) -> None:
        # Imports torch, which `recbole-tema tag --report` does not need without an encoder.
        from recbole_tema.encoding.families import open_text_encoder

        self._encoder = open_text_encoder(encoder)
        self._vectors: dict[str, np.ndarray] = {}

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of texts, shape (n, dim)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            starts = range(0, len(new), BATCH_SIZE)
            batches = [self._encoder.encode(new[start : start + BATCH_SIZE]) for start in starts]
            self._vectors.update(zip(new, l2_normalize(np.concatenate(batches))))
        return np.stack([self._vectors[text] for text in texts])

    def with_tags(self, text: str, tags: Sequence[str]) -> list[float]:
        """Cosine of one text with the name of each tag."""
        cosines: list[float] = (self.embed([slug_to_words(tag) for tag in tags]) @ self.embed([text])[0]).tolist()
        return cosines
