"""Stage 1, first step: the language model proposes tags for single items."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from recbole_tema.files.tags import slug
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.names import is_usable
from recbole_tema.tagging.prompts import TAG_PATTERN, propose_messages

N_PROPOSALS = 5
PROPOSE_SCHEMA = {
    "type": "array",
    "items": {"type": "string", "pattern": TAG_PATTERN},
    "minItems": N_PROPOSALS,
    "maxItems": N_PROPOSALS,
}
MAX_PROPOSE_TOKENS = 48
_TagText = Annotated[str, Field(min_length=3, max_length=25)]
_Answer: TypeAdapter[list[str]] = TypeAdapter(Annotated[list[_TagText], Field(min_length=1, max_length=N_PROPOSALS)])


async def propose_tags(client: LLMClient, about: str, text: str) -> list[str]:
    """Tags that the model proposes for one item.

    Parameters
    ----------
    client : LLMClient
    about : str
        Description of the item's domain.
    text : str
        The item's text.

    Returns
    -------
    list of str
        Distinct usable slugs.

    Raises
    ------
    BackendError
        If the model gives no valid answer.
    """
    messages = propose_messages(client.templates, about, text)
    answer = await client.chat(messages, _Answer, MAX_PROPOSE_TOKENS, PROPOSE_SCHEMA)
    return [tag for tag in dict.fromkeys(map(slug, answer)) if is_usable(tag)]
