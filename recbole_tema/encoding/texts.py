"""Texts of items through a text encoder, shard by shard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from recbole_tema.encoding.base import TextEncoder
from recbole_tema.encoding.shards import Encoded, Shards

EMPTY = "no-text"


def encode_text_shards(
    encoder: TextEncoder,
    item_ids: Sequence[str],
    texts: Sequence[str],
    shards: Shards,
    numbers: Sequence[int],
    batch: int,
) -> Iterator[tuple[int, Encoded]]:
    """Encode the texts of some shards.

    Parameters
    ----------
    encoder : TextEncoder
    item_ids, texts : sequences of str, shape (n_items,)
        An empty text is a missing one.
    shards : Shards
        How the items are shared out.
    numbers : sequence of int
        The shards to be made, in this order.
    batch : int
        Texts at a time.

    Yields
    ------
    tuple of (int, Encoded)
        Number of the shard and what was made of it.
    """
    for number in numbers:
        places = shards.places(number)
        there = [place for place in places if texts[place]]
        missing = {item_ids[place]: EMPTY for place in places if not texts[place]}
        # Like lengths together: a batch is padded to its longest text.
        order = sorted(there, key=lambda place: (-len(texts[place]), place))
        vectors = np.empty((len(there), encoder.dim), dtype=np.float32)
        row_of = {place: row for row, place in enumerate(there)}
        cut = []
        for start in range(0, len(order), batch):
            some = order[start : start + batch]
            words = [texts[place] for place in some]
            vectors[[row_of[place] for place in some]] = encoder.encode(words)
            cut += [place for place, long in zip(some, encoder.cut(words)) if long]
        yield number, Encoded(there, vectors, missing, [item_ids[place] for place in sorted(cut)])
