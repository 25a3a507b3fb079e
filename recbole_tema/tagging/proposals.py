"""Stage 1, first step: the model proposes tags for single items of a domain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, TypeAdapter

from recbole_tema.tagging.client import Asker
from recbole_tema.tagging.names import slug, usable
from recbole_tema.tagging.prompts import TAG_PATTERN, propose_messages

Tag = Annotated[str, Field(min_length=3, max_length=25)]
PROPOSALS = 5
_ANSWER: TypeAdapter[list[str]] = TypeAdapter(Annotated[list[Tag], Field(min_length=1, max_length=PROPOSALS)])
PROPOSE_SCHEMA = {
    "type": "array",
    "items": {"type": "string", "pattern": TAG_PATTERN},
    "minItems": PROPOSALS,
    "maxItems": PROPOSALS,
}
PROPOSE_TOKENS = 48


def sample_ids(item_ids: Iterable[str], size: int, seed: int) -> list[str]:
    """A sample that depends on ids and seed only, not on their order in the file."""
    key = {i: hashlib.sha256(f"{seed}\t{i}".encode()).hexdigest() for i in item_ids}
    return sorted(key, key=key.__getitem__)[:size]


async def propose(asker: Asker, about: str, text: str) -> list[str]:
    """The model's own tags for one item, as distinct usable slugs.

    Raises
    ------
    BackendError
        If the model gives no usable answer.
    """
    messages = propose_messages(asker.templates, about, text)
    answer = await asker.validated(messages, _ANSWER, PROPOSE_TOKENS, PROPOSE_SCHEMA)
    return [tag for tag in dict.fromkeys(map(slug, answer)) if usable(tag)]
