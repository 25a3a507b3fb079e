"""Texts and images through an encoder, batch by batch; images are decoded by other processes meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from recbole_tema.encoding.base import ImageEncoder, TextEncoder
from recbole_tema.encoding.images import ItemImages
from recbole_tema.encoding.shards import Encoded, Shards
from recbole_tema.errors import BackendError, first_line_of
from recbole_tema.prepare.images.decode import decode_image
from recbole_tema.prepare.images.examine import Missing

if TYPE_CHECKING:
    from PIL import Image

NO_TEXT = "no-text"


def encode_text_shards(
    encoder: TextEncoder,
    item_ids: Sequence[str],
    texts: Sequence[str],
    shards: Shards,
    numbers: Sequence[int],
    batch_size: int,
) -> Iterator[tuple[int, Encoded]]:
    """Encode the texts of some shards.

    Parameters
    ----------
    encoder : TextEncoder
    item_ids, texts : sequences of str, shape (n_items,)
        An item with an empty text gets no vector.
    shards : Shards
    numbers : sequence of int
        Numbers of the shards to encode, in this order.
    batch_size : int

    Yields
    ------
    tuple of (int, Encoded)
        Number and content of a shard.
    """
    for number in numbers:
        positions = [position for position in shards.positions(number) if texts[position]]
        missing = {item_ids[position]: NO_TEXT for position in shards.positions(number) if not texts[position]}
        # Texts of similar length share a batch, since each is padded to the longest.
        order = sorted(range(len(positions)), key=lambda row: (-len(texts[positions[row]]), row))
        vectors = np.empty((len(positions), encoder.dim), dtype=np.float32)
        truncated = np.zeros(len(positions), dtype=bool)
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            batch = [texts[positions[row]] for row in rows]
            vectors[rows] = encoder.encode(batch)
            truncated[rows] = encoder.is_truncated(batch)
        longer = [item_ids[positions[row]] for row in np.flatnonzero(truncated)]
        yield number, Encoded(positions, vectors, missing, longer)


@dataclass
class ImageBatch:
    """Preprocessed images.

    Attributes
    ----------
    pixels : Tensor of float32, shape (n_images, 3, height, width)
        None if no image of the batch can be read.
    positions : list of int
        Positions of their items in the dataset.
    missing : dict of str to str
        Reason for each item without an image.
    inputs : dict of str to str
        SHA-256 of the image file of each item.
    """

    pixels: Any
    positions: list[int]
    missing: dict[str, str]
    inputs: dict[str, str]

    def pin_memory(self) -> ImageBatch:
        """Called by the data loader if there is a GPU, so that the copy to it is asynchronous."""
        if self.pixels is not None:
            self.pixels = self.pixels.pin_memory()
        return self


class ImageBatches(Dataset[ImageBatch]):
    """Batches of images, read, decoded and preprocessed by the process that requests them.

    Parameters
    ----------
    images : ItemImages
    item_ids : sequence of str, shape (n_items,)
    preprocess : callable
        The encoder's preprocessing of an RGB image.
    positions : sequence of sequence of int
        Positions of the items of each batch.
    """

    def __init__(
        self,
        images: ItemImages,
        item_ids: Sequence[str],
        preprocess: Callable[[Image.Image], torch.Tensor],
        positions: Sequence[Sequence[int]],
    ) -> None:
        self.images, self.item_ids, self.preprocess, self.positions = images, item_ids, preprocess, positions

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, number: int) -> ImageBatch:
        batch = ImageBatch(None, [], {}, {})
        tensors = []
        for position in self.positions[number]:
            item = self.item_ids[position]
            try:
                content = self.images.read(item)
                tensors.append(self.preprocess(decode_image(content)))
            except Missing as missing:
                batch.missing[item] = missing.reason
                continue
            batch.positions.append(position)
            batch.inputs[item] = hashlib.sha256(content).hexdigest()
        batch.pixels = torch.stack(tensors) if tensors else None
        return batch


def encode_image_shards(
    encoder: ImageEncoder,
    item_ids: Sequence[str],
    images: ItemImages,
    shards: Shards,
    numbers: Sequence[int],
    batch_size: int,
    workers: int,
) -> Iterator[tuple[int, Encoded]]:
    """Encode the images of some shards.

    Parameters
    ----------
    encoder : ImageEncoder
    item_ids : sequence of str, shape (n_items,)
    images : ItemImages
    shards : Shards
    numbers : sequence of int
        Numbers of the shards to encode, in this order.
    batch_size : int
    workers : int
        Number of processes that decode; with 0, this process decodes between batches.

    Yields
    ------
    tuple of (int, Encoded)
        Number and content of a shard. An item whose image cannot be read is missing, with the reason.

    Raises
    ------
    BackendError
        If a worker process dies.
    """
    plan = [
        (number, list(shards.positions(number)[start : start + batch_size]))
        for number in numbers
        for start in range(0, len(shards.positions(number)), batch_size)
    ]
    batches = ImageBatches(images, item_ids, encoder.preprocess, [positions for _, positions in plan])
    loader: Any = DataLoader(batches, batch_size=None, num_workers=workers, pin_memory=torch.cuda.is_available())
    no_vectors = np.empty((0, encoder.dim), dtype=np.float32)
    parts, shard = [no_vectors], Encoded([], no_vectors)
    for step, batch in enumerate(_guarded(loader)):
        if batch.pixels is not None:
            parts.append(encoder.encode(batch.pixels))
        shard.positions += batch.positions
        shard.missing.update(batch.missing)
        shard.inputs.update(batch.inputs)
        if step + 1 == len(plan) or plan[step + 1][0] != plan[step][0]:
            shard.vectors = np.concatenate(parts)
            yield plan[step][0], shard
            parts, shard = [no_vectors], Encoded([], no_vectors)


def _guarded(loader: Any) -> Iterator[ImageBatch]:
    batches = iter(loader)
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            return
        except (RuntimeError, OSError) as error:  # a worker was killed, or shared memory is exhausted
            raise BackendError(
                f"A process that decodes images failed ({first_line_of(error)}).",
                remedy="Use fewer --workers, or 0; the same command continues where it stopped.",
            ) from error
        yield batch
