"""Encoders whose vectors can be worked out by hand, and a small dataset with pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import Preparation


class Lengths:
    """A text is as many letters, words and a one; whoever asks for text with "die" in it gets an error."""

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

    def cut(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([len(text) > 40 for text in texts], dtype=bool)


class Means:
    """A picture is the mean of each channel, and a one."""

    name, dim = "means", 4

    def __init__(self) -> None:
        self.prepare = Preparation((8, 8), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), keep_ratio=False)

    def describe(self) -> dict[str, Any]:
        return {"name": self.name, "family": "double", "weights_sha256": "1" * 64, "dtype": "float32"}

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        return np.concatenate([batch.mean(dim=(2, 3)).numpy(), np.ones((len(batch), 1), np.float32)], axis=1)


def write_items(folder: Path, titles: Sequence[str], name: str = "d") -> Path:
    """A dataset of items alone, ``i0`` and so on, in two domains."""
    made = folder / name
    made.mkdir(parents=True)
    rows = "".join(f"i{n}\t{'xy'[n % 2]}\t{title}\n" for n, title in enumerate(titles))
    (made / f"{name}.item").write_text(f"item_id:token\tdomain:token\ttitle:token_seq\n{rows}")
    return made


def write_picture(path: Path, colour: tuple[int, int, int]) -> None:
    """A picture of one colour."""
    from PIL import Image

    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (20, 10), colour).save(path)
