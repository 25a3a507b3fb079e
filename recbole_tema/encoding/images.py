"""Pictures of items through an image encoder, shard by shard, decoded by other processes meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from recbole_tema.encoding.base import ImageEncoder
from recbole_tema.encoding.image_files import Pictures, decode
from recbole_tema.encoding.shards import Encoded, Shards
from recbole_tema.errors import BackendError, first_line_of
from recbole_tema.prepare.images.examine import Missing

if TYPE_CHECKING:
    from PIL import Image


@dataclass
class Batch:
    """Pictures ready to be encoded.

    Attributes
    ----------
    pixels : Tensor of float32, shape (n_pictures, 3, height, width)
        None where no picture of the batch could be read.
    places : list of int
        Whose they are.
    missing : dict of str to str
        Why the others have none.
    inputs : dict of str to str
        SHA-256 of the file, by item.
    """

    pixels: Any
    places: list[int]
    missing: dict[str, str]
    inputs: dict[str, str]

    def pin_memory(self) -> Batch:
        """The loader calls this where the encoder is on a GPU: copies from pinned memory are made meanwhile."""
        if self.pixels is not None:
            self.pixels = self.pixels.pin_memory()
        return self


class Batches(Dataset[Batch]):
    """Batches of pictures, each read, decoded and prepared where it is asked for.

    Parameters
    ----------
    pictures : Pictures
    item_ids : sequence of str, shape (n_items,)
    prepare : callable
        The encoder's.
    places : sequence of sequence of int
        Which items each batch holds.
    """

    def __init__(
        self,
        pictures: Pictures,
        item_ids: Sequence[str],
        prepare: Callable[[Image.Image], torch.Tensor],
        places: Sequence[Sequence[int]],
    ) -> None:
        self.pictures, self.item_ids, self.prepare, self.places = pictures, item_ids, prepare, places

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, number: int) -> Batch:
        made = Batch(None, [], {}, {})
        tensors = []
        for place in self.places[number]:
            item = self.item_ids[place]
            try:
                content = self.pictures.read(item)
                tensors.append(self.prepare(decode(content)))
            except Missing as missing:
                made.missing[item] = missing.reason
                continue
            made.places.append(place)
            made.inputs[item] = hashlib.sha256(content).hexdigest()
        made.pixels = torch.stack(tensors) if tensors else None
        return made


def encode_image_shards(
    encoder: ImageEncoder,
    item_ids: Sequence[str],
    pictures: Pictures,
    shards: Shards,
    numbers: Sequence[int],
    batch: int,
    workers: int,
) -> Iterator[tuple[int, Encoded]]:
    """Encode the pictures of some shards.

    Parameters
    ----------
    encoder : ImageEncoder
    item_ids : sequence of str, shape (n_items,)
    pictures : Pictures
    shards : Shards
        How the items are shared out.
    numbers : sequence of int
        The shards to be made, in this order.
    batch : int
        Pictures at a time.
    workers : int
        Processes that decode; with 0, this one does it between batches.

    Yields
    ------
    tuple of (int, Encoded)
        Number of the shard and what was made of it; a picture that cannot be read is missing, with the reason.

    Raises
    ------
    BackendError
        If a process that decodes dies.
    """
    plan = [
        (number, list(shards.places(number)[start : start + batch]))
        for number in numbers
        for start in range(0, len(shards.places(number)), batch)
    ]
    batches = Batches(pictures, item_ids, encoder.prepare, [places for _, places in plan])
    loader: Any = DataLoader(batches, batch_size=None, num_workers=workers, pin_memory=torch.cuda.is_available())
    parts: list[np.ndarray] = []
    made = Encoded([], np.empty((0, encoder.dim), dtype=np.float32))
    for step, ready in enumerate(_guarded(loader)):
        if ready.pixels is not None:
            parts.append(encoder.encode(ready.pixels))
        made.places += ready.places
        made.missing.update(ready.missing)
        made.inputs.update(ready.inputs)
        if step + 1 == len(plan) or plan[step + 1][0] != plan[step][0]:
            made.vectors = np.concatenate([made.vectors, *parts])
            yield plan[step][0], made
            parts, made = [], Encoded([], np.empty((0, encoder.dim), dtype=np.float32))


def _guarded(loader: Any) -> Iterator[Batch]:
    ready = iter(loader)
    while True:
        try:
            batch = next(ready)
        except StopIteration:
            return
        except (RuntimeError, OSError) as error:  # a worker that was killed, or has no shared memory left
            raise BackendError(
                f"a process that decodes pictures failed ({first_line_of(error)}).",
                remedy="Choose fewer --workers, or 0; the run goes on where it stopped.",
            ) from error
        yield batch
