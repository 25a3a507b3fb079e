"""Stage 1, first step: the language model proposes tags for single items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from recbole_tema.files.tags import slug
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.names import TagText, is_usable
from recbole_tema.tagging.prompts import propose_messages, tag_pattern

N_PROPOSALS = 5
MAX_PROPOSE_TOKENS = 48
_Answer: TypeAdapter[list[str]] = TypeAdapter(Annotated[list[TagText], Field(min_length=1, max_length=N_PROPOSALS)])


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
    schema, max_tokens = proposal_limits(text)
    answer = await client.chat(messages, _Answer, max_tokens, schema)
    return [tag for tag in dict.fromkeys(map(slug, answer)) if is_usable(tag)]


def proposal_limits(text: str) -> tuple[Mapping[str, Any], int]:
    """JSON schema and maximum number of tokens of the proposals for a text."""
    pattern = tag_pattern(text)
    schema = {
        "type": "array",
        "items": {"type": "string", "pattern": pattern},
        "minItems": N_PROPOSALS,
        "maxItems": N_PROPOSALS,
    }
    # Models have more tokens per word for scripts that they know less well.
    return schema, MAX_PROPOSE_TOKENS if pattern.isascii() else 2 * MAX_PROPOSE_TOKENS
