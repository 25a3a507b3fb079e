"""Stage 1, first step: the language model proposes tags for single items, by facet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter

from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.tags import slug
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.names import is_tag_length, is_usable, stem
from recbole_tema.tagging.prompts import propose_messages, tag_pattern

# Proposals of an answer without facets.
N_PROPOSALS = 5
N_PER_FACET = 2
MAX_PROPOSE_TOKENS = 48
TOKENS_PER_FACET = 20


async def propose_tags(client: LLMClient, about: str, text: str, facets: Sequence[str] = ()) -> list[str]:
    """Tags that the model proposes for one item.

    Parameters
    ----------
    client : LLMClient
    about : str
        Description of the item's domain.
    text : str
        The item's text.
    facets : sequence of str
        Facets (slugs) for each of which the model gives at most :data:`N_PER_FACET` tags; without any, it gives
        :data:`N_PROPOSALS` tags.

    Returns
    -------
    list of str
        Distinct usable slugs.

    Raises
    ------
    BackendError
        If the model gives no valid answer.
    """
    names = tuple(map(slug_to_words, facets))
    messages = propose_messages(client.templates, about, text, names)
    schema, max_tokens = proposal_limits(text, names)
    answer = await client.chat(messages, _answer_type(names), max_tokens, schema)
    of_facets = {stem(facet) for facet in facets}
    tags = list(filter(is_usable, dict.fromkeys(map(slug, answer))))
    # The name of a facet among other tags is not a value of it; if all are, the model mistook tags for facets before.
    return [tag for tag in tags if stem(tag) not in of_facets] or tags


def proposal_limits(text: str, facets: Sequence[str] = ()) -> tuple[Mapping[str, Any], int]:
    """JSON schema and maximum number of tokens of the proposals for a text; ``facets`` in words."""
    pattern = tag_pattern(text)
    tag = {"type": "string", "pattern": pattern}
    # Models have more tokens per word for scripts that they know less well.
    factor = 1 if pattern.isascii() else 2
    if not facets:
        schema = {"type": "array", "items": tag, "minItems": N_PROPOSALS, "maxItems": N_PROPOSALS}
        return schema, factor * MAX_PROPOSE_TOKENS
    values = {"type": "array", "items": tag, "maxItems": N_PER_FACET}
    by_facet = {
        "type": "object",
        "properties": dict.fromkeys(facets, values),
        "required": list(facets),
        "additionalProperties": False,
    }
    return by_facet, factor * TOKENS_PER_FACET * len(facets)


@cache
def _answer_type(facets: tuple[str, ...]) -> TypeAdapter[list[str]]:
    """Validates an answer and returns its tags: surplus tags and those of unusable length are left out."""

    def tags_of(answer: Any) -> Any:
        if not isinstance(answer, (list, dict)):
            return answer
        return [tag for tag in _flat(answer, facets) if is_tag_length(tag)]

    return TypeAdapter(Annotated[list[str], BeforeValidator(tags_of), Field(min_length=1)])


def _flat(answer: list[Any] | dict[str, Any], facets: Sequence[str]) -> list[str]:
    """Tags of an answer: an object of facets, each with one tag or several, an array, or an object with an array."""
    if isinstance(answer, dict) and not set(map(slug, answer)) & set(map(slug, facets)):
        answer = answer.get("tags") or next(iter(answer.values()), [])
    if not isinstance(answer, dict):
        return _texts(answer)[:N_PROPOSALS]
    return [tag for values in answer.values() for tag in _texts(values)[:N_PER_FACET]]


def _texts(values: Any) -> list[str]:
    values = [values] if isinstance(values, str) else values
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
