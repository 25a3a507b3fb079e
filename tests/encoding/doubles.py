"""Encoders whose vectors can be computed by hand, and a small dataset with images."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import ImagePreprocessor


class Lengths:
    """Encodes a text as its number of letters, its number of words, and 1; fails at a text with "die" on request."""

    name, dim = "lengths", 3

    def __init__(self, fail: bool = False) -> None:
        self.fail = fail
        self.batches: list[list[str]] = []

    def describe(self) -> dict[str, Any]:
        return {"name": self.name, "family": "double", "weights_sha256": "0" * 64, "dtype": "float32"}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        if self.fail and any("die" in text for text in texts):
            raise KeyboardInterrupt
        self.batches.append(list(texts))
        return np.array([[len(text), len(text.split()), 1] for text in texts], dtype=np.float32)

    def is_truncated(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([len(text) > 40 for text in texts], dtype=bool)


class Means:
    """Encodes an image as the mean of each channel, and 1."""

    name, dim = "means", 4

    def __init__(self) -> None:
        self.preprocess = ImagePreprocessor((8, 8), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), keep_ratio=False)

    def describe(self) -> dict[str, Any]:
        return {"name": self.name, "family": "double", "weights_sha256": "1" * 64, "dtype": "float32"}

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        return np.concatenate([batch.mean(dim=(2, 3)).numpy(), np.ones((len(batch), 1), np.float32)], axis=1)


def write_items(folder: Path, titles: Sequence[str], name: str = "d") -> Path:
    """A dataset of items ``i0``, ``i1``, ... in two domains, without interactions."""
    dataset = folder / name
    dataset.mkdir(parents=True)
    rows = "".join(f"i{n}\t{'xy'[n % 2]}\t{title}\n" for n, title in enumerate(titles))
    (dataset / f"{name}.item").write_text(f"item_id:token\tdomain:token\ttitle:token_seq\n{rows}")
    return dataset


def write_image(path: Path, color: tuple[int, int, int]) -> None:
    """An image of one color."""
    from PIL import Image

    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (20, 10), color).save(path)
