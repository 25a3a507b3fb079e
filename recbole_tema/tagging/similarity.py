"""Cosine of items' texts with the names of tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recbole_tema.encoding.reduction import unit
from recbole_tema.tagging.names import spoken

BATCH = 64


def close_pairs(vectors: np.ndarray, least: float) -> list[tuple[int, int, float]]:
    """Pairs of rows with a cosine of at least ``least``, closest first.

    Parameters
    ----------
    vectors : array of float32, shape (n, dim)
        Of unit length.
    least : float
    """
    cosines = vectors @ vectors.T
    first, second = np.nonzero(np.triu(cosines >= least, k=1))
    pairs = [(int(i), int(j), float(cosines[i, j])) for i, j in zip(first, second)]
    return sorted(pairs, key=lambda pair: -pair[2])


class Similarity:
    """A sentence encoder that remembers what it has encoded.

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
        # torch, which `tag --report` without an encoder has no need of
        from recbole_tema.encoding.families import open_text_encoder

        self._model = open_text_encoder(encoder)
        self._known: dict[str, np.ndarray] = {}

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, shape (n, dim)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            parts = [self._model.encode(new[start : start + BATCH]) for start in range(0, len(new), BATCH)]
            self._known.update(zip(new, unit(np.concatenate(parts))))
        return np.stack([self._known[text] for text in texts])

    def of_tags(self, text: str, tags: Sequence[str]) -> list[float]:
        """Cosine of one text with each tag's name."""
        cosines: list[float] = (self.embed([spoken(tag) for tag in tags]) @ self.embed([text])[0]).tolist()
        return cosines
